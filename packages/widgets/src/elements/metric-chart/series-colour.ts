import type { ChartColours } from "../../chart/colours.ts";
import { faded } from "../../chart/look.ts";
import type { ChartData, Series } from "./chart-data.ts";

/** The colour of a series: the others are grey, and so is a comparison, unless there are several to be told apart. */
export function colourOf(series: Series, data: ChartData, colours: ChartColours): string {
  if (series.role === "others") return colours.others;
  const own = colours.series[series.hue % colours.series.length]!;
  if (series.role !== "comparison") return own;
  return data.series.filter(({ role }) => role === "value").length > 1 ? faded(own, 0.5) : colours.comparison;
}
