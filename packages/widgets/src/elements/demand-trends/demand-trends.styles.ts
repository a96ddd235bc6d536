import { css } from "lit";

export const demandTrendsStyles = css`
  thead th {
    position: static;
    height: 1.75rem;
  }
  tbody > tr > * {
    height: auto;
    padding-block: calc(var(--_space) / 2);
    vertical-align: top;
  }
  tbody th {
    min-width: 7rem;
    overflow-wrap: anywhere;
  }
  th .quiet,
  .against {
    display: block;
  }
  .against {
    color: var(--_accent);
  }
  .interval {
    display: block;
    width: 100%;
    min-width: 5rem;
    margin-top: 0.25rem;
  }
  td.optional {
    min-width: 4rem;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  li {
    padding-block: calc(var(--_space) / 2);
  }
  li + li {
    border-top: 1px solid var(--_line);
  }
  li > span {
    display: block;
  }
  .bone {
    height: 56rem;
    margin-top: var(--_space);
  }
  @container (max-width: 40rem) {
    .optional {
      display: none;
    }
  }
  @container (max-width: 26rem) {
    .narrow-not {
      display: none;
    }
    th,
    td {
      padding-inline: calc(var(--_space) / 2);
    }
  }
  @container (max-width: 18rem) {
    .tiny-not {
      display: none;
    }
    tbody th {
      min-width: 0;
    }
    td.end {
      white-space: normal;
    }
    .movement span {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
`;
