import type { SalesClient } from "../../data/client.ts";
import type { Dimension, Grain, MetricTableQueryVariables } from "../../generated/graphql.ts";
import { askTable, type NamedTable } from "../../metrics/ask-table.ts";
import { bucketLabel, isIncomplete, yearOf } from "../../metrics/buckets.ts";
import { grainOf } from "../../metrics/dimensions.ts";
import { bucketOf, type Naming, nameOf, othersText, type TableRow } from "../../metrics/names.ts";
import { beforeText, columnOf, isMovement, measureOf, readingLabel } from "../../metrics/readings.ts";
import { selectionOf } from "../../metrics/selection.ts";
import type { Category, ChartAnswer, Series } from "./chart-data.ts";
import { checkStack } from "./check-stack.ts";
import { askForecast, withForecast } from "./forecast.ts";
import { type ChartQuestion, seriesLimit } from "./question.ts";

/** One or more metrics over time, or one with a series for each value of a dimension. */
export async function loadOverTime(
  client: SalesClient,
  question: ChartQuestion,
  signal: AbortSignal,
): Promise<ChartAnswer> {
  const grain = grainOf(question.by)!;
  const forecast = question.forecast ? askForecast(client, question, grain, signal) : undefined;
  forecast?.catch(() => {});
  const answer = await askTable(client, variablesOf(question), question.locale, signal);
  checkStack(question, answer.table);
  const { table, naming } = answer;
  const rows = firstRows(table.rows);
  const shared = {
    categories: timeCategories(rows, grain, naming),
    dimensions: table.dimensions.map(({ label }) => label),
    period: table.period,
    notes: [],
  };
  if (question.split) {
    return { ...shared, labels: [table.columns[0]!.definition.label], series: splitSeries(answer, rows, question) };
  }
  const { series, labels } = metricSeries(answer, question);
  const plain: ChartAnswer = { ...shared, series, labels };
  return forecast ? withForecast(plain, await forecast, rows, grain, naming) : plain;
}

function variablesOf(question: ChartQuestion): Omit<MetricTableQueryVariables, "total"> {
  const { metrics, by, split, period, where, comparison, today, limit, language } = question;
  return {
    period,
    by: split ? [by, split] : [by],
    metrics: metrics.flatMap((spec, index) => {
      const value = columnOf(spec, `m${index}`, comparison);
      // Changes have their comparison in themselves; six lines with six more would be a tangle.
      if (!comparison || split || isMovement(spec.as)) return [value];
      return [value, columnOf(spec, `before${index}`, undefined, comparison)];
    }),
    where,
    top: split ? { first: Math.min(limit, seriesLimit), by: "m0", rest: true } : null,
    asOf: today,
    locale: language,
  };
}

/** One row for each step of time, in order. */
function firstRows(rows: readonly TableRow[]): readonly TableRow[] {
  const steps = new Map<string, TableRow>();
  for (const row of rows) {
    const known = steps.get(row.keys[0]!);
    steps.set(row.keys[0]!, known ?? row);
  }
  return [...steps.values()].sort((left, right) => (left.keys[0]! < right.keys[0]! ? -1 : 1));
}

function timeCategories(rows: readonly TableRow[], grain: Grain, naming: Naming): readonly Category[] {
  const years = rows.map((row) => yearOf(row.keys[0]!, grain, naming));
  const several = new Set(years).size > 1 && grain !== "DAY" && grain !== "WEEK";
  const dimension: Dimension = grain;
  return rows.map((row, index) => ({
    // The year is said where it begins, not on every label.
    label: bucketLabel(row.keys[0]!, grain, naming, naming.locale, several && years[index] !== years[index - 1]),
    full: nameOf(row, 0, dimension, naming),
    unfinished: isIncomplete(bucketOf(row, 0), grain),
    selection: selectionOf({ ...row, isRest: false }, [dimension], naming),
  }));
}

function metricSeries({ table }: NamedTable, { metrics, comparison }: ChartQuestion) {
  let hue = -1;
  const series = table.columns.map((column, place): Series => {
    const values = table.rows.map((row) => row.values[place] ?? null);
    const before = column.key.startsWith("before");
    if (!before) hue += 1;
    const own = readingLabel(column, metrics[hue]?.over);
    const earlier = comparison ? beforeText(comparison) : "";
    const label = before ? (metrics.length > 1 ? `${own}, ${earlier}` : earlier) : own;
    return { label, role: before ? "comparison" : "value", measure: measureOf(column), values, hue };
  });
  const labels = series.filter(({ role }) => role === "value").map(({ label }) => label);
  return { series, labels };
}

/** The largest values of the dimension, as the server ranked them over the whole period, then the others. */
function splitSeries(
  { table, naming }: NamedTable,
  steps: readonly TableRow[],
  { split }: ChartQuestion,
): readonly Series[] {
  const place = new Map(steps.map((row, index) => [row.keys[0]!, index]));
  const measure = measureOf(table.columns[0]!);
  const parts = new Map<string, { row: TableRow; values: (number | null)[] }>();
  for (const row of table.rows) {
    const id = row.isRest ? "rest" : `key ${row.keys[1]}`;
    const part = parts.get(id) ?? { row, values: steps.map(() => null) };
    part.values[place.get(row.keys[0]!)!] = row.values[0] ?? null;
    parts.set(id, part);
  }
  const size = (values: readonly (number | null)[]) =>
    values.reduce<number>((sum, value) => sum + Math.abs(value ?? 0), 0);
  return [...parts.values()]
    .filter(({ values }) => values.some((value) => value !== null))
    .sort((left, right) => Number(left.row.isRest) - Number(right.row.isRest) || size(right.values) - size(left.values))
    .map(({ row, values }, hue) => ({
      label: row.isRest ? othersText() : nameOf(row, 1, split!, naming),
      role: row.isRest ? "others" : "value",
      measure,
      values,
      hue,
      selection: selectionOf(
        { ...row, keys: [row.keys[1] ?? null], labels: [row.labels[1] ?? null] },
        [split!],
        naming,
      ),
    }));
}
