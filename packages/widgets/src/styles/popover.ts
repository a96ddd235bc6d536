import { css } from "lit";

/** What opens above the page: menus, and what is said of a figure. */
export const popoverStyles = css`
  [popover] {
    position: fixed;
    inset: auto;
    margin: 0;
    max-width: calc(100vw - 16px);
    padding: var(--_space);
    color: inherit;
    font-size: var(--_small);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 4px 16px rgb(0 0 0 / 0.12);
  }
  .menu:popover-open {
    display: grid;
    padding: calc(var(--_space) / 2);
  }
  .menu button.plain {
    min-height: 2rem;
    padding: 0 var(--_space);
    text-align: start;
    color: var(--_text);
  }
`;
