import type { Selection } from "../../data/settings.ts";
import type { Measure } from "../../format/number.ts";

/** One place on the chart's axis. */
export interface Category {
  readonly label: string;
  /** The name in full, for tables and announcements. */
  readonly full: string;
  /** The period has not ended, or only a part of it is shown: not to be compared with its neighbours. */
  readonly unfinished?: boolean;
  /** All values of the dimension that have no place of their own. */
  readonly others?: boolean;
  /** What choosing it narrows to. */
  readonly selection?: Selection | undefined;
}

export interface Series {
  readonly label: string;
  /** `share` is said and not drawn: the drawing itself shows it. */
  readonly role: "value" | "comparison" | "others" | "forecast" | "share";
  readonly measure: Measure;
  readonly values: readonly (number | null)[];
  /** The place in the palette; a comparison has that of what it is compared with. */
  readonly hue: number;
  /** Of a forecast: between which amounts it is likely to be. */
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
  /** What choosing a point of this series narrows to, besides its place on the axis. */
  readonly selection?: Selection | undefined;
}

/** All that a chart shows, in words and numbers: the drawing and the table are made from the same. */
export interface ChartData {
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
}

export interface ChartAnswer extends ChartData {
  /** The metrics' names, for the heading. */
  readonly labels: readonly string[];
  /** The dimensions' names. */
  readonly dimensions: readonly string[];
  /** The days that the figures are of. */
  readonly period: { readonly from: string; readonly to: string };
  /** What is to be said besides, such as how the forecast was made. */
  readonly notes: readonly string[];
}

/** The series that are drawn. */
export function drawnSeries(data: ChartData): readonly Series[] {
  return data.series.filter((series) => series.role !== "share");
}

/**
 * Where the axis ends when the bar of the others together would leave the rest no room to be told apart: that bar is
 * then cut.
 *
 * @example cutAt({ categories: [{ label: "a" }, { label: "Others", others: true }], series: [… 10, 100] }) // 12.5
 */
export function cutAt(data: ChartData): number | undefined {
  const drawn = drawnSeries(data);
  const amounts = (others: boolean) =>
    drawn.flatMap(({ values }) =>
      values.filter((_, at) => Boolean(data.categories[at]?.others) === others).map((value) => value ?? 0),
    );
  const own = amounts(false);
  const most = Math.max(0, ...own);
  const loss = own.some((value) => value < 0) || new Set(drawn.map(({ measure }) => measure.unit)).size > 1;
  return most > 0 && !loss && Math.max(0, ...amounts(true)) > 2 * most ? 1.25 * most : undefined;
}

/** What is said of one place on the axis: its name and every series' value. */
export function describePoint(data: ChartData, index: number, format: (value: number | null, of: Series) => string) {
  const category = data.categories[index];
  if (!category) return "";
  const said = data.series.filter((series) => series.role !== "forecast" || (series.values[index] ?? null) !== null);
  return [
    category.full,
    ...said.map((series) => `${series.label}: ${format(series.values[index] ?? null, series)}`),
  ].join(", ");
}
