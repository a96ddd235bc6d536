import { msg } from "@lit/localize";
import { html, nothing, svg, type TemplateResult } from "lit";
import { formatValue } from "../../format/number.ts";
import { namesLines } from "./chart-config.ts";
import { type ChartAnswer, type ChartData, drawnSeries, type Series } from "./chart-data.ts";
import type { DrillStep } from "./drill.ts";
import type { ChartType } from "./question.ts";

/** The colour of a series, as the styles know it. */
function colourName(series: Series, several: boolean): string {
  const own = `var(--_series-${(series.hue % 8) + 1})`;
  if (series.role === "others") return "var(--_others)";
  if (series.role !== "comparison") return own;
  return several ? `color-mix(in srgb, ${own} 50%, transparent)` : "var(--_before)";
}

/** Swatches are drawn like the series: dashed for the comparison, so that colour isn't all that tells them apart. */
export function legend(data: ChartData, type: ChartType): TemplateResult | typeof nothing {
  const drawn = drawnSeries(data);
  if (drawn.length < 2 || type === "doughnut") return nothing;
  const several = drawn.filter(({ role }) => role === "value").length > 1;
  const direct = namesLines(data, type) ? "direct" : "";
  return html`<ul class="legend ${direct}" part="legend" aria-hidden="true">${drawn.map((series) => {
    const colour = colourName(series, several);
    const dashes = series.role === "comparison" ? "2 3" : series.role === "forecast" ? "3 4" : nothing;
    const mark =
      type === "line"
        ? svg`<path d="M0 6h16" stroke=${colour} stroke-width="2" stroke-dasharray=${dashes}></path>`
        : series.role === "forecast"
          ? svg`<rect x="2.5" y=".5" width="11" height="11" rx="2" fill="none" stroke=${colour}></rect>`
          : svg`<rect x="2" width="12" height="12" rx="2" fill=${colour}></rect>`;
    return html`<li title=${series.label}><svg viewBox="0 0 16 12">${mark}</svg><span>${series.label}</span></li>`;
  })}</ul>`;
}

/** The parts of a ring: name, amount and share, largest first. */
export function partsList(
  data: ChartData,
  locale: string,
  select: (index: number) => void,
): TemplateResult | typeof nothing {
  const [amounts, shares] = data.series;
  if (!amounts || !shares) return nothing;
  return html`<ul class="parts" part="legend" aria-hidden="true">${data.categories.map((category, index) => {
    const colour = category.others ? "var(--_others)" : `var(--_series-${(index % 8) + 1})`;
    return html`<li title=${category.full} @click=${() => select(index)}>
      <svg viewBox="0 0 12 12"><rect width="12" height="12" rx="2" fill=${colour}></rect></svg>
      <span class="name">${category.label}</span>
      <span class="number amount">${formatValue(amounts.values[index], amounts.measure, locale, "short")}</span>
      <span class="number share">${formatValue(shares.values[index], shares.measure, locale)}</span>
    </li>`;
  })}</ul>`;
}

/** The same in figures, for who doesn't see the drawing or wants to read it exactly. */
export function dataTable(data: ChartAnswer, heading: string, shown: boolean, locale: string): TemplateResult {
  const series = data.series;
  return html`<div class=${shown ? "scroll" : "visually-hidden"} tabindex=${shown ? 0 : nothing}
    role=${shown ? "group" : nothing} aria-label=${shown ? heading : nothing}>
    <table part="table">
      <caption class="visually-hidden">${heading}</caption>
      <thead><tr>
        <td></td>${series.map((one) => html`<th scope="col" class="end">${one.label}</th>`)}
      </tr></thead>
      <tbody>${data.categories.map(
        (category, index) => html`<tr>
          <th scope="row">${category.full}${category.unfinished ? "*" : ""}</th>
          ${series.map((one) => html`<td class="end">${formatValue(one.values[index], one.measure, locale)}</td>`)}
        </tr>`,
      )}</tbody>
    </table>
  </div>`;
}

/** The way down, and back up. */
export function crumbs(trail: readonly DrillStep[], up: (depth: number) => void): TemplateResult | typeof nothing {
  if (trail.length === 0) return nothing;
  const last = trail.length - 1;
  return html`<nav class="crumbs" part="breadcrumb" aria-label=${msg("Way back", { id: "breadcrumb" })}>
    <ol>
      ${trail.map(
        (step, depth) =>
          html`<li><button type="button" class="plain" @click=${() => up(depth)}>${
            depth === 0 ? html`<span aria-hidden="true">‹ </span>` : nothing
          }${step.above}</button></li>`,
      )}
      <li aria-current="page">${trail[last]!.label}</li>
    </ol>
  </nav>`;
}
