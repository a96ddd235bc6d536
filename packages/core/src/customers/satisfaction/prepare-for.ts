import { type RawBuilder, sql } from "kysely";
import { badInput } from "../../errors.ts";
import { and, dateOf, matches } from "../../filters.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import { checkQuestion, filterName } from "../../metrics/check-question.ts";
import type { MetricId } from "../../metrics/definition.ts";
import type { DimensionId } from "../../metrics/dimensions.ts";
import type { Join } from "../../metrics/facts.ts";
import { type Prepared, prepare } from "../../metrics/prepare.ts";
import type { MetricQuestion } from "../../metrics/question.ts";
import { parseReading } from "../../metrics/readings.ts";
import { nameIn } from "../../metrics/select-facts.ts";
import { joinsOf } from "../../metrics/sources.ts";
import type { Scope } from "../../scope.ts";
import { prospectIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";

export type FeedbackQuestion = Pick<MetricQuestion, "period" | "calendar" | "where" | "asOf" | "catalog">;

/**
 * Prepares a question about what customers say: it can be split and filtered by what a metric of it can.
 *
 * @throws badInput naming what doesn't fit, and what would
 */
export async function prepareFor(
  metric: MetricId,
  db: WarehouseDb,
  scope: Scope,
  question: FeedbackQuestion,
  dimensions: readonly DimensionId[] = [],
): Promise<Prepared> {
  const prepared = await prepare(db, scope, { ...question, dimensions });
  const reading = parseReading({ key: metric, metric }, question.catalog ?? builtInCatalog, false);
  checkQuestion({ ...question, dimensions, metrics: [] }, prepared, [reading]);
  return prepared;
}

/**
 * The ids of the customers in the care of the scope's reps who meet the question's filter; anonymous ones are none.
 *
 * @throws badInput for a filter on what a customer doesn't have, such as a month
 */
export function customersWhere(prepared: Prepared): RawBuilder<{ id: number }> {
  const { scope, filters, period } = prepared;
  const needs = new Set<Join>();
  const start = dateOf(period.from);
  const conditions = filters.map(({ dimension, on, filter }) => {
    const column = dimension.columns?.prospect;
    if (!column) {
      throw badInput(
        `where: ${filterName(dimension)} is nothing that a customer has, expected region, team and the like`,
      );
    }
    for (const join of column.needs) needs.add(join);
    const value =
      typeof column.sql === "function" ? column.sql({ start, since: start, until: dateOf(period.to) }) : column.sql;
    return matches(on === "name" ? nameIn(dimension, value) : value, filter, dimension.id);
  });
  const joins = joinsOf(needs, { ...prepared, source: "prospect", until: period.to });
  const wanted = and(conditions.filter((condition) => condition !== undefined));
  return sql`(select f.id from ${prospectIn(scope)} as f${joins} where ${wanted})`;
}
