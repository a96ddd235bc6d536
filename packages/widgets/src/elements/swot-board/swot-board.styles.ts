import { css } from "lit";

export const swotBoardStyles = css`
  .board {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1px;
    margin-top: var(--_space);
    background: var(--_line);
    border-block: 1px solid var(--_line);
  }
  section {
    padding: calc(2 * var(--_space)) calc(2 * var(--_space)) var(--_space);
    background: var(--_surface);
  }
  section:nth-child(odd) {
    padding-inline-start: 0;
  }
  section:nth-child(even) {
    padding-inline-end: 0;
  }
  .name {
    display: flex;
    align-items: baseline;
    gap: var(--_space);
    margin: 0;
    font-size: var(--_small);
    font-weight: 600;
    line-height: 1.375rem;
  }
  .name::before {
    content: "";
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
    border-radius: 50%;
    background: var(--_mark);
  }
  .strength,
  .opportunity {
    --_mark: var(--_rise);
  }
  .weakness,
  .threat {
    --_mark: var(--_fall);
  }
  .opportunity .name::before,
  .threat .name::before {
    background: none;
    border: 2px solid var(--_mark);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .statements > li {
    padding-block: var(--_space);
    overflow-wrap: anywhere;
  }
  .statements > li + li {
    border-top: 1px solid var(--_line);
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    margin: 0;
    font-weight: 600;
    line-height: 1.375rem;
  }
  .new {
    padding-inline: calc(var(--_space) / 2);
    font-size: var(--_small);
    font-weight: 400;
    color: var(--_accent);
    border: 1px solid var(--_accent);
    border-radius: calc(var(--_radius) / 2);
    line-height: 1.125rem;
  }
  .stake {
    display: grid;
    grid-template-columns: minmax(0, 6rem) auto;
    align-items: center;
    gap: var(--_space);
    margin: 0;
    font-size: var(--_small);
    color: var(--_quiet);
    font-variant-numeric: tabular-nums;
  }
  .bar {
    display: block;
    width: 100%;
    height: 4px;
    background: var(--_faint);
    border-radius: 2px;
    fill: var(--_mark);
  }
  .why {
    margin-top: calc(var(--_space) / 2);
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .why b {
    font-weight: 400;
    color: var(--_text);
  }
  a {
    color: var(--_accent);
    font-size: var(--_small);
  }
  summary {
    cursor: pointer;
  }
  .gone {
    margin: calc(1.5 * var(--_space)) 0 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .none {
    margin: var(--_space) 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  .bone {
    height: 26rem;
    margin: calc(2 * var(--_space)) 0;
  }
  @container (max-width: 34rem) {
    .board {
      grid-template-columns: minmax(0, 1fr);
    }
    section:nth-child(n) {
      padding-inline: 0;
    }
  }
  @media (forced-colors: active) {
    .name::before {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .bar {
      fill: CanvasText;
    }
  }
`;
