import { bucketStart, earlier } from "../calendar.ts";
import { bucketsOf } from "../period.ts";
import type { TimeDimensionId } from "./dimensions.ts";
import type { MetricAnswerRow, MetricQuestion } from "./question.ts";
import type { ParsedReading } from "./readings.ts";
import { finestCommon } from "./windows.ts";

/**
 * Puts in the buckets in which nothing happened, in the order asked for (by time unless said), and cuts to `first`.
 * In a bucket that begins after today (or the as-of day) nothing is known yet: it reads null instead of zero.
 */
export function completeTime(
  rows: readonly MetricAnswerRow[],
  question: Omit<MetricQuestion, "dimensions"> & { readonly dimensions: readonly TimeDimensionId[] },
  readings: readonly ParsedReading[],
): MetricAnswerRow[] {
  const { dimensions, period, calendar, first } = question;
  const found = new Map(rows.map((row) => [keyOf(row, dimensions), row]));
  const lastDay = earlier(calendar.today, question.asOf ?? calendar.today);
  const complete = new Map<string, MetricAnswerRow>();
  for (const { from } of bucketsOf(period, finestCommon(dimensions), calendar)) {
    const starts = Object.fromEntries(dimensions.map((grain) => [grain, bucketStart(from, grain, calendar)]));
    const empty: MetricAnswerRow = { dimensions: starts, values: emptyValues(readings) };
    const key = keyOf(empty, dimensions);
    const row = found.get(key) ?? empty;
    if (!complete.has(key)) complete.set(key, from > lastDay ? withoutFuture(row, readings) : row);
  }
  const ordered = [...complete.values()].sort(byOrder(question));
  return first === undefined ? ordered : ordered.slice(0, first);
}

function keyOf(row: MetricAnswerRow, dimensions: readonly TimeDimensionId[]): string {
  return dimensions.map((grain) => row.dimensions[grain]).join(" ");
}

/** What the arithmetic makes of no facts at all: nothing sold is 0, a ratio of nothing is null. */
function emptyValues(readings: readonly ParsedReading[]): Record<string, number | null> {
  return Object.fromEntries(
    readings.map(({ key, as, value }) => {
      const isRatio = value.metric.value.kind === "ratio";
      return [key, as === "CHANGE" || isRatio ? null : 0];
    }),
  );
}

function withoutFuture(row: MetricAnswerRow, readings: readonly ParsedReading[]): MetricAnswerRow {
  const current = readings.filter(({ value }) => value.chain.length === 0);
  const unknown = current.filter(({ key, as }) => as !== "VALUE" || row.values[key] === 0);
  return { ...row, values: { ...row.values, ...Object.fromEntries(unknown.map(({ key }) => [key, null])) } };
}

function byOrder({ orderBy = [], dimensions }: Pick<MetricQuestion, "orderBy" | "dimensions">) {
  const read = (row: MetricAnswerRow, by: string) =>
    by in row.values ? row.values[by] : row.dimensions[by as TimeDimensionId];
  return (a: MetricAnswerRow, b: MetricAnswerRow): number => {
    for (const { by, direction } of [...orderBy, ...dimensions.map((by) => ({ by, direction: "ASC" as const }))]) {
      const order = compare(read(a, by), read(b, by), direction === "DESC");
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Absent values come last in either direction. */
function compare(a: string | number | null | undefined, b: typeof a, descending: boolean): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b === descending ? 1 : -1;
}
