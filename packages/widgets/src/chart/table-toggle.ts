import { msg } from "@lit/localize";
import { html, type TemplateResult } from "lit";

/** The button that shows a chart's figures as a table, and the drawing again; in narrow places a picture of either. */
export function tableToggle(host: { asTable: boolean }): TemplateResult {
  const name = host.asTable ? msg("Show chart", { id: "show-chart" }) : msg("Show table", { id: "show-table" });
  const picture = host.asTable ? "M2.5 13.5h11M4.5 13V8M8 13V3M11.5 13V6" : "M2.5 3h11v10h-11zM2.5 6.5h11M6.5 6.5V13";
  return html`<button type="button" class="plain toggle on-screen" title=${name} @click=${() => {
    host.asTable = !host.asTable;
  }}><svg viewBox="0 0 16 16" aria-hidden="true"><path d=${picture}></path></svg><span>${name}</span></button>`;
}
