import { css } from "lit";

export const goalProgressStyles = css`
  .goals,
  .checks {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .goal {
    border-bottom: 1px solid var(--_line);
  }
  .goal:last-child {
    border-bottom: none;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr) minmax(7rem, max-content);
    gap: 0 calc(3 * var(--_space));
    align-items: center;
    padding-block: calc(1.5 * var(--_space));
    font-size: var(--_small);
  }
  .line p {
    margin: 0;
    line-height: 1.25rem;
  }
  .who {
    min-width: 0;
  }
  .disclosure {
    font-size: var(--_body);
    font-weight: 600;
  }
  .owner {
    margin-inline-start: var(--_indent) !important;
  }
  .figures,
  .outlook {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
  }
  .figures strong {
    font-size: var(--_body);
    font-weight: 600;
  }
  .bar {
    display: block;
    width: 100%;
    height: 0.75rem;
    overflow: visible;
  }
  .bar .track {
    fill: var(--_faint);
    stroke: var(--_line);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .bar .value {
    fill: var(--_accent);
  }
  .bar .expected {
    fill: color-mix(in oklab, var(--_accent) 28%, var(--_surface));
  }
  .bar path,
  .legend path {
    fill: none;
    vector-effect: non-scaling-stroke;
    stroke: var(--_text);
    stroke-width: 2;
  }
  .bar .target {
    stroke: var(--_surface);
  }
  .legend svg {
    width: 0.25rem;
    height: 0.75rem;
    margin-inline-end: 0.375em;
    vertical-align: -0.05em;
  }
  .line > .standing {
    white-space: nowrap;
  }
  .detail {
    padding: 0 0 calc(2 * var(--_space)) var(--_indent);
    font-size: var(--_small);
  }
  .detail .facts,
  .detail .sums {
    margin: 0 0 var(--_space);
  }
  p.detail {
    margin: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
  }
  .checks li {
    display: grid;
    grid-template-columns: 9rem minmax(0, 1fr);
    gap: 0 var(--_space);
    padding-block: calc(var(--_space) / 2);
    align-items: start;
  }
  .checks .standing svg {
    align-self: start;
  }
  .checks svg {
    margin-top: 0.125rem;
  }
  .letter {
    display: block;
    color: var(--_text);
  }
  .reason {
    line-height: 1.25rem;
    overflow-wrap: anywhere;
  }
  .columns table {
    margin-top: 0;
  }
  .columns th,
  .columns td {
    height: 1.75rem;
    white-space: nowrap;
  }
  .ahead {
    color: var(--_quiet);
  }
  [part="parts"] {
    margin-top: calc(2 * var(--_space));
  }
  [part="parts"] .line {
    padding-block: var(--_space);
  }
  .bone.goal {
    height: 3.5rem;
    margin-block: var(--_space);
    border: none;
  }
  @container (max-width: 44rem) {
    .line {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .line > .standing {
      grid-area: 1 / 2;
      align-self: start;
      line-height: 1.375rem;
    }
    .progress {
      grid-column: 1 / -1;
      margin-top: calc(var(--_space) / 2);
    }
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 22rem) {
    .line {
      gap: 0 var(--_space);
    }
    .line > .standing {
      grid-area: auto;
      grid-column: 1 / -1;
    }
    .who {
      grid-column: 1 / -1;
    }
    .checks li {
      grid-template-columns: minmax(0, 1fr);
    }
    .checks .reason {
      margin-inline-start: 1.375rem;
    }
    .columns tbody th {
      white-space: normal;
    }
    .figures,
    .outlook {
      flex-wrap: wrap;
      gap: 0 var(--_space);
    }
    .detail {
      padding-inline-start: var(--_space);
    }
  }
  @media (forced-colors: active) {
    .bar .track {
      stroke: CanvasText;
    }
    .bar .value {
      fill: Highlight;
    }
    .bar path {
      stroke: CanvasText;
    }
  }
`;
