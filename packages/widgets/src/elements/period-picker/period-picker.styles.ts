import { css } from "lit";

export const periodPickerStyles = css`
  :host {
    width: 27rem;
    max-width: 100%;
  }
  .picker {
    display: flex;
    min-height: 2.5rem;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .picker > button {
    border: none;
    border-radius: calc(var(--_radius) - 1px);
    background: none;
  }
  .picker > button:focus-visible {
    outline-offset: -2px;
  }
  .picker > .step {
    flex: none;
    align-self: stretch;
    width: 2.25rem;
    padding: 0;
    color: var(--_quiet);
  }
  .step:disabled {
    opacity: 0.4;
  }
  .step svg {
    margin: auto;
  }
  .current {
    display: flex;
    flex: 1;
    align-items: center;
    gap: var(--_space);
    min-width: 0;
    padding: calc(var(--_space) / 2) calc(var(--_space) / 2);
    line-height: 1.25rem;
    text-align: start;
  }
  .words {
    display: flex;
    flex: 1;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    min-width: 0;
  }
  .name {
    font-weight: 600;
  }
  .dates {
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  .open {
    flex: none;
    width: 1rem;
    height: 1rem;
    color: var(--_quiet);
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [popover] {
    width: 25rem;
    padding: calc(1.5 * var(--_space));
  }
  .presets {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 2px var(--_space);
  }
  .presets button {
    min-height: 2rem;
    padding: calc(var(--_space) / 2) var(--_space);
    border-color: transparent;
    line-height: 1.25;
    text-align: start;
  }
  .presets .first {
    grid-column-start: 1;
  }
  .presets button[aria-pressed="true"] {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
    color: var(--_text);
    font-weight: 600;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto;
    gap: calc(var(--_space) / 2) var(--_space);
    align-items: end;
    margin-top: var(--_space);
    padding-top: calc(1.5 * var(--_space));
    border-top: 1px solid var(--_line);
  }
  form label {
    display: grid;
    gap: 2px;
    color: var(--_quiet);
  }
  form input {
    width: 100%;
    min-width: 0;
    color: var(--_text);
    font-variant-numeric: tabular-nums;
  }
  form input[aria-invalid="true"] {
    border-color: var(--_fall);
  }
  .fault {
    grid-column: 1 / -1;
    margin: 0;
    min-height: 1.25rem;
  }
  .fault:empty {
    display: none;
  }
  .says {
    margin: calc(var(--_space) / 2) 0 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .dates.bone {
    flex: 1;
    max-width: 9rem;
  }
  @media (max-width: 26rem) {
    .presets {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .presets .first {
      grid-column-start: auto;
    }
    form {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    form .apply {
      grid-column: 1 / -1;
    }
  }
  @media print {
    .step,
    .open {
      display: none;
    }
    .picker {
      border: none;
    }
  }
  @media (forced-colors: active) {
    .presets button[aria-pressed="true"] {
      border-color: Highlight;
    }
  }
`;
