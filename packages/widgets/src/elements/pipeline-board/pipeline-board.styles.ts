import { css } from "lit";

export const pipelineBoardStyles = css`
  :host {
    --_bad: var(--sales-bad, var(--theme-fall, light-dark(#b93a17, #f5825f)));
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
    gap: calc(2 * var(--_space));
    margin: var(--_space) 0 calc(2 * var(--_space));
  }
  .figures > div {
    min-width: 0;
  }
  .figures dt {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .figures dd {
    margin: 0;
  }
  .figures .figure {
    font-size: 1.5rem;
    line-height: 2rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .figures .why {
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  .columns {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: calc(2 * var(--_space));
  }
  .column {
    min-width: 0;
    padding-top: var(--_space);
    border-top: 2px solid var(--_accent);
  }
  h3 {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
    margin: 0;
    font-size: var(--_body);
    font-weight: 600;
  }
  h3 span:first-child {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  .sum {
    margin: 0 0 var(--_space);
    font-size: var(--_small);
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  .deals {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .deal {
    display: grid;
    grid-template-columns: minmax(0, 1fr) max-content;
    gap: 0 var(--_space);
    padding-block: calc(0.75 * var(--_space));
    border-top: 1px solid var(--_line);
    font-size: var(--_small);
    line-height: 1.25rem;
  }
  .deal .who {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_text);
  }
  .deal .amount,
  .deal .days {
    text-align: end;
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .deal .by {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .deal .by,
  .deal .days {
    color: var(--_quiet);
  }
  .deal .days.stuck {
    color: var(--_bad);
    font-weight: 600;
  }
  .days svg {
    width: 0.875rem;
    height: 0.875rem;
    margin-inline-end: 0.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    vertical-align: -0.125em;
  }
  .losses {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr));
    gap: calc(2 * var(--_space)) calc(4 * var(--_space));
    margin-top: calc(3 * var(--_space));
  }
  .losses table {
    table-layout: fixed;
  }
  .losses thead > tr > * {
    position: static;
    height: 1.75rem;
    white-space: normal;
  }
  .losses tbody > tr > * {
    height: 2rem;
  }
  .losses th[scope="row"] {
    width: 48%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .losses .count {
    width: 3.5rem;
  }
  .losses .money {
    width: 6.5rem;
  }
  .bar svg {
    display: block;
    width: 100%;
    height: 0.5rem;
  }
  .bar rect {
    fill: color-mix(in oklab, var(--_accent) 55%, var(--_surface));
  }
  .outcome {
    margin: calc(3 * var(--_space)) 0 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .outcome + .losses {
    margin-top: var(--_space);
  }
  .bones {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: calc(2 * var(--_space));
    margin-top: var(--_space);
  }
  .bones .bone {
    height: 42rem;
  }
  @container (max-width: 42rem) {
    .bones .bone {
      height: 24rem;
    }
  }
  @container (max-width: 24rem) {
    .losses .bar {
      display: none;
    }
    .losses th[scope="row"] {
      width: auto;
    }
    .losses .money {
      width: 5.5rem;
    }
  }
  @container (max-width: 18rem) {
    .losses .money {
      display: none;
    }
    .losses th[scope="row"] {
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }
  @media (forced-colors: active) {
    .bar rect {
      fill: CanvasText;
    }
  }
`;
