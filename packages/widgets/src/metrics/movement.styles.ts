import { css } from "lit";

/** Rise and fall: an arrow in the colour of the text beside it. */
export const movementStyles = css`
  .movement {
    display: inline-flex;
    align-items: baseline;
    gap: 0.375em;
  }
  .movement svg {
    width: 0.5rem;
    height: 0.5rem;
    fill: currentColor;
  }
  .rise {
    color: var(--_rise);
  }
  .fall {
    color: var(--_fall);
  }
`;
