import { css } from "lit";

export const payoutSimulatorStyles = css`
  form {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9rem, 100%), 1fr));
    align-items: end;
    gap: var(--_space) calc(2 * var(--_space));
    margin-top: var(--_space);
  }
  label {
    display: block;
    min-width: 0;
    font-size: var(--_small);
    color: var(--_quiet);
  }
  label input:not([type="checkbox"]),
  label select {
    display: block;
    width: 100%;
    color: var(--_text);
  }
  .check {
    display: flex;
    align-items: center;
    gap: calc(var(--_space) / 2);
    min-height: 2rem;
  }
  .check input {
    min-height: 0;
    accent-color: var(--_accent);
  }
  .payout {
    margin-top: calc(2 * var(--_space));
    min-height: 4.5rem;
  }
  .figure {
    margin: 0;
    font-size: var(--_figure);
    font-weight: 600;
    line-height: 1.2;
    letter-spacing: -0.015em;
    font-variant-numeric: tabular-nums;
  }
  p {
    margin: 0;
    font-size: var(--_small);
  }
  .next > .label {
    margin: 0 0 calc(var(--_space) / 2);
  }
  ul {
    margin: var(--_space) 0 0;
    padding: 0;
    list-style: none;
    font-size: var(--_small);
  }
  .payout li,
  .tier {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--_space);
  }
  .payout li {
    padding-block: calc(var(--_space) / 2);
    border-top: 1px solid var(--_line);
  }
  .next {
    margin-top: calc(2 * var(--_space));
    padding-top: calc(1.5 * var(--_space));
    border-top: 1px solid var(--_line);
  }
  .next ul {
    display: grid;
    gap: calc(1.5 * var(--_space));
    margin: 0;
  }
  .bar {
    display: block;
    width: 100%;
    height: 0.5rem;
    margin-block: calc(var(--_space) / 4);
  }
  .track {
    fill: var(--_faint);
    stroke: var(--_line);
    vector-effect: non-scaling-stroke;
  }
  .value {
    fill: var(--_accent);
  }
  .fault {
    color: var(--_bad);
  }
  .bone.block {
    height: 4.5rem;
    margin-top: calc(2 * var(--_space));
  }
  @container (max-width: 18rem) {
    .figure {
      font-size: 1.5rem;
    }
  }
  @media (forced-colors: active) {
    .track {
      stroke: CanvasText;
    }
    .value {
      fill: Highlight;
    }
  }
`;
