import { css } from "lit";

export const salesFunnelStyles = css`
  :host {
    --_caution: var(--sales-caution, var(--theme-caution, light-dark(#8a5a00, #e2b04a)));
    --_good: var(--sales-good, var(--theme-rise, light-dark(#0b7268, #4cc2b4)));
  }
  .steps {
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
  }
  .step {
    display: grid;
    grid-template-columns: minmax(6rem, 1fr) minmax(0, 3fr) minmax(5.5rem, max-content);
    gap: 0 calc(2 * var(--_space));
    align-items: center;
  }
  .name {
    min-width: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .bar {
    display: block;
    width: 100%;
    height: 2rem;
  }
  .bar rect {
    fill: color-mix(in oklab, var(--_accent) 55%, var(--_surface));
  }
  .won .bar rect {
    fill: var(--_accent);
  }
  .deals {
    text-align: end;
    font-variant-numeric: tabular-nums;
    line-height: 1.25rem;
  }
  .deals strong {
    display: block;
    font-weight: 600;
  }
  .step .quiet {
    white-space: nowrap;
  }
  .between {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(1.5 * var(--_space));
    grid-column: 2 / -1;
    padding-block: calc(var(--_space) / 2);
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  .between p {
    margin: 0;
  }
  .between .rate {
    color: var(--_text);
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .between .rate svg {
    width: 0.75rem;
    height: 0.75rem;
    margin-inline-end: 0.25em;
    fill: none;
    stroke: var(--_quiet);
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.0625em;
  }
  .worth {
    flex-basis: 100%;
    display: flex;
    gap: 0.375em;
    color: var(--_caution);
  }
  .worth svg {
    flex: none;
    width: 1rem;
    height: 1.25rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .worth strong {
    font-weight: 600;
  }
  .bones .bone {
    height: 3.25rem;
    margin-block: calc(1.5 * var(--_space)) calc(2.5 * var(--_space));
  }
  @container (max-width: 30rem) {
    .step {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .step .name {
      align-self: end;
    }
    .deals {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 0 var(--_space);
    }
    .bar {
      grid-column: 1 / -1;
      grid-row: 2;
      height: 1rem;
    }
    .between {
      grid-column: 1 / -1;
    }
  }
  @container (max-width: 18rem) {
    .step .name,
    .deals {
      grid-column: 1 / -1;
    }
    .deals {
      justify-content: flex-start;
    }
    .bar {
      grid-row: auto;
    }
  }
  @media (forced-colors: active) {
    .bar rect,
    .won .bar rect {
      fill: CanvasText;
    }
  }
`;
