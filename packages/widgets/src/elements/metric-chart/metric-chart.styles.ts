import { css } from "lit";

export const metricChartStyles = css`
  /* A theme that is switched anywhere above can't be observed, but it changes this colour, and that can. */
  .theme {
    color: var(--_text);
    transition: color 1ms;
  }
  .plot {
    position: relative;
    height: var(--sales-chart-height, 16rem);
    margin-top: var(--_space);
    border-radius: calc(var(--_radius) / 2);
  }
  .plot.lying {
    height: calc(var(--_bars, 6) * 2rem + 1rem);
  }
  .plot[hidden] {
    display: none;
  }
  canvas {
    position: absolute;
    inset: 0;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(2 * var(--_space));
    margin: calc(var(--_space) / 2) 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .legend li {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) * 0.75);
  }
  .legend svg {
    flex: none;
    width: 1rem;
    height: 0.75rem;
  }
  .scroll {
    max-height: calc(var(--sales-chart-height, 16rem) + 3rem);
    margin-top: var(--_space);
    overflow: auto;
  }
  .bone.plot {
    margin-top: calc(var(--_space) + 1.5rem);
  }
`;
