import { css } from "lit";

export const metricTableStyles = css`
  .head {
    margin-bottom: calc(var(--_space) / 2);
  }
  .scroll {
    /* What is only for listeners must scroll along, else it widens the page. */
    position: relative;
    max-height: var(--sales-table-height, 32rem);
    overflow: auto;
    border-radius: calc(var(--_radius) / 2);
  }
  table {
    /* Borders of sticky cells only scroll along when they aren't shared. */
    border-collapse: separate;
    border-spacing: 0;
  }
  thead th {
    z-index: 2;
  }
  th.end button,
  th.name button {
    margin: 0 calc(var(--_space) / -2 - 1px);
    font-size: inherit;
    white-space: nowrap;
  }
  th[aria-sort] button {
    color: var(--_text);
    font-weight: 600;
  }
  .mark {
    margin-inline-start: 0.25em;
  }
  .mark:empty {
    display: none;
  }
  tbody .name {
    max-width: 16rem;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tbody td.name {
    max-width: 10rem;
  }
  tbody .name button.plain,
  .rest .name span {
    display: block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    text-align: start;
  }
  tbody .name button.plain {
    margin: 0 calc(var(--_space) / -2 - 1px);
    padding: 0 calc(var(--_space) / 2);
    max-width: calc(100% + var(--_space) + 2px);
    color: var(--_text);
  }
  tbody .name button.plain:hover {
    color: var(--_accent);
    background: none;
  }
  tbody .name button.plain:focus-visible {
    outline-offset: -2px;
    white-space: normal;
  }
  .choice {
    cursor: pointer;
  }
  .choice:hover > * {
    background: var(--_faint);
  }
  .chosen > * {
    background: color-mix(in srgb, var(--_accent) 12%, var(--_surface));
  }
  .chosen .name button.plain {
    font-weight: 600;
  }
  .rest .name,
  .before {
    color: var(--_quiet);
  }
  tfoot th,
  tfoot td {
    position: sticky;
    bottom: 0;
    background: var(--_surface);
    border-top: 1px solid var(--_quiet);
    border-bottom: none;
    font-weight: 600;
  }
  /* A metric, what it was before and how it changed stand closer to each other than to the next metric. */
  .end.value {
    padding-inline-start: calc(2.5 * var(--_space));
  }
  .end.before,
  .end.change {
    padding-inline-start: var(--_space);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    margin-top: var(--_space);
  }
  .bone {
    height: 1.25rem;
    margin: 1rem 0;
  }
  @container (max-width: 40rem) {
    .before {
      display: none;
    }
    tbody .name {
      max-width: 10rem;
    }
  }
  @container (min-width: 26rem) {
    tbody .name.time {
      max-width: none;
    }
  }
  @container (max-width: 26rem) {
    /* The names stay in sight while the figures scroll. */
    th.name:first-child {
      position: sticky;
      inset-inline-start: 0;
      background: var(--_surface);
    }
    thead th.name:first-child {
      z-index: 3;
    }
    tbody .name {
      max-width: 6.5rem;
    }
    .end.value {
      padding-inline-start: var(--_space);
    }
  }
  @container (max-width: 16rem) {
    tbody .name {
      max-width: 5.5rem;
    }
  }
  @media (forced-colors: active) {
    .chosen > * {
      outline: 1px solid Highlight;
    }
  }
  @media print {
    .scroll {
      max-height: none;
      overflow: visible;
    }
    /* Paper doesn't scroll: what has no room is left out or wraps. */
    .before {
      display: none;
    }
    thead th,
    th.end button,
    th.name button {
      white-space: normal;
      text-align: inherit;
    }
    thead th,
    tfoot > tr > * {
      position: static;
    }
  }
`;
