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
}

export interface Series {
  readonly label: string;
  readonly role: "value" | "comparison" | "others";
  readonly measure: Measure;
  readonly values: readonly (number | null)[];
}

/** All that a chart shows, in words and numbers: the drawing and the table are made from the same. */
export interface ChartData {
  readonly categories: readonly Category[];
  readonly series: readonly Series[];
}

/** As many series as a reader can follow; the rest is drawn together. */
export const seriesLimit = 6;

export interface SplitRow {
  readonly at: string;
  readonly part: string | null;
  readonly value: number | null;
}

/**
 * Turns rows of time × dimension into one series for each value of the dimension: the six largest, then the others
 * together. Others are only added up where the metric may be; else they are left out, and `leftOut` says how many.
 */
export function splitSeries(
  rows: readonly SplitRow[],
  options: { readonly additive: boolean; readonly measure: Measure; readonly others: string; readonly none: string },
): { readonly at: readonly string[]; readonly series: readonly Series[]; readonly leftOut: number } {
  const { additive, measure, others, none } = options;
  const at = [...new Set(rows.map((row) => row.at))].sort();
  const position = new Map(at.map((name, index) => [name, index]));
  const parts = new Map<string | null, (number | null)[]>();
  for (const row of rows) {
    const values = parts.get(row.part) ?? at.map(() => null);
    values[position.get(row.at)!] = row.value;
    parts.set(row.part, values);
  }
  const size = (values: readonly (number | null)[]) =>
    values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  const ranked = [...parts]
    .filter(([part, values]) => part !== null || size(values) > 0)
    .sort(([, left], [, right]) => size(right) - size(left));
  const shown = ranked.slice(0, seriesLimit);
  const rest = ranked.slice(seriesLimit).map(([, values]) => values);
  const series: Series[] = shown.map(([part, values]) => ({ label: part ?? none, role: "value", measure, values }));
  if (rest.length > 0 && additive) {
    const values = at.map((_, index) => {
      const present = rest.map((one) => one[index]).filter((value) => typeof value === "number");
      return present.length ? present.reduce((sum, value) => sum + value, 0) : null;
    });
    series.push({ label: others, role: "others", measure, values });
  }
  return { at, series, leftOut: additive ? 0 : rest.length };
}

/** What is said of one place on the axis: its name and every series' value. */
export function describePoint(data: ChartData, index: number, format: (value: number | null, of: Series) => string) {
  const category = data.categories[index];
  if (!category) return "";
  return [
    category.full,
    ...data.series.map((series) => `${series.label}: ${format(series.values[index] ?? null, series)}`),
  ].join(", ");
}
