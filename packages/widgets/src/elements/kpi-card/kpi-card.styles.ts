import { css } from "lit";

export const kpiCardStyles = css`
  :host {
    min-height: 11.5rem;
  }
  .card {
    min-height: inherit;
  }
  .period {
    flex-basis: 100%;
    white-space: nowrap;
  }
  .figure {
    margin: calc(var(--_space) / 2) 0 0;
    font-size: var(--_figure);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.015em;
  }
  .comparison {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) / 2);
    margin: calc(var(--_space) / 2) 0 0;
    min-height: 1.25rem;
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  .movement {
    font-weight: 600;
    color: var(--_text);
    white-space: nowrap;
  }
  .rise {
    color: var(--_rise);
  }
  .fall {
    color: var(--_fall);
  }
  .comparison .number {
    white-space: normal;
  }
  .movement svg {
    width: 0.6em;
    height: 0.6em;
    margin-inline-end: 0.25em;
    fill: currentColor;
  }
  .spark {
    display: block;
    width: 100%;
    height: 2.5rem;
    margin-top: auto;
    padding-top: var(--_space);
    overflow: visible;
  }
  .spark path {
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.5;
    stroke-linejoin: round;
    stroke-linecap: round;
    vector-effect: non-scaling-stroke;
  }
  .spark .unfinished {
    stroke-dasharray: 2 3;
  }
  .spark .end {
    stroke-width: 6;
  }
  @container (min-width: 60rem) {
    .figure {
      font-size: calc(1.5 * var(--_figure));
    }
    .spark {
      height: 6cqi;
    }
  }
  @container (max-width: 11rem) {
    .figure {
      font-size: 1.5rem;
    }
  }
  .bone.figure,
  .bone.comparison {
    width: 70%;
  }
  @media (forced-colors: active) {
    .spark path {
      stroke: CanvasText;
    }
  }
`;
