import { css } from "lit";

/** The line below a list that says where its page lies, and turns it. */
export const pagerStyles = css`
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
    margin-top: var(--_space);
  }
  .turn {
    display: flex;
    gap: var(--_space);
    margin-inline-start: auto;
  }
`;
