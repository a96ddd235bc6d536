import { css } from "lit";

/**
 * The tokens and what all elements share. Three type sizes, one step of weight, a grid of 8 pixels, hairlines.
 * Every `--sales-*` property can be set on the element, the provider or the page.
 */
export const baseStyles = css`
  :host {
    --_font: var(--sales-font, system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif);
    --_surface: var(--sales-surface, var(--theme-surface, light-dark(#ffffff, #16191d)));
    --_text: var(--sales-text, var(--theme-text, light-dark(#1b1f24, #e8eaed)));
    --_quiet: var(--sales-quiet, var(--theme-quiet, light-dark(#5b636d, #9ba3ad)));
    --_line: var(--sales-line, var(--theme-line, light-dark(#e1e4e8, #2e343b)));
    --_faint: var(--sales-faint, var(--theme-faint, light-dark(#f4f5f7, #1f242a)));
    --_accent: var(--sales-accent, var(--theme-accent, light-dark(#2557a7, #7fabf0)));
    --_on-accent: var(--sales-on-accent, light-dark(#ffffff, #10141a));
    --_rise: var(--sales-rise, var(--theme-rise, light-dark(#0b7268, #4cc2b4)));
    --_fall: var(--sales-fall, var(--theme-fall, light-dark(#b93a17, #f5825f)));
    --_radius: var(--sales-radius, var(--theme-radius, 8px));
    --_space: var(--sales-space, var(--theme-space, 8px));
    --_small: var(--sales-size-small, var(--theme-small, 0.8125rem));
    --_body: var(--sales-size-body, var(--theme-body, 0.9375rem));
    --_figure: var(--sales-size-figure, var(--theme-figure, 2rem));

    display: block;
    box-sizing: border-box;
    container-type: inline-size;
    font: 400 var(--_body) / 1.5 var(--_font);
    color: var(--_text);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  .card {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    padding: calc(2 * var(--_space));
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  .head {
    position: relative;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    min-height: 1.5rem;
  }
  /* What takes the figures away stands at the corner, wherever the rest wraps to. */
  .head:has(> .icon) {
    padding-inline-end: calc(1.5rem + var(--_space));
  }
  .head > .icon {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: -0.25rem;
  }
  .label {
    margin: 0;
    padding-block: 0.125rem;
    line-height: 1.25rem;
    font-size: var(--_small);
    font-weight: 600;
    color: var(--_text);
    overflow-wrap: anywhere;
  }
  .quiet,
  .note {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .note {
    margin: var(--_space) 0 0;
  }
  p {
    max-inline-size: 48rem;
  }
  .spacer {
    flex: 1;
  }
  .spacer + * {
    margin-inline-start: auto;
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  select,
  input {
    font: inherit;
    font-size: var(--_small);
    color: inherit;
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    padding: calc(var(--_space) / 2) var(--_space);
    min-height: 2rem;
    margin: 0;
  }
  button {
    cursor: pointer;
  }
  button:hover:not(:disabled, [aria-disabled="true"]) {
    background: var(--_faint);
  }
  button.plain {
    border-color: transparent;
    background: none;
    color: var(--_quiet);
    min-height: 1.5rem;
    padding: 0 calc(var(--_space) / 2);
  }
  button.plain:hover {
    color: var(--_text);
  }
  button.icon {
    flex: none;
    align-self: flex-start;
    width: 1.5rem;
    padding: 0.25rem;
  }
  .icon svg {
    display: block;
    width: 1rem;
    height: 1rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: 2px;
  }
  .message {
    display: flex;
    flex: 1;
    flex-direction: column;
    align-items: flex-start;
    justify-content: center;
    gap: var(--_space);
    font-size: var(--_small);
    color: var(--_quiet);
    overflow-wrap: anywhere;
  }
  .message p {
    margin: 0;
  }
  .message strong {
    font-weight: 600;
    color: var(--_text);
  }
  .bone {
    background: var(--_faint);
    border-radius: calc(var(--_radius) / 2);
  }
  @media (prefers-reduced-motion: no-preference) {
    .bone {
      animation: breathe 1.6s ease-in-out infinite alternate;
    }
  }
  @keyframes breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.45;
    }
  }
  /* On a wall all of it grows, drawings too: it is read from afar. */
  @container (min-width: 100rem) {
    .card {
      zoom: 1.25;
    }
  }
  @container (min-width: 150rem) {
    .card {
      zoom: 1.75;
    }
  }
  @container (min-width: 200rem) {
    .card {
      zoom: 2.25;
    }
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  /* Paper is white, whatever the screen is. */
  @media print {
    :host {
      color-scheme: light !important;
      --_surface: #fff;
      --_text: #000;
      --_quiet: #333;
    }
    .card {
      break-inside: avoid;
    }
    .on-screen {
      display: none;
    }
  }
`;
