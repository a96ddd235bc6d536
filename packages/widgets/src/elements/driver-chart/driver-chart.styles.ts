import { css } from "lit";

export const driverChartStyles = css`
  .summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(1.5 * var(--_space));
    margin: 0;
    font-size: var(--_small);
  }
  .meaning {
    padding-block: calc(var(--_space) / 2);
    color: var(--_quiet);
    line-height: 1.35;
  }
  tr.whole > * {
    font-weight: 600;
  }
  tr.whole:last-child > * {
    border-top: 1px solid var(--_quiet);
  }
  .scroll {
    max-height: 32rem;
  }
  @container (max-width: 26rem) {
    .meaning {
      min-width: 12rem;
    }
  }
`;
