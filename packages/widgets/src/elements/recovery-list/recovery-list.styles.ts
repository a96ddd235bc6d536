import { css } from "lit";

/** Beside those of the list of customers. */
export const recoveryListStyles = css`
  .sums {
    margin: 0 0 var(--_space);
  }
  label {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
    font-size: var(--_small);
  }
  .head label input {
    flex: none;
    width: auto;
    margin-inline: 0;
    min-height: 0;
    accent-color: var(--_accent);
  }
  tbody tr > * {
    height: 3rem;
  }
  tbody th {
    width: 26%;
  }
  tbody th button.plain {
    white-space: normal;
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow-wrap: anywhere;
    line-height: 1.25;
  }
  .reason {
    width: 40%;
  }
  td.reason {
    max-width: 0;
  }
  .reason span {
    display: block;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .owner {
    white-space: nowrap;
  }
  .waits {
    font-weight: 600;
  }
  .narrow,
  .narrowest {
    display: none;
  }
  .bone {
    height: 2rem;
    margin: 1rem 0;
  }
  @container (max-width: 44rem) {
    tbody th {
      width: 32%;
    }
  }
  @container (max-width: 34rem) {
    .touch {
      display: none;
    }
    .narrow {
      display: block;
    }
  }
  @container (max-width: 22rem) {
    .head:has(> .icon) label input {
      margin-inline: 0;
    }
    .days,
    .reason {
      display: none;
    }
    .narrowest {
      display: block;
    }
    .narrow {
      white-space: normal;
    }
    td.end {
      min-width: 6.5rem;
    }
    tbody th {
      width: 55%;
      padding-block: calc(var(--_space) / 2);
      white-space: normal;
    }
  }
`;
