import { css } from "lit";

export const budgetBarsStyles = css`
  .total {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--_space) calc(4 * var(--_space));
    margin-block: calc(var(--_space) / 2) calc(1.5 * var(--_space));
  }
  .spent {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--_space);
    margin: 0;
  }
  .spent .standing {
    font-size: var(--_small);
    white-space: nowrap;
  }
  .figure {
    font-size: var(--_figure);
    font-weight: 600;
    line-height: 1.2;
  }
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) / 2) calc(3 * var(--_space));
    margin: 0;
  }
  dt {
    font-size: var(--_small);
    line-height: 1.25rem;
    color: var(--_quiet);
  }
  dd {
    margin: 0;
    font-weight: 600;
  }
  .rows {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .rows.first {
    margin-top: var(--_space);
  }
  .rows li {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 6fr) 11rem 8.5rem;
    gap: 0 calc(2 * var(--_space));
    align-items: center;
    min-height: 2.25rem;
    border-top: 1px solid var(--_line);
    font-size: var(--_small);
  }
  .rows .chosen {
    background: color-mix(in oklab, var(--_accent) 12%, var(--_surface));
  }
  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .name button.plain {
    max-width: 100%;
    margin: 0 calc(var(--_space) / -2 - 1px);
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    color: var(--_text);
  }
  .name button.plain:hover {
    color: var(--_accent);
    background: none;
  }
  .name button.plain:focus-visible {
    outline-offset: -2px;
    white-space: normal;
    overflow-wrap: anywhere;
  }
  .amounts {
    text-align: end;
    white-space: nowrap;
  }
  .amounts strong {
    font-weight: 600;
  }
  .rows .standing {
    white-space: nowrap;
  }
  .bar {
    display: block;
    width: 100%;
    height: 0.75rem;
    overflow: visible;
  }
  .bar .planned {
    fill: color-mix(in oklab, var(--_accent) 20%, var(--_surface));
  }
  .bar .within {
    fill: var(--_accent);
  }
  .bar .beyond {
    fill: var(--_bad);
  }
  .bar path,
  .legend path {
    fill: none;
    vector-effect: non-scaling-stroke;
    stroke: var(--_text);
    stroke-width: 2;
  }
  .bar .end {
    stroke: var(--_surface);
  }
  .legend svg {
    width: 0.25rem;
    height: 0.75rem;
    margin-inline-end: 0.375em;
    vertical-align: -0.05em;
  }
  .bone {
    height: 1.5rem;
    margin: 0.75rem 0;
  }
  .bone:first-child {
    width: 40%;
    height: 2.5rem;
  }
  @container (max-width: 44rem) {
    .rows li {
      grid-template-columns: minmax(0, 1fr) 9.5rem;
      padding-block: calc(var(--_space) * 0.75);
    }
    .rows .name {
      grid-area: 1 / 1;
    }
    .rows .standing {
      grid-area: 1 / 2;
      justify-self: end;
    }
    .rows .bar {
      grid-area: 2 / 1;
    }
    .rows .amounts {
      grid-area: 2 / 2;
    }
  }
  @container (max-width: 24rem) {
    .rows li {
      grid-template-columns: minmax(0, 1fr) max-content;
    }
    .rows .bar {
      grid-area: 2 / 1 / auto / -1;
      margin-block: calc(var(--_space) / 2);
    }
    .rows .amounts {
      grid-area: 3 / 1 / auto / -1;
      text-align: start;
    }
  }
  @container (max-width: 18rem) {
    .rows .name {
      grid-area: 1 / 1 / auto / -1;
    }
    .rows .amounts {
      white-space: normal;
    }
    .rows .standing {
      grid-area: 4 / 1 / auto / -1;
      justify-self: start;
    }
    dl {
      gap: calc(var(--_space) / 2) calc(2 * var(--_space));
    }
  }
  @media (forced-colors: active) {
    .bar .planned {
      fill: Canvas;
      stroke: CanvasText;
      vector-effect: non-scaling-stroke;
    }
    .bar .within,
    .bar .beyond {
      fill: Highlight;
    }
    .bar path {
      stroke: CanvasText;
    }
    .rows .chosen {
      outline: 1px solid Highlight;
    }
  }
`;
