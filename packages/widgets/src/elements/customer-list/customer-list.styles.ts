import { css } from "lit";

export const customerListStyles = css`
  .head > .icon {
    inset-block-start: 0.25rem;
  }
  .head {
    align-items: center;
    gap: var(--_space);
    margin-bottom: var(--_space);
  }
  input {
    flex: 1 1 8rem;
    min-width: 0;
    max-width: 16rem;
  }
  .scroll {
    overflow-x: auto;
  }
  th button {
    font-size: inherit;
    margin: 0 calc(var(--_space) / -2 - 1px);
    white-space: nowrap;
  }
  th[aria-sort] button {
    color: var(--_text);
    font-weight: 600;
  }
  tbody tr {
    cursor: pointer;
  }
  tbody tr:hover {
    background: var(--_faint);
  }
  tr.chosen {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  tbody th {
    max-width: 0;
    width: 40%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  tbody th button.plain {
    display: block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    color: var(--_text);
    text-align: start;
    padding: 0 calc(var(--_space) / 2);
    margin: 0 calc(var(--_space) / -2 - 1px);
  }
  tbody th button.plain:hover {
    color: var(--_accent);
    background: none;
  }
  tbody th button.plain:focus-visible {
    outline-offset: -2px;
    white-space: normal;
  }
  .bone {
    height: 1.25rem;
    margin: 1rem 0;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .country,
  .owner,
  .segment,
  .activity {
    position: relative;
    white-space: nowrap;
  }
  /* Fuller the more active: the word beside it says the same. */
  .mark {
    display: inline-block;
    width: 0.625rem;
    height: 0.625rem;
    margin-inline-end: 0.5em;
    border: 1.5px solid var(--_accent);
    border-radius: 50%;
    background: linear-gradient(to top, var(--_accent) var(--_full, 0%), transparent var(--_full, 0%));
  }
  .mark.active {
    --_full: 100%;
  }
  .mark.cooling {
    --_full: 66%;
  }
  .mark.dormant {
    --_full: 33%;
  }
  .mark.lost,
  .mark.prospect {
    border-color: var(--_quiet);
  }
  .mark.prospect {
    border-style: dotted;
  }
  @container (max-width: 56rem) {
    .owner {
      display: none;
    }
  }
  @container (max-width: 48rem) {
    td.country,
    th.country {
      display: none;
    }
  }
  @container (max-width: 34rem) {
    .segment,
    .orders {
      display: none;
    }
  }
  @container (max-width: 22rem) {
    .filters,
    .filters select {
      flex: 1 1 100%;
    }
    tbody th {
      width: 99%;
    }
    .last,
    .activity {
      display: none;
    }
    .revenue {
      padding-inline-end: 0;
    }
    .head > .icon {
      inset-block-start: 0;
    }
    .head .label {
      flex: 1 0 100%;
    }
    .head:has(> .icon) input {
      max-width: none;
      margin-inline-end: calc(-1.5rem - var(--_space));
    }
  }
`;
