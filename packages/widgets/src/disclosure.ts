import { css, html, type TemplateResult } from "lit";

/** The button that opens and closes what stands below it. */
export function disclosure(content: string | TemplateResult, open: boolean, toggle: () => void): TemplateResult {
  return html`<button type="button" class="plain disclosure" aria-expanded=${open} @click=${toggle}
    ><svg viewBox="0 0 10 10" aria-hidden="true"><path d="M3 1.5L6.5 5 3 8.5"></path></svg><span>${content}</span></button>`;
}

/** What is open, with one more or one less. */
export function toggled<Key>(opened: ReadonlySet<Key>, key: Key): ReadonlySet<Key> {
  const next = new Set(opened);
  if (!next.delete(key)) next.add(key);
  return next;
}

/** What stands below the button's words begins at `--_indent`. */
export const disclosureStyles = css`
  :host {
    --_indent: calc(0.625rem + var(--_space) / 2);
  }
  button.disclosure {
    display: flex;
    align-items: baseline;
    gap: calc(var(--_space) / 2);
    max-width: calc(100% + var(--_space));
    margin-inline: calc(var(--_space) / -2 - 1px);
    line-height: 1.375rem;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  button.disclosure:hover {
    color: var(--_accent);
    background: none;
  }
  .disclosure svg {
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .disclosure[aria-expanded="true"] svg {
    rotate: 90deg;
  }
  @media print {
    .disclosure svg {
      display: none;
    }
  }
`;
