import { css } from "lit";

export const satisfactionMeterStyles = css`
  .score {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    margin: 0;
  }
  .figure {
    font-size: var(--_figure);
    line-height: 1.25;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .bone.figure {
    width: 40%;
  }
  .comparison {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space);
    min-height: 1.25rem;
    margin: 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .scale {
    display: block;
    width: 100%;
    height: 0.75rem;
    overflow: visible;
  }
  .scale path {
    fill: none;
    stroke: var(--_line);
    stroke-width: 2;
    vector-effect: non-scaling-stroke;
  }
  .scale .interval {
    stroke: color-mix(in oklab, var(--_accent) 35%, var(--_surface));
    stroke-width: 8;
  }
  .scale .mark {
    stroke: var(--_accent);
    stroke-width: 3;
  }
  .ends {
    display: flex;
    justify-content: space-between;
  }
  .ends,
  .comparison + .scale {
    margin-top: var(--_space);
  }
  .ends {
    margin-top: 0;
  }
  .groups {
    display: block;
    width: 100%;
    height: 0.75rem;
    margin-top: calc(1.5 * var(--_space));
    border-radius: 3px;
  }
  .groups rect,
  .swatch {
    fill: var(--_group);
    background: var(--_group);
  }
  .negative {
    --_group: var(--_fall);
  }
  .neutral {
    --_group: light-dark(#c6cbd1, #4b535c);
  }
  .positive {
    --_group: var(--_accent);
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 calc(2 * var(--_space));
    margin: calc(var(--_space) / 2) 0 0;
    font-size: var(--_small);
  }
  dt {
    color: var(--_quiet);
  }
  .swatch {
    display: inline-block;
    width: 0.5rem;
    height: 0.5rem;
    margin-inline-end: 0.375em;
    border-radius: 2px;
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .spark {
    display: block;
    width: 100%;
    height: 2.5rem;
    margin-top: calc(2 * var(--_space));
    overflow: visible;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .spark path {
    vector-effect: non-scaling-stroke;
  }
  .spark .unfinished {
    stroke-dasharray: 2 3;
  }
  table {
    margin-top: calc(1.5 * var(--_space));
  }
  td.on-scale {
    width: 40%;
  }
  th[scope="row"] {
    overflow-wrap: anywhere;
  }
  th button.plain {
    color: var(--_text);
    text-align: start;
    margin: 0 calc(var(--_space) / -2 - 1px);
  }
  .certainty {
    flex-basis: 100%;
  }
  .bone.comparison,
  .bone.scales,
  .bone.legend,
  .bone.block {
    height: 2.5rem;
    margin-top: var(--_space);
  }
  .bone.block {
    height: 13rem;
  }
  @container (max-width: 18rem) {
    dl,
    dl div {
      display: block;
    }
    dl div {
      display: flex;
      justify-content: space-between;
    }
    .optional {
      display: none;
    }
  }
  @container (max-width: 26rem) {
    .on-scale {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .scale path,
    .groups rect {
      stroke: CanvasText;
    }
    .swatch {
      border: 1px solid CanvasText;
    }
  }
`;
