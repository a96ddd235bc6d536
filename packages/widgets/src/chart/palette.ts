import { css } from "lit";

/** Eight colours that colour-blind readers can tell apart, each with a contrast of 3:1 or more on both surfaces. */
export const paletteStyles = css`
  :host {
    --_series-1: var(--sales-series-1, var(--_accent));
    --_series-2: var(--sales-series-2, light-dark(#c75b12, #f2a05c));
    --_series-3: var(--sales-series-3, light-dark(#0b7f72, #55c9bb));
    --_series-4: var(--sales-series-4, light-dark(#8e4bb5, #c9a0ea));
    --_series-5: var(--sales-series-5, light-dark(#957000, #dcb94b));
    --_series-6: var(--sales-series-6, light-dark(#bf3a73, #f391b8));
    --_series-7: var(--sales-series-7, light-dark(#4c7a1e, #a5d07f));
    --_series-8: var(--sales-series-8, light-dark(#3c4753, #cfd6de));
    --_before: var(--sales-comparison, light-dark(#878f99, #7d8690));
    --_others: var(--sales-others, light-dark(#878f99, #7d8690));
  }
`;
