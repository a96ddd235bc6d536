import { css } from "lit";

export const incentiveStatementStyles = css`
  .head {
    align-items: center;
    gap: var(--_space);
  }
  .head .standing {
    font-size: var(--_small);
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    margin: calc(var(--_space) / 2) 0 0;
    font-size: var(--_small);
  }
  .list th button.plain {
    margin: 0 calc(var(--_space) / -2 - 1px);
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .list th button.plain:hover {
    color: var(--_accent);
    background: none;
  }
  .list thead th {
    position: static;
  }
  .list tbody tr {
    cursor: pointer;
  }
  .list tbody tr:hover {
    background: var(--_faint);
  }
  .total {
    margin: calc(var(--_space) / 2) 0 calc(2 * var(--_space));
    font-size: var(--_figure);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .label .quiet {
    font-weight: 400;
  }
  .line .disclosure {
    max-width: none;
    white-space: nowrap;
  }
  .group {
    padding-block: var(--_space);
    border-top: 1px solid var(--_line);
  }
  .line {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr) auto auto;
    align-items: baseline;
    gap: 0 calc(2 * var(--_space));
    min-height: 2rem;
    font-size: var(--_small);
  }
  .badge {
    grid-column: 2;
    justify-self: start;
    padding: 0 calc(var(--_space) / 2);
    border: 1px solid var(--_line);
    border-radius: calc(var(--_radius) / 2);
    color: var(--_caution);
  }
  .basis {
    grid-column: 3;
  }
  .amount {
    grid-column: 4;
    min-width: 6rem;
    text-align: end;
  }
  .sum {
    display: flex;
    justify-content: space-between;
    padding-top: var(--_space);
    border-top: 1px solid var(--_quiet);
    font-size: var(--_small);
    font-weight: 600;
  }
  .why {
    padding: 0 0 calc(2 * var(--_space)) var(--_indent);
    font-size: var(--_small);
  }
  .reasons {
    color: var(--_quiet);
    line-height: 1.5rem;
    overflow-wrap: anywhere;
  }
  .scroll {
    position: relative;
    max-height: var(--sales-table-height, 32rem);
    overflow: auto;
    margin-top: var(--_space);
  }
  .why th,
  .why td {
    height: 1.75rem;
  }
  tfoot th,
  tfoot td {
    border-top: 1px solid var(--_quiet);
    border-bottom: none;
    font-weight: 600;
  }
  .why button.on-screen {
    margin-top: var(--_space);
  }
  .disputes {
    margin-top: var(--_space);
  }
  .disputes li {
    padding: var(--_space);
    margin-bottom: var(--_space);
    border-inline-start: 2px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .disputes p {
    margin: 0;
  }
  form {
    margin-top: var(--_space);
    max-width: 36rem;
  }
  form label {
    display: block;
  }
  textarea {
    display: block;
    width: 100%;
    margin: calc(var(--_space) / 2) 0;
    padding: var(--_space);
    resize: vertical;
    font: inherit;
    color: inherit;
    background: var(--_surface);
    border: 1px solid light-dark(#868e98, #6c757f);
    border-radius: calc(var(--_radius) / 2);
  }
  .fault {
    margin: 0;
    color: var(--_bad);
  }
  .buttons {
    display: flex;
    gap: var(--_space);
    margin: 0;
  }
  .why .buttons button {
    margin-top: 0;
  }
  .approval {
    margin: calc(1.5 * var(--_space)) 0 0;
    font-size: var(--_small);
  }
  .approval p {
    margin: 0 0 var(--_space);
  }
  .bone.figure {
    width: 40%;
    height: 2.4rem;
    margin: calc(2 * var(--_space)) 0;
  }
  .bone.line {
    min-height: 1.25rem;
    margin: 1rem 0;
  }
  @container (max-width: 30rem) {
    .line .disclosure {
      white-space: normal;
    }
    .line {
      grid-template-columns: minmax(0, 1fr) auto;
      gap: 0 var(--_space);
    }
    .amount {
      grid-area: 1 / 2;
      min-width: 0;
    }
    .basis,
    .badge {
      grid-column: 1 / -1;
      margin-inline-start: var(--_indent);
      white-space: normal;
    }
    .optional {
      display: none;
    }
  }
  @container (max-width: 20rem) {
    .in-tier {
      display: none;
    }
    .why tbody .quiet {
      display: block;
    }
    .total {
      font-size: 1.5rem;
    }
  }
  /* On paper every line tells why. */
  @media print {
    .why[hidden] {
      display: block;
    }
    .scroll {
      max-height: none;
      overflow: visible;
    }
    .card {
      border: none;
      padding: 0;
      break-inside: auto;
    }
    .group,
    [part="line"] {
      break-inside: avoid;
    }
    thead th {
      position: static;
    }
  }
`;
