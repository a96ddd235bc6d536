import { css } from "lit";

export const competitorGridStyles = css`
  .head + div {
    margin-top: var(--_space);
  }
  table {
    border-collapse: separate;
    border-spacing: 0;
  }
  thead th {
    position: static;
    height: auto;
    padding-block: calc(var(--_space) / 2);
    vertical-align: bottom;
    white-space: normal;
    min-width: 7rem;
  }
  thead .own {
    color: var(--_text);
    font-weight: 600;
  }
  tbody td,
  tbody th[scope="row"] {
    height: auto;
    padding-block: calc(var(--_space) / 2);
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  tbody th[scope="row"],
  thead td:first-child {
    position: sticky;
    inset-inline-start: 0;
    min-width: 7rem;
    background: var(--_surface);
  }
  tbody tr:last-child > * {
    border-bottom: 1px solid var(--_line);
  }
  .topic th {
    height: auto;
    padding-top: calc(1.5 * var(--_space));
    padding-bottom: calc(var(--_space) / 2);
    border-bottom: 1px solid var(--_line);
    color: var(--_quiet);
    font-weight: 600;
  }
  th .quiet,
  .seen {
    display: block;
  }
  .value {
    font-variant-numeric: tabular-nums;
  }
  td.own .value {
    font-weight: 600;
  }
  .gap {
    margin-inline-start: 0.375em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .seen {
    font-size: 0.75rem;
  }
  ol {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(28rem, 100%), 1fr));
    column-gap: calc(4 * var(--_space));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr);
    gap: 0 calc(2 * var(--_space));
    padding-block: var(--_space);
    border-top: 1px solid var(--_line);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  li p {
    margin: 0;
  }
  li strong {
    font-weight: 600;
  }
  .bone {
    height: 56rem;
    margin-top: var(--_space);
  }
  @container (max-width: 30rem) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
    thead th,
    tbody th[scope="row"],
    thead td:first-child {
      min-width: 6rem;
    }
  }
`;
