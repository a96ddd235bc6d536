import { css, html, svg, type TemplateResult } from "lit";

/** How something stands: the shape says it, the word beside it does, and the colour only helps. */
export type Standing = "done" | "settled" | "good" | "caution" | "bad" | "failed" | "waiting";

/** Colours that mean good and bad, unlike those of rise and fall, which a company may turn round. */
export const standingStyles = css`
  :host {
    --_good: var(--sales-good, var(--theme-rise, light-dark(#0b7268, #4cc2b4)));
    --_caution: var(--sales-caution, var(--theme-caution, light-dark(#8a5a00, #e2b04a)));
    --_bad: var(--sales-bad, var(--theme-fall, light-dark(#b93a17, #f5825f)));
  }
  .standing {
    display: inline-flex;
    align-items: baseline;
    gap: 0.375em;
  }
  .standing svg {
    flex: none;
    align-self: center;
    width: 1rem;
    height: 1rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .standing .full {
    fill: currentColor;
  }
  .standing .cut {
    stroke: var(--_surface);
  }
  .done,
  .settled,
  .good {
    color: var(--_good);
  }
  .caution {
    color: var(--_caution);
  }
  .bad,
  .failed {
    color: var(--_bad);
  }
  .waiting {
    color: var(--_quiet);
  }
`;

const ring = svg`<circle cx="8" cy="8" r="6.5"></circle>`;
const disc = svg`<circle class="full" cx="8" cy="8" r="6.5"></circle>`;

const shapes = {
  done: svg`${disc}<path class="cut" d="M5 8.3l2.1 2.1L11 6"></path>`,
  settled: svg`${ring}<path d="M5 8.3l2.1 2.1L11 6"></path>`,
  good: svg`${ring}<path d="M5.7 10.3l4.6-4.6M6.7 5.7h3.6v3.6"></path>`,
  caution: svg`<path d="M8 2l6.5 11.5h-13zM8 6.3v3.4M8 11.7v.01"></path>`,
  bad: svg`${ring}<path d="M5.7 5.7l4.6 4.6M10.3 6.7v3.6H6.7"></path>`,
  failed: svg`${disc}<path class="cut" d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"></path>`,
  waiting: svg`<circle cx="8" cy="8" r="6.5" stroke-dasharray="2.2 2.6"></circle>`,
} as const satisfies Record<Standing, TemplateResult>;

/** The mark of a standing and the word for it. */
export function standingMark(standing: Standing, word: string | TemplateResult, part = "status"): TemplateResult {
  return html`<span class="standing ${standing}" part=${part}
    ><svg viewBox="0 0 16 16" aria-hidden="true">${shapes[standing]}</svg><span>${word}</span></span>`;
}
