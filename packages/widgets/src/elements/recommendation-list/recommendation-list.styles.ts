import { css } from "lit";

export const recommendationListStyles = css`
  .head {
    gap: var(--_space);
  }
  .head button.icon {
    align-self: center;
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space);
    margin-top: var(--_space);
  }
  .bone {
    height: 4.5rem;
    margin: 0.5rem 0;
  }
`;
