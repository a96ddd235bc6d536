import { sql } from "kysely";
import type { Comparison } from "../comparison.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { DimensionId } from "./dimensions.ts";
import type { Fact } from "./facts.ts";
import { formulaOf } from "./formula.ts";
import { selectParts } from "./parts.ts";
import { prepare } from "./prepare.ts";
import type { MetricQuestion } from "./question.ts";
import { factColumn } from "./readings.ts";

export interface FactRowsQuestion extends Pick<MetricQuestion, "period" | "calendar" | "where" | "asOf" | "catalog"> {
  /** Time dimensions, entities' ids (`productId`) and texts. */
  readonly dimensions: readonly DimensionId[];
  readonly facts: readonly Fact[];
  /** In which comparison of the period; the period itself unless said. */
  readonly at?: Comparison | undefined;
}

export interface FactRow {
  /** One a dimension, in the order asked for. */
  readonly keys: readonly (string | number | null)[];
  /** One a fact, as exact decimals; zero where there is nothing of it. */
  readonly facts: readonly string[];
}

/**
 * Answers facts as they are before any metric is made of them: exact decimals as texts. One row a combination of the
 * dimensions that has facts, in no particular order; a comparison's in the buckets that they are compared with.
 *
 * @throws badInput as `queryMetrics` does
 */
export async function queryFacts(db: WarehouseDb, scope: Scope, question: FactRowsQuestion): Promise<FactRow[]> {
  const prepared = await prepare(db, scope, question);
  const chain = question.at ? [question.at] : [];
  const operands = question.facts.map((fact) => ({ metric: { value: formulaOf(fact) }, chain }));
  const parts = selectParts(prepared, operands, { timeGrains: prepared.timeGrains, keys: prepared.keys });
  const keys = prepared.dimensions.map((dimension, index) => {
    const column = dimension.grain
      ? sql.ref(`b.t${prepared.timeGrains.indexOf(dimension.grain)}`)
      : sql.ref(`b.k${prepared.keys.indexOf(dimension)}`);
    return sql`${column} as ${sql.ref(`d${index}`)}`;
  });
  const counted = question.facts.map((fact, index) => {
    return sql`coalesce(${sql.ref(`b.${factColumn(fact, chain)}`)}, 0)::text as ${sql.ref(`f${index}`)}`;
  });
  const { rows } = await sql<Record<string, string | number | null>>`
    select ${sql.join([...keys, ...counted])} from (${parts.select}) as b`.execute(db);
  return rows.map((row) => ({
    keys: keys.map((_, index) => row[`d${index}`] ?? null),
    facts: counted.map((_, index) => row[`f${index}`] as string),
  }));
}
