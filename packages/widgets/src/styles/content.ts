import { css } from "lit";
import { popoverStyles } from "./popover.ts";

/** Tables, forms, and answers that are being replaced: what cards that hold more than a figure share. */
export const contentStyles = css`
  ${popoverStyles}
  input,
  select {
    border-color: light-dark(#868e98, #6c757f);
  }
  button.main:not([aria-disabled="true"]) {
    color: var(--_on-accent);
    background: var(--_accent);
    border-color: var(--_accent);
  }
  button.main:hover:not([aria-disabled="true"]) {
    background: color-mix(in oklab, var(--_accent) 88%, var(--_text));
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
  button:disabled,
  button[aria-disabled="true"] {
    color: var(--_quiet);
    cursor: default;
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
  @media (prefers-reduced-motion: no-preference) {
    .card:has(.stale)::before {
      animation: appear 0.2s 0.3s backwards, breathe 0.8s 0.5s ease-in-out infinite alternate;
    }
  }
  @keyframes appear {
    from {
      opacity: 0;
    }
  }
  /* A choice says what is shown, and stays as text. What scrolls is printed whole. */
  @media print {
    select,
    input:not([type="checkbox"]) {
      appearance: none;
      padding: 0;
      border-color: transparent;
    }
    input:placeholder-shown,
    button.main {
      display: none;
    }
    tbody th button,
    .reason span {
      display: block !important;
      overflow: visible !important;
      white-space: normal !important;
    }
    .scroll {
      max-height: none !important;
      overflow: visible !important;
    }
  }
`;
