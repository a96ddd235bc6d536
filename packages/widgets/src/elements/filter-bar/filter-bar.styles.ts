import { css } from "lit";

export const filterBarStyles = css`
  .bar,
  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
    align-items: center;
  }
  .chips {
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
  }
  .control {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
    max-width: 100%;
    min-height: 2.5rem;
    padding: 0 calc(1.25 * var(--_space)) 0 calc(1.5 * var(--_space));
    border-radius: var(--_radius);
  }
  .control.active {
    border-color: var(--_accent);
    font-weight: 600;
  }
  .count {
    min-width: 1.25rem;
    padding: 0 0.375rem;
    border-radius: 1rem;
    background: var(--_accent);
    color: var(--_on-accent);
    font-variant-numeric: tabular-nums;
    line-height: 1.25rem;
    text-align: center;
  }
  .open {
    flex: none;
    width: 1rem;
    height: 1rem;
    color: var(--_quiet);
  }
  .control.bone {
    width: 6.5rem;
    border-color: transparent;
  }
  .chip {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
    max-width: 100%;
    min-height: 1.75rem;
    padding: 0 calc(var(--_space) / 2) 0 var(--_space);
    border-color: transparent;
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .chip:hover:not(:disabled) {
    background: color-mix(in oklab, var(--_accent) 20%, var(--_surface));
  }
  .chip .text {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .chip .of {
    color: var(--_quiet);
  }
  .chip svg {
    flex: none;
    width: 1rem;
    height: 1rem;
  }
  .chips li {
    display: flex;
    max-width: 100%;
  }
  .clear {
    color: var(--_accent);
  }
  [popover] {
    width: 20rem;
    padding: var(--_space);
  }
  [popover]:popover-open {
    display: grid;
    gap: var(--_space);
  }
  [popover] input {
    width: 100%;
  }
  .list {
    min-height: 2rem;
    max-height: min(22rem, 55vh);
    overflow: auto;
    /* Room for the focus ring of what stands at the edge. */
    margin: -2px;
    padding: 2px;
  }
  .option {
    display: flex;
    align-items: center;
    gap: var(--_space);
    min-height: 2rem;
    padding: calc(var(--_space) / 2);
    border-radius: calc(var(--_radius) / 2);
    cursor: pointer;
  }
  .option:hover {
    background: var(--_faint);
  }
  .option:focus-visible {
    outline-offset: -2px;
  }
  .option .text {
    flex: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .option:focus-visible .text {
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .box {
    display: grid;
    flex: none;
    place-items: center;
    width: 1.125rem;
    height: 1.125rem;
    border: 1.5px solid var(--_quiet);
    border-radius: 3px;
  }
  .box svg {
    width: 0.75rem;
    height: 0.75rem;
    stroke-width: 2.5;
    visibility: hidden;
  }
  [aria-selected="true"] .box {
    background: var(--_accent);
    border-color: var(--_accent);
    color: var(--_on-accent);
  }
  [aria-selected="true"] .box svg {
    visibility: visible;
  }
  .foot {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space);
    padding-top: var(--_space);
    border-top: 1px solid var(--_line);
  }
  .foot .note {
    margin: 0;
  }
  .list .bone {
    height: 1.25rem;
    margin: 0.375rem calc(var(--_space) / 2);
  }
  .says {
    margin: 0;
    padding: calc(var(--_space) / 2);
    color: var(--_quiet);
  }
  .says.below {
    padding: 0;
    margin-top: calc(var(--_space) / 2);
    font-size: var(--_small);
  }
  svg {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media print {
    .bar,
    .clear,
    .chip svg {
      display: none;
    }
  }
  @media (forced-colors: active) {
    .chip,
    .count {
      border: 1px solid ButtonText;
    }
    [aria-selected="true"] .box {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
