import { css } from "lit";

/**
 * The tokens and what all elements share. Three type sizes, one step of weight, a grid of 8 pixels, hairlines.
 * Every `--sales-*` property can be set on the element, the provider or the page.
 */
export const baseStyles = css`
  :host {
    --_font: var(--sales-font, system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif);
    --_surface: var(--sales-surface, light-dark(#ffffff, #16191d));
    --_text: var(--sales-text, light-dark(#1b1f24, #e8eaed));
    --_quiet: var(--sales-quiet, light-dark(#5b636d, #9ba3ad));
    --_line: var(--sales-line, light-dark(#e1e4e8, #2e343b));
    --_faint: var(--sales-faint, light-dark(#f4f5f7, #1f242a));
    --_accent: var(--sales-accent, light-dark(#2557a7, #7fabf0));
    --_on-accent: var(--sales-on-accent, light-dark(#ffffff, #10141a));
    --_rise: var(--sales-rise, light-dark(#0b7268, #4cc2b4));
    --_fall: var(--sales-fall, light-dark(#b93a17, #f5825f));
    --_radius: var(--sales-radius, 8px);
    --_space: var(--sales-space, 8px);
    --_small: var(--sales-size-small, 0.8125rem);
    --_body: var(--sales-size-body, 0.9375rem);
    --_figure: var(--sales-size-figure, 2rem);

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
  :host([theme="light"]) {
    color-scheme: light;
  }
  :host([theme="dark"]) {
    color-scheme: dark;
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
  input,
  select {
    border-color: light-dark(#868e98, #6c757f);
  }
  button {
    cursor: pointer;
  }
  button:hover:not(:disabled, [aria-disabled="true"]) {
    background: var(--_faint);
  }
  button.main:not([aria-disabled="true"]) {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  button.main:hover:not([aria-disabled="true"]) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
  }
  button:disabled,
  button[aria-disabled="true"] {
    color: var(--_quiet);
    cursor: default;
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
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: calc(100vw - 16px);
    padding: var(--_space);
    color: inherit;
    font-size: var(--_small);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  }
  .menu:popover-open {
    display: grid;
    padding: calc(var(--_space) / 2);
  }
  .menu button.plain {
    min-height: 2rem;
    padding: 0 var(--_space);
    text-align: start;
    color: var(--_text);
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
    .card:has(.stale)::before {
      animation: appear 0.2s 0.3s backwards, breathe 0.8s 0.5s ease-in-out infinite alternate;
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
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  /* What is shown is still that of before. It stays readable: a line above it tells. */
  .card:has(.stale)::before {
    content: "";
    position: absolute;
    inset-block-start: -1px;
    inset-inline: var(--_radius);
    height: 2px;
    background: var(--_accent);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--_small);
  }
  th,
  td {
    height: 2.25rem;
    padding: 0 var(--_space);
    border-bottom: 1px solid var(--_line);
    text-align: start;
    font-weight: 400;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: 0;
  }
  th:last-child,
  td:last-child {
    padding-inline-end: 0;
  }
  thead th {
    color: var(--_quiet);
    position: sticky;
    top: 0;
    background: var(--_surface);
    white-space: nowrap;
  }
  tbody tr:last-child > * {
    border-bottom: none;
  }
  .end {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  @media (forced-colors: active) {
    .bone {
      border: 1px solid GrayText;
    }
    :focus-visible {
      outline-color: Highlight;
    }
  }
  @media print {
    .card {
      break-inside: avoid;
    }
    .on-screen {
      display: none;
    }
  }
`;
