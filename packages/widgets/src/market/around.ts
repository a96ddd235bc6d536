import { msg, str } from "@lit/localize";
import { css, html, type TemplateResult } from "lit";
import { formatChange, formatValue } from "../format/number.ts";
import type { AroundFragment } from "../generated/graphql.ts";
import { placeOn, type RelativeChange, relativeOf } from "./figures.ts";

/** Own sales a day before and after something: both means, the change with its interval, and whether it is more than chance. */
export function aroundSales(around: AroundFragment, currency: string, reach: number, locale: string): TemplateResult {
  const { before, after, significant, reasonText } = around;
  if (before === null || after === null) return html`<p class="around quiet">${reasonText}</p>`;
  const [then, now] = [before, after].map((value) => formatValue(value, { unit: "MONEY", currency }, locale, "short"));
  const change = relativeOf(around);
  return html`<p class="around">
    <span class="number">${msg(str`${then} → ${now} a day`, { id: "sales-around" })}</span>
    ${change ? html`${intervalMark(change, reach)}<span class="number">${changeText(change, locale)}</span>` : ""}
    <span class="quiet">${
      significant ? msg("More than chance", { id: "significant" }) : msg("Could be chance", { id: "not-significant" })
    }</span>
  </p>`;
}

function changeText({ change, low, high }: RelativeChange, locale: string): string {
  const [amount, least, most] = [change, low, high].map((part) => formatChange(part, locale));
  return msg(str`${amount} (${least} to ${most})`, { id: "change-interval" });
}

/** A quiet line with zero in its middle, the interval on it, and a mark where the change is. */
export function intervalMark({ change, low, high }: RelativeChange, reach: number): TemplateResult {
  const at = (value: number) => placeOn(value, reach);
  return html`<svg class="interval" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <path d="M0 5H100"></path><path class="range" d="M${at(low)} 5H${at(high)}"></path
    ><path class="zero" d="M50 0V10"></path><path class="mark" d="M${at(change)} 0V10"></path></svg>`;
}

export const aroundStyles = css`
  .around {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 var(--_space);
    margin: 0;
    font-size: var(--_small);
  }
  .around .number {
    white-space: normal;
  }
  .interval {
    flex: none;
    width: 6rem;
    height: 0.75rem;
    fill: none;
    stroke: var(--_line);
    stroke-width: 1.5;
  }
  .interval path {
    vector-effect: non-scaling-stroke;
  }
  .interval .range {
    stroke: color-mix(in oklab, var(--_accent) 35%, var(--_surface));
    stroke-width: 8;
  }
  .interval .zero {
    stroke: var(--_quiet);
    stroke-width: 1;
  }
  .interval .mark {
    stroke: var(--_accent);
    stroke-width: 3;
  }
  .sub {
    margin: calc(2.5 * var(--_space)) 0 calc(var(--_space) / 2);
    font-size: var(--_small);
    font-weight: 600;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
  }
  @media (forced-colors: active) {
    .interval path {
      stroke: CanvasText;
    }
  }
`;
