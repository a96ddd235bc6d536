import { css } from "lit";

export const economyPanelStyles = css`
  .phase {
    margin: 0;
    font-size: var(--_figure);
    font-weight: 600;
    line-height: 1.25;
  }
  .unknown {
    margin: var(--_space) 0 0;
    color: var(--_quiet);
  }
  .phases {
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    gap: 2px;
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .phases li {
    padding-top: calc(var(--_space) / 2);
    border-top: 4px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .phases [aria-current] {
    border-color: var(--_accent);
    font-weight: 600;
    color: var(--_text);
  }
  .sub {
    margin: calc(2.5 * var(--_space)) 0 calc(var(--_space) / 2);
    font-size: var(--_small);
    font-weight: 600;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  ul > li {
    padding-block: calc(var(--_space) / 2);
  }
  ul > li + li {
    border-top: 1px solid var(--_line);
  }
  .followed li {
    display: grid;
    grid-template-columns: 4.375rem minmax(0, 1fr);
    gap: calc(1.5 * var(--_space));
    align-items: center;
  }
  .lags {
    display: block;
    width: 100%;
    height: 2.5rem;
    stroke: var(--_line);
    fill: var(--_quiet);
  }
  .lags rect,
  .lags circle {
    stroke: none;
  }
  .lags .unsure {
    fill: color-mix(in oklab, var(--_quiet) 60%, var(--_surface));
  }
  .lags .sure {
    fill: var(--_accent);
  }
  .advice p {
    margin: 0;
  }
  .advice strong {
    font-weight: 600;
    margin-inline-end: 0.375em;
  }
  summary {
    min-height: 1.5rem;
    width: fit-content;
    color: var(--_quiet);
    cursor: pointer;
  }
  details ul {
    margin-inline-start: calc(2 * var(--_space));
    color: var(--_quiet);
  }
  details ul > li {
    padding-block: 0;
  }
  details ul > li + li {
    border: none;
  }
  .bone {
    height: 1.5rem;
    margin-top: var(--_space);
  }
  .bone.figure {
    width: 40%;
    height: 2.5rem;
    margin-top: 0;
  }
  .bone.block {
    height: 46rem;
  }
  @container (max-width: 14rem) {
    .phase {
      font-size: calc(0.75 * var(--_figure));
    }
  }
  @container (max-width: 22rem) {
    .phases {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--_space) 2px;
    }
    .followed li {
      grid-template-columns: minmax(0, 1fr);
      gap: calc(var(--_space) / 2);
    }
    .lags {
      width: 4.375rem;
    }
  }
  @media (forced-colors: active) {
    .phases [aria-current] {
      border-color: Highlight;
    }
    .lags {
      fill: CanvasText;
      stroke: CanvasText;
    }
  }
`;
