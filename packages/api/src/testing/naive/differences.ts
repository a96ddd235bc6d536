import {
  type MetricAnswerRow,
  type MetricQuestion,
  queryMetrics,
  type Scope,
  type WarehouseDb,
} from "@salesglass/core";
import { naiveMetrics } from "./metrics.ts";
import type { NaiveQuestion, NaiveRow } from "./question.ts";

/** The first thing in which an engine's answer differs from the reference's, or undefined. */
export async function differenceTo(
  expected: readonly NaiveRow[],
  db: WarehouseDb,
  scope: Scope,
  question: NaiveQuestion,
): Promise<string | undefined> {
  const answered = await answerOf(db, scope, question);
  if (answered.length !== expected.length) {
    const rows = [answered, expected].map((some) => some.slice(0, 5).map(line).join("; "));
    return `${answered.length} rows instead of ${expected.length}: ${rows.join(" INSTEAD OF ")}`;
  }
  const at = expected.findIndex((row, index) => !isSameRow(row, answered[index]!, question));
  return at < 0 ? undefined : `row ${at}: ${line(answered[at]!)} instead of ${line(expected[at]!)}`;
}

/** A page begins after the cursor of the row before it, which is asked for first. */
async function answerOf(
  db: WarehouseDb,
  scope: Scope,
  { skip, ...question }: NaiveQuestion,
): Promise<MetricAnswerRow[]> {
  if (!skip) return queryMetrics(db, scope, question as MetricQuestion);
  const before = await queryMetrics(db, scope, { ...(question as MetricQuestion), first: skip, cursors: true });
  if (before.length < skip) return [];
  return queryMetrics(db, scope, { ...(question as MetricQuestion), after: before.at(-1)!.cursor! });
}

function isSameRow(expected: NaiveRow, answered: MetricAnswerRow, question: NaiveQuestion): boolean {
  const { dimensions, metrics, days = [] } = question;
  if (Boolean(answered.isRest) !== expected.isRest) return false;
  if (dimensions.some((id) => answered.dimensions[id] !== expected.dimensions[id])) return false;
  if (days.some(({ key }) => answered.days[key] !== expected.days[key])) return false;
  return metrics.every(({ key, metric, as = "VALUE" }) => {
    const isExact = naiveMetrics[metric]!.isSum && ["VALUE", "DIFFERENCE", "RUNNING"].includes(as);
    return isSameValue(expected.values[key]!, answered.values[key] as number | null, isExact === true);
  });
}

/** Sums and their differences are the same to the last digit; what was divided, as far as doubles go. */
function isSameValue(a: number | null, b: number | null, isExact: boolean): boolean {
  if (a === b) return true;
  if (isExact || a === null || b === null || b === undefined) return false;
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a)) * 100;
}

function line({ dimensions, values, days, isRest }: Omit<NaiveRow, "ids">): string {
  return `${[dimensions, values, days].map((part) => JSON.stringify(part)).join(" ")}${isRest ? " rest" : ""}`;
}
