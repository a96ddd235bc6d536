import type { Comparison } from "../comparison.ts";
import type { DimensionId } from "./dimensions.ts";
import type { Prepared } from "./prepare.ts";
import type { MetricAnswerRow, MetricDay, MetricQuestion } from "./question.ts";
import type { ParsedReading } from "./readings.ts";
import { cursorOf, type OrderColumn } from "./row-order.ts";
import { rowKey, type Span } from "./windows.ts";

/** A row as the engine answered it. */
export type EngineRow = Readonly<Record<string, unknown>>;

/**
 * The rows of an answer, and how what was asked for is read out of one. Reads are made once and do little: an answer
 * may have 100 000 rows.
 */
export interface MetricRows {
  readonly rows: readonly EngineRow[];
  readonly dimensions: ReadonlyMap<DimensionId, (row: EngineRow) => string | number | null>;
  /** By the readings' keys. */
  readonly values: ReadonlyMap<string, (row: EngineRow) => number | null>;
  /** By the days' keys; null where the row has no counterpart. */
  readonly days: ReadonlyMap<string, (row: EngineRow) => string | null>;
  /** All combinations that are not in the top, together. */
  isRest(row: EngineRow): boolean;
  /** Where the question asked for cursors. */
  cursor(row: EngineRow): string;
}

export function metricRows(
  rows: readonly EngineRow[],
  question: MetricQuestion,
  prepared: Prepared,
  readings: readonly ParsedReading[],
  order: readonly OrderColumn[],
): MetricRows {
  return {
    rows,
    dimensions: new Map(prepared.dimensions.map(({ id }, index) => [id, columnRead(`d${index}`)])),
    values: new Map(readings.map(({ key }, index) => [key, valueRead(`v${index}`)])),
    days: new Map((question.days ?? []).map((day) => [day.key, dayRead(day, prepared)])),
    isRest: (row) => row.is_rest === true,
    cursor: (row) => cursorOf(order, row),
  };
}

/** The rows as objects that name all that was asked for. */
export function answerRows(answer: MetricRows, { cursors }: MetricQuestion): MetricAnswerRow[] {
  const [dimensions, values, days] = [[...answer.dimensions], [...answer.values], [...answer.days]];
  return answer.rows.map((row) => {
    const all = {
      dimensions: readEach(dimensions, row),
      values: readEach(values, row),
      days: readEach(days, row),
      isRest: answer.isRest(row),
    };
    return cursors ? { ...all, cursor: answer.cursor(row) } : all;
  });
}

function readEach<T>(reads: readonly [string, (row: EngineRow) => T][], row: EngineRow): Record<string, T> {
  const values: Record<string, T> = {};
  for (const [name, read] of reads) values[name] = read(row);
  return values;
}

/** What a column holds is what its SQL makes. */
function columnRead<T>(column: string): (row: EngineRow) => T {
  return (row) => row[column] as T;
}

/** Of nothing divided by something negative PostgreSQL makes −0. */
function valueRead(column: string): (row: EngineRow) => number | null {
  return (row) => (row[column] === 0 ? 0 : (row[column] as number | null));
}

/** Reads the first or the last of the days that a row's time stands for, in the period or in a comparison. */
function dayRead({ at, end }: MetricDay, { dimensions, window }: Prepared): (row: EngineRow) => string | null {
  const chain: Comparison[] = at ? [at] : [];
  const spans = new Map<string, Span | undefined>(
    window(chain)
      .rows()
      .map(({ row, span }) => [rowKey(row.starts), span]),
  );
  const timeColumns = dimensions.flatMap(({ grain }, index) => (grain ? [`d${index}`] : []));
  return (row) => spans.get(rowKey(timeColumns.map((column) => row[column])))?.[end] ?? null;
}
