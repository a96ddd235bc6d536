import { css } from "lit";

export const alertListStyles = css`
  .alerts {
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
  }
  .alerts > li {
    display: grid;
    grid-template-columns: 0.625rem minmax(0, 1fr) auto;
    gap: 0 calc(1.5 * var(--_space));
    align-items: start;
    padding-block: calc(1.5 * var(--_space));
    border-top: 1px solid var(--_line);
    overflow-wrap: anywhere;
  }
  .mark {
    width: 0.625rem;
    height: 0.625rem;
    margin-top: 0.4375rem;
    border: 2px solid var(--_fall);
    border-radius: 50%;
  }
  .open .mark {
    background: var(--_fall);
  }
  .cleared .mark {
    border-color: var(--_quiet);
  }
  p {
    margin: 0;
  }
  .said {
    font-weight: 600;
    line-height: 1.5rem;
  }
  .said button.plain {
    min-height: 1.5rem;
    margin-inline: calc(var(--_space) / -2 - 1px);
    font-size: inherit;
    font-weight: inherit;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .said button.plain:hover,
  .said button.plain[aria-pressed="true"] {
    color: var(--_accent);
  }
  form {
    display: grid;
    grid-column: 2 / -1;
    gap: var(--_space);
    margin-top: var(--_space);
  }
  form label {
    display: grid;
    gap: calc(var(--_space) / 2);
    font-size: var(--_small);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space);
  }
  .fault {
    font-size: var(--_small);
    color: var(--_fall);
  }
  .note {
    margin-top: calc(var(--_space) / 2);
  }
  .bone {
    height: 3rem;
    margin: calc(1.5 * var(--_space)) 0;
  }
  @container (max-width: 28rem) {
    .alerts > li {
      grid-template-columns: 0.625rem minmax(0, 1fr);
    }
    .alerts > li > .do {
      grid-column: 2;
      justify-self: start;
      margin-top: var(--_space);
    }
  }
`;
