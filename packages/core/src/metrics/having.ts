import { type RawBuilder, sql } from "kysely";
import { badInput } from "../errors.ts";
import { and } from "../filters.ts";
import type { MetricCondition } from "./question.ts";
import type { ParsedReading } from "./readings.ts";

const bounds = { eq: sql`=`, ne: sql`<>`, gt: sql`>`, gte: sql`>=`, lt: sql`<`, lte: sql`<=` } as const;

/**
 * A condition on a reading, as SQL over the rows `r` as they leave.
 *
 * @throws badInput for a bound that is no number
 */
export function isHaving(condition: MetricCondition, readings: readonly ParsedReading[]): RawBuilder<boolean> {
  const at = readings.findIndex(({ key }) => key === condition.by);
  const value = sql.ref(`r.v${at}`);
  const conditions = Object.entries(bounds).flatMap(([name, operator]) => {
    const bound = condition[name as keyof typeof bounds];
    if (bound === undefined || bound === null) return [];
    if (!Number.isFinite(bound)) throw badInput(`having: ${condition.by} ${name}: ${bound}, expected a number`);
    return [sql<boolean>`${value} ${operator} ${String(bound)}::double precision`];
  });
  if (condition.isNull === true) conditions.push(sql<boolean>`${value} is null`);
  if (condition.isNull === false) conditions.push(sql<boolean>`${value} is not null`);
  return and(conditions);
}
