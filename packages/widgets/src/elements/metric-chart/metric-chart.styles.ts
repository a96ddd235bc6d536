import { css } from "lit";

export const metricChartStyles = css`
  .legend,
  .parts,
  .crumbs ol {
    margin: calc(var(--_space) / 2) 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_space));
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
    max-width: min(16rem, 100%);
  }
  .legend span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .legend svg {
    flex: none;
    width: 1rem;
    height: 0.75rem;
  }
  .crumbs ol {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
  }
  .crumbs button {
    margin-inline-start: calc(var(--_space) / -2);
    font-size: inherit;
    color: var(--_accent);
  }
  .crumbs li + li::before {
    content: "›";
    margin: 0 calc(var(--_space) * 0.75);
    color: var(--_quiet);
  }
  .crumbs li[aria-current] {
    color: var(--_text);
  }
  .drawing.doughnut {
    display: grid;
    flex: 1;
    align-content: center;
    gap: calc(2 * var(--_space));
    align-items: center;
  }
  .drawing.doughnut .plot {
    height: min(var(--sales-chart-height, 16rem), 14rem);
  }
  .drawing.doughnut[hidden] {
    display: none;
  }
  .ring {
    display: block;
    width: 100%;
    height: 100%;
  }
  .ring circle {
    cursor: pointer;
  }
  .ring text {
    fill: var(--_text);
    font-size: 4.5px;
    font-weight: 600;
    text-anchor: middle;
  }
  .parts {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    margin: 0;
    color: var(--_text);
  }
  .parts li {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
    gap: 0 var(--_space);
    min-height: 2rem;
    border-bottom: 1px solid var(--_line);
    cursor: pointer;
  }
  .parts li:last-child {
    border-bottom: none;
  }
  .parts li:hover {
    background: var(--_faint);
  }
  .parts svg {
    width: 0.75rem;
    height: 0.75rem;
  }
  .parts .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .parts .amount,
  .parts .share {
    text-align: end;
  }
  .parts .share {
    min-width: 3.5em;
    color: var(--_quiet);
  }
  @container (min-width: 30rem) {
    .drawing.doughnut {
      grid-template-columns: minmax(10rem, 2fr) 3fr;
    }
    /* The names stand at the ends of the lines. */
    .legend.direct {
      display: none;
    }
  }
  @container (max-width: 20rem) {
    .drawing.doughnut .plot {
      height: 11rem;
    }
    .parts .amount {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .ring,
    .legend svg,
    .parts svg {
      forced-color-adjust: none;
    }
  }
`;
