import { css } from "lit";

export const teamScorecardStyles = css`
  :host {
    --_good: var(--sales-good, var(--theme-rise, light-dark(#0b7268, #4cc2b4)));
    --_bad: var(--sales-bad, var(--theme-fall, light-dark(#b93a17, #f5825f)));
  }
  .people {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .heads,
  .people li {
    display: grid;
    grid-template-columns: minmax(7.5rem, 2fr) minmax(0, 13fr);
    gap: 0 calc(2 * var(--_space));
  }
  .heads {
    align-items: end;
    padding-block: var(--_space) calc(var(--_space) / 2);
    font-size: var(--_small);
    line-height: 1.125rem;
    color: var(--_quiet);
    border-bottom: 1px solid var(--_line);
  }
  .people li {
    align-items: start;
    padding-block: calc(var(--_space) * 0.75);
    border-bottom: 1px solid var(--_line);
  }
  .people li:last-child {
    border-bottom: none;
  }
  .people .chosen {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  button.name {
    justify-self: start;
    max-width: calc(100% + var(--_space));
    margin: 0 calc(var(--_space) / -2 - 1px);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    text-align: start;
    font-size: var(--_body);
    font-weight: 600;
    color: var(--_text);
  }
  button.name:hover {
    color: var(--_accent);
    background: none;
  }
  button.name:focus-visible {
    outline-offset: -2px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .cells,
  dl {
    display: grid;
    grid-template-columns: repeat(7, minmax(0, 1fr));
    align-items: end;
    gap: 0 calc(2 * var(--_space));
    margin: 0;
  }
  .many dt {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  dl > div {
    position: relative;
    min-width: 0;
  }
  dt {
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  dd {
    margin: 0;
    line-height: 1.5rem;
  }
  .value {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .alone .value {
    font-size: 1.25rem;
    font-weight: 600;
  }
  .alone .heads {
    display: none;
  }
  .alone .people li {
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space);
  }
  .alone dl {
    grid-template-columns: repeat(auto-fill, minmax(7rem, 1fr));
    gap: calc(2 * var(--_space));
  }
  .peers {
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  .many .peers > [aria-hidden] {
    display: none;
  }
  .place {
    display: block;
    width: 100%;
    max-width: 6.25rem;
    height: 0.5rem;
    overflow: visible;
  }
  .place path {
    fill: none;
    stroke: var(--_quiet);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
    opacity: 0.7;
  }
  .place circle {
    fill: var(--_accent);
  }
  .place.high circle,
  .dot.high {
    fill: var(--_good);
  }
  .place.low circle,
  .dot.low {
    fill: var(--_bad);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_space));
  }
  .dot {
    width: 0.5rem;
    height: 0.5rem;
    margin-inline-end: 0.5em;
    fill: var(--_accent);
  }
  .bone {
    height: 2rem;
    margin: 1rem 0;
  }
  @container (max-width: 46rem) {
    .heads {
      display: none;
    }
    .people li {
      grid-template-columns: minmax(0, 1fr);
    }
    .many dt {
      position: static;
      width: auto;
      height: auto;
      clip-path: none;
      white-space: normal;
    }
    dl,
    .alone dl {
      grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr));
      gap: var(--_space) calc(2 * var(--_space));
      margin-top: calc(var(--_space) / 2);
    }
    .many .value {
      font-weight: 600;
    }
  }
  @container (max-width: 18rem) {
    dl,
    .alone dl {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .place path {
      stroke: CanvasText;
    }
    .place circle,
    .dot {
      fill: Highlight;
    }
    .people .chosen {
      outline: 1px solid Highlight;
    }
  }
`;
