import { css } from "lit";

export const careerLadderStyles = css`
  .head {
    margin-bottom: var(--_space);
  }
  .head .standing {
    font-size: var(--_small);
  }
  ul,
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  [part="conditions"] > .label {
    margin: 0 0 calc(var(--_space) / 2);
  }
  p {
    margin: 0;
  }
  .ladder {
    display: flex;
    margin-block: var(--_space) calc(3 * var(--_space));
    font-size: var(--_small);
  }
  .ladder li {
    position: relative;
    flex: 1;
    min-width: 0;
    padding: calc(var(--_space) * 2.5) var(--_space) 0 0;
    color: var(--_quiet);
    overflow-wrap: anywhere;
  }
  /* From step to step; what lies behind is drawn through. */
  .ladder li:not(:last-child)::before {
    content: "";
    position: absolute;
    inset-block-start: calc(0.5rem - 1px);
    inset-inline: 1rem 0;
    border-top: 2px solid var(--_line);
  }
  .ladder .past:not(:last-child)::before {
    border-color: var(--_accent);
  }
  .dot {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    width: 1rem;
    height: 1rem;
    border: 2px solid var(--_line);
    border-radius: 50%;
    background: var(--_surface);
  }
  .past .dot,
  .here .dot {
    border-color: var(--_accent);
    background: var(--_accent);
  }
  .here .dot {
    box-shadow: inset 0 0 0 2.5px var(--_surface);
  }
  .ladder .here {
    color: var(--_text);
    font-weight: 600;
  }
  .step .quiet {
    display: block;
    font-weight: 400;
  }
  .conditions li {
    display: grid;
    grid-template-columns: 9rem minmax(0, 1fr);
    gap: 0 var(--_space);
    padding-block: calc(var(--_space) / 2);
    font-size: var(--_small);
    line-height: 1.25rem;
    overflow-wrap: anywhere;
  }
  .conditions .standing svg {
    align-self: start;
  }
  .conditions svg {
    margin-top: 0.125rem;
  }
  .condition {
    display: block;
    color: var(--_text);
  }
  .people > li {
    border-bottom: 1px solid var(--_line);
  }
  .people > li:last-child {
    border-bottom: none;
  }
  .line {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) minmax(7rem, max-content);
    align-items: baseline;
    gap: 0 calc(2 * var(--_space));
    min-height: 2.25rem;
    padding-block: calc(var(--_space) / 2);
    font-size: var(--_small);
  }
  .detail {
    padding: 0 0 calc(2 * var(--_space)) var(--_indent);
  }
  .bone {
    height: 2rem;
    margin: var(--_space) 0;
  }
  @container (max-width: 32rem) {
    .ladder {
      flex-direction: column;
    }
    .ladder li {
      padding: 0 0 calc(1.5 * var(--_space)) 1.75rem;
    }
    .ladder li:not(:last-child)::before {
      inset-block: 1rem 0;
      inset-inline: calc(0.5rem - 1px) auto;
      border-top: none;
      border-inline-start: 2px solid var(--_line);
    }
    .dot {
      inset-block-start: 0.125rem;
    }
    .line {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .line > .quiet {
      grid-area: 2 / 1 / auto / -1;
      margin-inline-start: var(--_indent);
    }
  }
  @container (max-width: 22rem) {
    .conditions li {
      grid-template-columns: minmax(0, 1fr);
    }
    .conditions .reason {
      margin-inline-start: 1.375rem;
    }
    .line {
      grid-template-columns: minmax(0, 1fr);
    }
    .line > * {
      grid-area: auto !important;
    }
    .line > .standing {
      margin-inline-start: var(--_indent);
    }
  }
  @media (forced-colors: active) {
    .dot {
      border-color: CanvasText;
    }
    .past .dot,
    .here .dot {
      background: Highlight;
    }
  }
`;
