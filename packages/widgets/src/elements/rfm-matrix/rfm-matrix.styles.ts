import { css } from "lit";
import { ramp } from "../../styles/ramp.ts";

export const rfmMatrixStyles = css`
  @container (min-width: 34rem) {
    .head > .icon {
      inset-block-start: 0.25rem;
    }
  }
  @container (max-width: 34rem) {
    .head select {
      margin-inline-start: 0;
    }
  }
  .body {
    display: grid;
    gap: calc(3 * var(--_space));
    margin-top: var(--_space);
  }
  @container (min-width: 40rem) {
    .body {
      grid-template-columns: minmax(0, 1fr) minmax(14rem, 18rem);
      align-items: start;
    }
  }
  .square {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(var(--_space) / 2) var(--_space);
  }
  .axis {
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  .axis.up {
    writing-mode: vertical-rl;
    text-orientation: sideways;
    transform: rotate(180deg);
    text-align: center;
  }
  .axis.along {
    grid-column: 2;
    text-align: center;
  }
  .grid {
    display: grid;
    gap: 2px;
  }
  .row {
    display: grid;
    grid-template-columns: 1.25rem;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1fr);
    gap: 2px;
    align-items: center;
  }
  .score {
    font-size: var(--_small);
    color: var(--_quiet);
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .cell {
    display: flex;
    align-items: center;
    justify-content: center;
    height: 3rem;
    border-radius: 3px;
    background: var(--_fill, var(--_faint));
    font-size: var(--_small);
    font-variant-numeric: tabular-nums;
    overflow: hidden;
    cursor: pointer;
  }
  .cell.none {
    color: var(--_quiet);
    cursor: default;
  }
  .cell[aria-selected="true"],
  .segments button[aria-pressed="true"] {
    outline: 2px solid var(--_text);
    outline-offset: -2px;
  }
  .cell:focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 1px;
  }
  ${ramp}
  .dim .cell:not(.lit) {
    background: var(--_faint);
    color: var(--_quiet);
  }
  .segments {
    display: grid;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
  }
  .segments button {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(3rem, auto);
    gap: var(--_space);
    align-items: center;
    width: 100%;
    min-height: 2rem;
    padding: 0 calc(var(--_space) / 2);
    border: none;
    border-bottom: 1px solid var(--_line);
    border-radius: 0;
    text-align: start;
  }
  .segments li:last-child button {
    border-bottom-color: transparent;
  }
  .movement {
    margin-top: calc(2 * var(--_space));
    padding-top: calc(2 * var(--_space));
    border-top: 1px solid var(--_line);
  }
  .movement tbody tr {
    cursor: pointer;
  }
  .movement tbody tr:hover,
  .movement tr.chosen {
    background: var(--_faint);
  }
  .movement th button.plain {
    margin: 0 calc(var(--_space) / -2 - 1px);
    color: var(--_text);
    text-align: start;
  }
  .movement > button {
    align-self: start;
    margin: calc(var(--_space) / 2) calc(var(--_space) / -2 - 1px) 0;
  }
  .bar {
    width: 30%;
  }
  .bar svg {
    display: block;
    width: 100%;
    height: 0.5rem;
    fill: color-mix(in oklab, var(--_accent) 46%, var(--_surface));
  }
  .members {
    margin-top: calc(2 * var(--_space));
    padding-top: calc(2 * var(--_space));
    border-top: 1px solid var(--_line);
  }
  .members .scroll {
    max-height: 24rem;
    overflow: auto;
    margin-top: var(--_space);
  }
  .members > button {
    align-self: start;
    margin-top: var(--_space);
  }
  .members th[scope="row"] {
    overflow-wrap: anywhere;
  }
  .bone.block {
    height: 20.5rem;
  }
  .hint {
    min-height: 1.25rem;
    margin: var(--_space) 0 0;
  }
  @container (max-width: 34rem) {
    .bar {
      width: 15%;
    }
  }
  @container (max-width: 14rem) {
    .segments button {
      grid-template-columns: minmax(0, 1fr) auto auto;
      overflow-wrap: anywhere;
    }
  }
  @container (max-width: 22rem) {
    .movement .end {
      padding-inline-end: 0;
    }
    .cell {
      height: 2.25rem;
      font-size: 0.75rem;
    }
    .optional,
    .bar {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .cell {
      border: 1px solid CanvasText;
    }
  }
`;
