import { css } from "lit";

export const customerCardStyles = css`
  .head {
    row-gap: 0;
  }
  .head .name {
    font-size: var(--_body);
  }
  .who {
    flex-basis: 100%;
    margin: 0;
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr));
    gap: calc(2 * var(--_space));
    margin: calc(2 * var(--_space)) 0 0;
  }
  .figures dt {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .figures dd {
    margin: 0;
  }
  .value {
    display: block;
    font-size: calc(0.6 * var(--_figure));
    font-weight: 600;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }
  .figures .more {
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .history {
    margin: calc(2 * var(--_space)) 0 0;
  }
  .history figcaption,
  .ends {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
  }
  .history svg {
    display: block;
    width: 100%;
    height: 5rem;
    margin: var(--_space) 0 calc(var(--_space) / 2);
    overflow: visible;
  }
  .bar {
    fill: var(--_accent);
  }
  .bar.unfinished {
    opacity: 0.5;
  }
  .base,
  .before {
    fill: none;
    stroke: var(--_line);
    vector-effect: non-scaling-stroke;
  }
  .before {
    stroke: var(--_text);
    stroke-width: 2;
  }
  .dash {
    display: inline-block;
    width: 0.75rem;
    margin-inline-end: 0.375rem;
    border-top: 2px solid var(--_text);
    vertical-align: middle;
  }
  .sections {
    display: grid;
    gap: 0 calc(4 * var(--_space));
  }
  .section {
    margin-top: calc(2 * var(--_space));
    padding-top: calc(2 * var(--_space));
    border-top: 1px solid var(--_line);
    font-size: var(--_small);
  }
  .section .offer:first-child {
    padding-top: calc(var(--_space) / 2);
  }
  .none {
    margin: 0;
    line-height: 1.75rem;
    color: var(--_quiet);
  }
  .items {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .items li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 var(--_space);
    padding: calc(var(--_space) / 2) 0;
  }
  .items .main,
  .items .more {
    overflow-wrap: anywhere;
  }
  .items .more {
    grid-column: 1 / -1;
    color: var(--_quiet);
  }
  .items a.more {
    width: fit-content;
    color: var(--_accent);
    text-underline-offset: 0.2em;
  }
  .dots {
    letter-spacing: 0.1em;
    color: var(--_accent);
  }
  .order summary {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: var(--_space);
    align-items: center;
    min-height: 2rem;
    cursor: pointer;
    list-style: none;
  }
  .order summary::-webkit-details-marker {
    display: none;
  }
  .order summary span:first-child::before {
    content: "";
    display: inline-block;
    margin-inline-end: 0.5rem;
    border: 0.25rem solid transparent;
    border-inline-start: 0.375rem solid var(--_quiet);
    border-inline-end: none;
  }
  .order[open] summary span:first-child::before {
    transform: rotate(90deg);
  }
  .order summary .quiet {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .order table {
    margin: 0 0 var(--_space) 0.875rem;
    width: calc(100% - 0.875rem);
  }
  .order td,
  .order th {
    height: 1.75rem;
    border: none;
  }
  .bone.line {
    height: 1.25rem;
    width: 60%;
    margin: var(--_space) 0;
  }
  .bone.block {
    height: 8rem;
    margin: calc(2 * var(--_space)) 0;
  }
  @container (min-width: 42rem) {
    .sections {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
