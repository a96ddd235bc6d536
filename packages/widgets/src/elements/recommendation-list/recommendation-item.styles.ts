import { css } from "lit";

/** A recommendation in a list: the name and the strength on a line, the reason below. */
export const recommendationItemStyles = css`
  .offers {
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
  }
  .offer {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 calc(2 * var(--_space));
    padding: var(--_space) 0;
    border-bottom: 1px solid var(--_line);
  }
  .offer:last-child {
    border-bottom: none;
  }
  .offer.chosen {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    min-width: 0;
    line-height: 1.5rem;
  }
  .what .name {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .what button.name {
    min-height: 1.5rem;
    margin: 0 calc(var(--_space) / -2);
    padding: 0 calc(var(--_space) / 2);
    color: var(--_text);
    text-align: start;
  }
  .what button.name:hover,
  .what button.name[aria-pressed="true"] {
    color: var(--_accent);
  }
  .meter {
    display: inline-flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
    height: 1.5rem;
    white-space: nowrap;
    color: var(--_quiet);
  }
  .meter svg {
    width: 0.875rem;
    height: 0.75rem;
  }
  .meter .on {
    fill: var(--_accent);
  }
  .meter .off {
    fill: var(--_line);
  }
  .why {
    grid-column: 1 / -1;
    margin: 0;
    color: var(--_quiet);
    overflow-wrap: anywhere;
  }
  .why .kind {
    color: var(--_text);
  }
  .why .kind::after {
    content: " ·";
    color: var(--_quiet);
  }
  .also {
    grid-column: 1 / -1;
    color: var(--_quiet);
  }
  .also summary {
    width: fit-content;
    line-height: 1.5rem;
    cursor: pointer;
  }
  .also p {
    margin: 0 0 0 1rem;
  }
  @media (forced-colors: active) {
    .meter .on {
      fill: CanvasText;
    }
    .meter .off {
      fill: GrayText;
    }
  }
`;
