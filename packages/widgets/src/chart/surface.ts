import { css } from "lit";

/** What every chart stands on: the place of the drawing, and what tells a switched theme. */
export const surfaceStyles = css`
  /* A theme that is switched anywhere above can't be observed, but it changes this colour, and that can. */
  .theme {
    color: var(--_text);
    transition: color 1ms;
  }
  .toggle svg {
    display: none;
  }
  .drawing {
    margin-top: var(--_space);
  }
  .drawing[hidden] {
    display: none;
  }
  .plot {
    position: relative;
    height: var(--sales-chart-height, max(16rem, 20cqi));
    border-radius: calc(var(--_radius) / 2);
    /* The drawing takes a moment to follow. */
    overflow: clip;
  }
  .plot.lying {
    height: calc(var(--_bars, 6) * 2rem + 1rem);
  }
  .plot.deep {
    cursor: pointer;
  }
  canvas {
    position: absolute;
    inset: 0;
  }
  .scroll {
    position: relative;
    max-height: calc(var(--sales-chart-height, max(16rem, 20cqi)) + 3rem);
    margin-top: var(--_space);
    overflow: auto;
  }
  .bone.plot {
    margin-top: calc(var(--_space) + 1.5rem);
  }
  .scroll th[scope="row"] {
    min-width: 5rem;
    line-height: 1.25rem;
    overflow-wrap: anywhere;
  }
  @container (max-width: 22rem) {
    .head > .toggle {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: -0.25rem;
      width: 1.5rem;
      padding: 0.25rem;
    }
    .toggle svg {
      display: block;
      width: 1rem;
      height: 1rem;
      fill: none;
      stroke: currentColor;
      stroke-width: 1.5;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .toggle span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .head:has(> .toggle) {
      padding-inline-end: calc(1.5rem + var(--_space));
    }
    .head:has(> .icon) {
      padding-inline-end: calc(3rem + var(--_space));
    }
    .head > .toggle:has(+ .icon) {
      inset-inline-end: 1.5rem;
    }
    .scroll th:not(:first-child),
    .scroll td:not(:first-child) {
      padding-inline-start: calc(var(--_space) / 2);
    }
    .scroll th:not(:last-child),
    .scroll td:not(:last-child) {
      padding-inline-end: calc(var(--_space) / 2);
    }
  }
`;
