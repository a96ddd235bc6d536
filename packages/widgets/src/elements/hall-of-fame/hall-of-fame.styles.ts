import { css } from "lit";

export const hallOfFameStyles = css`
  .period {
    display: grid;
    grid-template-columns: 7rem minmax(0, 1fr);
    gap: 0 calc(2 * var(--_space));
    border-top: 1px solid var(--_line);
  }
  .head + div {
    margin-top: var(--_space);
  }
  .when {
    margin: calc(1.5 * var(--_space)) 0 0;
    font-size: var(--_small);
    font-weight: 400;
    line-height: 1.375rem;
    color: var(--_quiet);
  }
  ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr));
    gap: 0 calc(3 * var(--_space));
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 2rem minmax(0, 1fr);
    gap: 0 var(--_space);
    align-items: start;
    padding-block: calc(1.5 * var(--_space));
    overflow-wrap: anywhere;
  }
  .medal {
    width: 2rem;
    height: 2rem;
    fill: none;
    stroke: var(--_accent);
    stroke-width: 1.25;
    stroke-linejoin: round;
  }
  .medal .star {
    fill: var(--_accent);
    stroke: none;
  }
  .year .medal .disc {
    fill: color-mix(in oklab, var(--_accent) 18%, var(--_surface));
  }
  li p {
    margin: 0;
    line-height: 1.375rem;
  }
  .winner {
    font-weight: 600;
  }
  .winner button.plain {
    min-height: 1.375rem;
    margin-inline: calc(var(--_space) / -2 - 1px);
    font-size: inherit;
    font-weight: inherit;
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  .winner button.plain:hover,
  .winner button.plain[aria-pressed="true"] {
    color: var(--_accent);
  }
  .title {
    font-size: var(--_small);
  }
  .bone {
    height: 3rem;
    margin: var(--_space) 0;
  }
  @container (max-width: 32rem) {
    .period {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (forced-colors: active) {
    .medal {
      stroke: CanvasText;
    }
    .medal .star {
      fill: CanvasText;
    }
  }
`;
