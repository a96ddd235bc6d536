import { msg, str } from "@lit/localize";
import type { ChartColours } from "../../chart/colours.ts";
import { headingOf, type LegendEntry, type TakeAwayTable } from "../../take-away/table.ts";
import { type ChartAnswer, drawnSeries } from "./chart-data.ts";
import type { ChartType } from "./question.ts";
import { colourOf } from "./series-colour.ts";

/** The chart's figures, as they came: days as days, amounts unrounded. */
export function chartTable(data: ChartAnswer, name: string): TakeAwayTable {
  const { period } = data;
  return {
    name,
    columns: [
      data.dimensions[0] ?? "",
      ...data.series.flatMap((series) => {
        const heading = headingOf(series.label, series.measure.currency);
        if (series.role !== "forecast") return [heading];
        return [
          heading,
          msg(str`${heading}, at least`, { id: "at-least" }),
          msg(str`${heading}, at most`, { id: "at-most" }),
        ];
      }),
    ],
    rows: data.categories.map((category, index) => [
      category.selection?.period && category.selection.key ? category.selection.key : category.full,
      ...data.series.flatMap((series) =>
        series.role === "forecast"
          ? [series.values[index], series.low?.[index], series.high?.[index]]
          : [series.values[index]],
      ),
    ]),
    notes: [[msg("Period", { id: "period" }), `${period.from} – ${period.to}`]],
  };
}

/** The names beside a picture: those that the drawing itself doesn't have. */
export function chartLegend(
  data: ChartAnswer,
  type: ChartType,
  colours: ChartColours,
  named: boolean,
): readonly LegendEntry[] {
  if (type === "doughnut") {
    return data.categories.map(({ label, others }, index) => ({
      label,
      colour: others ? colours.others : colours.series[index % colours.series.length]!,
      mark: "box",
    }));
  }
  const drawn = drawnSeries(data);
  if (drawn.length < 2 || named) return [];
  return drawn.map((series) => ({
    label: series.label,
    colour: colourOf(series, data, colours),
    mark: type !== "line" ? "box" : series.role === "value" || series.role === "others" ? "line" : "dashed",
  }));
}
