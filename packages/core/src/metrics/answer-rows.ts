import type { Comparison } from "../comparison.ts";
import type { Prepared } from "./prepare.ts";
import type { MetricAnswerRow, MetricDay, MetricQuestion } from "./question.ts";
import type { ParsedReading } from "./readings.ts";
import { cursorOf, type OrderColumn } from "./row-order.ts";
import { rowKey, type Span } from "./windows.ts";

/** Plain loops over names made once: an answer may have 100 000 rows, and this is what each of them costs here. */
export function answerRows(
  rows: readonly Record<string, unknown>[],
  question: MetricQuestion,
  prepared: Prepared,
  readings: readonly ParsedReading[],
  order: readonly OrderColumn[],
): MetricAnswerRow[] {
  const dimensionColumns = prepared.dimensions.map(({ id }, index) => [id, `d${index}`] as const);
  const timeColumns = prepared.dimensions.flatMap(({ grain }, index) => (grain ? [`d${index}`] : []));
  const valueColumns = readings.map(({ key }, index) => [key, `v${index}`] as const);
  const days = (question.days ?? []).map((day) => [day, spansOf(day, prepared)] as const);
  return rows.map((row) => {
    const dimensions: Record<string, string | number | null> = {};
    const values: Record<string, number | null> = {};
    for (const [id, column] of dimensionColumns) dimensions[id] = row[column] as string | number | null;
    for (const [key, column] of valueColumns) values[key] = row[column] as number | null;
    const answer = { dimensions, values, days: days.length > 0 ? endsOf(row) : noDays, isRest: row.is_rest === true };
    return question.cursors ? { ...answer, cursor: cursorOf(order, row) } : answer;
  });

  function endsOf(row: Record<string, unknown>): Record<string, string | null> {
    const key = rowKey(timeColumns.map((column) => row[column]));
    return Object.fromEntries(days.map(([{ key: name, end }, spans]) => [name, spans.get(key)?.[end] ?? null]));
  }
}

const noDays: MetricAnswerRow["days"] = {};

/** The days that each row of the answer's time stands for, in the period or in a comparison. */
function spansOf({ at }: MetricDay, { window }: Prepared): Map<string, Span | undefined> {
  const chain: Comparison[] = at ? [at] : [];
  return new Map(
    window(chain)
      .rows()
      .map(({ row, span }) => [rowKey(row.starts), span]),
  );
}
