import { css } from "lit";
import { popoverStyles } from "../../styles/popover.ts";

export const forecastLineStyles = css`
  ${popoverStyles}
  .forecast {
    font-size: var(--_small);
  }
  .forecast button.plain {
    max-width: calc(100% + var(--_space));
    min-height: 1.5rem;
    margin-inline: calc(var(--_space) / -2 - 1px);
    padding: 0 calc(var(--_space) / 2);
    line-height: 1.25rem;
    text-align: start;
    text-decoration: underline dotted;
    text-underline-offset: 0.2em;
  }
  .method {
    max-width: min(20rem, calc(100vw - 16px));
  }
  .method p {
    margin: 0;
  }
  @media print {
    .method {
      display: block;
      position: static;
      padding: 0;
      border: none;
      box-shadow: none;
      color: var(--_quiet);
    }
  }
`;
