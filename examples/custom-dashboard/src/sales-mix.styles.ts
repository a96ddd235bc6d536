import { css } from "lit";

/** The panel takes its colours and sizes from the properties that the page gives all elements (style.css). */
export const salesMixStyles = css`
  :host {
    display: block;
    container-type: inline-size;
    font: 400 0.9375rem / 1.5 var(--sales-font);
    color: var(--sales-text);
  }
  section {
    box-sizing: border-box;
    height: 100%;
    padding: 1rem;
    background: var(--sales-surface);
    border: 1px solid var(--sales-line);
    border-radius: var(--sales-radius);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 0.5rem;
  }
  h2,
  p {
    margin: 0;
    font-size: 0.8125rem;
  }
  .quiet,
  .step,
  thead th {
    font-size: 0.8125rem;
    font-weight: 400;
    color: var(--sales-quiet);
  }
  .summary {
    margin-block: 0.5rem;
    font-size: 0.9375rem;
  }
  .steps {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 0.5rem;
    align-items: center;
    margin: 0.75rem 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125rem;
  }
  li {
    display: grid;
    grid-column: 1 / -1;
    grid-template-columns: subgrid;
    align-items: center;
  }
  .bar {
    display: block;
    width: 100%;
    height: 1.75rem;
    border-radius: calc(var(--sales-radius) / 2);
  }
  rect {
    stroke: var(--sales-surface);
    stroke-width: 1.5;
  }
  text {
    fill: var(--on-series);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-anchor: middle;
    dominant-baseline: central;
    pointer-events: none;
  }
  .series-1 { --colour: var(--sales-series-1); }
  .series-2 { --colour: var(--sales-series-2); }
  .series-3 { --colour: var(--sales-series-3); }
  .series-4 { --colour: var(--sales-series-4); }
  .series-5 { --colour: var(--sales-series-5); }
  .rest { --colour: var(--sales-others); }
  .away { --colour: var(--sales-line); }
  rect { fill: var(--colour); }
  .swatch {
    flex: none;
    width: 0.75rem;
    height: 0.75rem;
    border-radius: 2px;
    background: var(--colour);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }
  th,
  td {
    height: 2rem;
    padding: 0;
    border-bottom: 1px solid var(--sales-line);
    font-weight: 400;
    text-align: start;
  }
  .end {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  td.end {
    padding-inline-start: 0.75rem;
  }
  .name {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font: inherit;
    color: inherit;
  }
  button {
    min-height: 1.5rem;
    padding: 0 0.25rem;
    margin-inline-start: -0.25rem;
    text-align: start;
    background: none;
    border: 0;
    border-radius: calc(var(--sales-radius) / 2);
    cursor: pointer;
  }
  button:hover,
  button[aria-pressed="true"] {
    background: var(--sales-faint);
  }
  button[aria-pressed="true"] {
    font-weight: 600;
  }
  button.retry {
    margin: 0.5rem 0 0;
    padding: 0.25rem 0.5rem;
    font: inherit;
    color: inherit;
    border: 1px solid var(--sales-line);
  }
  :focus-visible {
    outline: 2px solid var(--sales-accent);
    outline-offset: 1px;
  }
  .note {
    margin-top: 0.5rem;
  }
  .says {
    padding-block: 2rem;
    font-size: 0.8125rem;
    color: var(--sales-quiet);
    overflow-wrap: anywhere;
  }
  .says strong {
    color: var(--sales-text);
  }
  .bone {
    background: var(--sales-faint);
    border-radius: calc(var(--sales-radius) / 2);
  }
  .end.bone {
    width: 3rem;
    height: 1rem;
  }
  .rows {
    height: 15rem;
  }
  .stale {
    opacity: 0.55;
  }
  @media (prefers-reduced-motion: no-preference) {
    .stale {
      transition: opacity 0.2s 0.15s;
    }
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
`;
