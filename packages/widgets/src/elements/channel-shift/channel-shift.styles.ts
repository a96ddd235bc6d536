import { css, unsafeCSS } from "lit";

const series = Array.from({ length: 8 }, (_, index) => `.s${index + 1} { --_series: var(--_series-${index + 1}); }`);

export const channelShiftStyles = css`
  ${unsafeCSS(series.join("\n"))}
  .bars {
    display: block;
    width: 100%;
    height: 9rem;
    margin-top: var(--_space);
  }
  .bars rect {
    fill: var(--_series);
    stroke: var(--_surface);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .bars .partial {
    opacity: 0.5;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    gap: var(--_space);
  }
  table {
    margin-top: var(--_space);
  }
  thead th {
    position: static;
    height: 1.75rem;
  }
  thead .end {
    white-space: normal;
  }
  tbody th {
    overflow-wrap: anywhere;
  }
  .channel {
    display: flex;
    align-items: baseline;
  }
  .swatch {
    flex: none;
    width: 0.625rem;
    height: 0.625rem;
    margin-inline-end: 0.375em;
    border-radius: 2px;
    background: var(--_series);
  }
  th button.plain {
    margin-inline: calc(var(--_space) / -2);
    color: var(--_text);
    text-align: start;
    overflow-wrap: anywhere;
  }
  th button.plain:hover,
  th button.plain[aria-pressed="true"] {
    color: var(--_accent);
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: grid;
    grid-template-columns: 5rem minmax(0, 1fr);
    gap: 0 calc(2 * var(--_space));
    padding-block: var(--_space);
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }
  li + li {
    border-top: 1px solid var(--_line);
  }
  li p {
    margin: 0;
  }
  strong {
    font-weight: 600;
  }
  .stage {
    color: var(--_quiet);
  }
  .stage.adopt {
    color: var(--_accent);
    font-weight: 600;
  }
  .bone {
    height: 34rem;
    margin-top: var(--_space);
  }
  .bone.bars {
    height: 9rem;
  }
  @container (max-width: 26rem) {
    .narrow-not {
      display: none;
    }
    li {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @container (max-width: 20rem) {
    .optional {
      display: none;
    }
    th,
    td {
      padding-inline: calc(var(--_space) / 2);
    }
  }
  @container (max-width: 14rem) {
    table {
      font-size: 0.75rem;
    }
    th,
    td {
      padding-inline: 2px;
    }
    .end {
      white-space: normal;
    }
  }
  @media (forced-colors: active) {
    .bars,
    .swatch {
      forced-color-adjust: none;
    }
  }
`;
