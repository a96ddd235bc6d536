import { css } from "lit";

export const leaderBoardStyles = css`
  .head {
    margin-bottom: calc(var(--_space) / 2);
  }
  table {
    table-layout: auto;
  }
  thead > tr > * {
    position: static;
    height: 1.75rem;
  }
  tr > :last-child {
    padding-inline-end: calc(var(--_space) / 2);
  }
  .rank {
    width: 2.5rem;
    text-align: end;
    font-variant-numeric: tabular-nums;
    color: var(--_quiet);
  }
  tbody .rank {
    font-size: var(--_body);
  }
  .top .rank {
    color: var(--_text);
    font-weight: 600;
  }
  .moved {
    width: 3.5rem;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .moved .movement {
    gap: 0.25em;
  }
  tbody th {
    max-width: 0;
    width: 34%;
    overflow: hidden;
  }
  tbody th button.plain {
    display: block;
    max-width: calc(100% + var(--_space));
    margin: 0 calc(var(--_space) / -2 - 1px);
    padding: 0 calc(var(--_space) / 2);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: start;
    color: var(--_text);
  }
  .first th button.plain {
    font-weight: 600;
  }
  tbody th button.plain:hover {
    color: var(--_accent);
    background: none;
  }
  tbody th button.plain:focus-visible {
    outline-offset: -2px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  tbody tr {
    cursor: pointer;
  }
  tbody tr:hover > * {
    background: var(--_faint);
  }
  tbody tr.chosen > *,
  tbody tr.marked > * {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .bar {
    padding-inline: 0;
  }
  .bar svg {
    display: block;
    width: 100%;
    height: 0.5rem;
  }
  .bar rect {
    fill: color-mix(in oklab, var(--_accent) 55%, var(--_surface));
  }
  .first .bar rect {
    fill: var(--_accent);
  }
  .bone {
    height: 1.25rem;
    margin: 1rem 0;
  }
  @container (max-width: 28rem) {
    .bar {
      display: none;
    }
    tbody th {
      width: 60%;
    }
  }
  @container (max-width: 18rem) {
    .rank {
      width: 1.5rem;
    }
    .moved {
      width: 2.75rem;
    }
    th,
    td {
      padding-inline: calc(var(--_space) / 2);
    }
  }
  @container (max-width: 14rem) {
    .moved {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .bar rect {
      fill: CanvasText;
    }
    .chosen > *,
    .marked > * {
      outline: 1px solid Highlight;
    }
  }
`;
