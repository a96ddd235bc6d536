import { css } from "lit";
import { ramp } from "../../styles/ramp.ts";

export const cohortGridStyles = css`
  .head {
    align-items: center;
    gap: calc(var(--_space) / 2) var(--_space);
  }
  .head > .icon {
    inset-block-start: 0.25rem;
  }
  .scroll {
    /* What is only for listeners must scroll along, else it widens the page. */
    position: relative;
    overflow-x: auto;
    /* Room for the focus ring of the cells at the edges, beyond which the text lines up with the heading. */
    margin: var(--_space) -4px 0;
    padding: 2px;
  }
  table {
    border-collapse: separate;
    border-spacing: 2px;
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    height: 2rem;
    padding: 0 calc(var(--_space) / 2);
    border: none;
    text-align: end;
    white-space: nowrap;
  }
  th[scope="row"],
  thead th:first-child {
    position: sticky;
    left: 0;
    z-index: 1;
    padding-inline-start: 0;
    background: var(--_surface);
    text-align: start;
  }
  thead th {
    position: static;
    height: 1.75rem;
    text-align: center;
  }
  thead th.size,
  td.size {
    padding-inline-end: var(--_space);
    text-align: end;
    color: var(--_quiet);
  }
  .cell {
    min-width: 3.25rem;
    border-radius: 3px;
    background: var(--_fill, var(--_faint));
    text-align: center;
    cursor: default;
  }
  .cell.first {
    background: none;
    color: var(--_quiet);
  }
  .cell.unfinished {
    outline: 1px dashed currentColor;
    outline-offset: -3px;
  }
  .cell:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  ${ramp}
  tfoot th,
  tfoot td {
    border-top: 1px solid var(--_line);
    font-weight: 600;
  }
  tfoot td {
    text-align: center;
  }
  .hint {
    min-height: 1.25rem;
    margin: var(--_space) 0 0;
  }
  .bone {
    height: 2rem;
    margin-top: 2px;
  }
  @container (max-width: 34rem) {
    .cell {
      min-width: 2.75rem;
    }
    th,
    td {
      padding: 0 2px;
    }
  }
  @container (max-width: 22rem) {
    .size {
      display: none;
    }
    thead th:first-child {
      white-space: normal;
      line-height: 1.25;
    }
  }
  @media (forced-colors: active) {
    .cell {
      border: 1px solid CanvasText;
    }
  }
`;
