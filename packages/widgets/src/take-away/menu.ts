import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";
import { placePopover } from "../popover.ts";

/** What opens below a download button where there are figures and a picture to choose from. */
export function takeAwayMenu(saveCsv: () => void, savePng: () => void): TemplateResult {
  return html`<div id="take-away" class="menu to-end" popover @toggle=${placePopover} @click=${closeMenu}>
    <button type="button" class="plain" @click=${saveCsv}>${msg("Figures (CSV)", { id: "as-csv" })}</button>
    <button type="button" class="plain" @click=${savePng}>${msg("Picture (PNG)", { id: "as-png" })}</button>
  </div>`;
}

function closeMenu(event: Event): void {
  (event.currentTarget as HTMLElement).hidePopover();
}
