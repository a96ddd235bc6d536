import { type RawBuilder, sql } from "kysely";
import { type Calendar, grains } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { builtInCatalog, type Catalog } from "../metrics/catalog.ts";
import type { MetricId } from "../metrics/definition.ts";
import { metricTable } from "../metrics/query-metrics.ts";
import type { MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";

/** Who competes. A team's figure is its own, without its sub-teams'. */
export type Contender = "REP" | "TEAM";

export interface RankingQuestion {
  readonly metric: MetricId;
  /** Decides between equals. */
  readonly tieBreak?: MetricId | null | undefined;
  readonly period: Period;
  readonly by: Contender;
  /** Which facts count; time is the period's to say. */
  readonly where?: MetricFilter | undefined;
  readonly calendar: Calendar;
  /** Facts after this day are left out. */
  readonly asOf?: string | undefined;
  /** The built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

/**
 * Reps or teams with their ranks, as a table: `id`, `name`, `value`, `rank`. The best is 1, equals share a rank, and the
 * next comes after all of them: 1, 2, 2, 4. Who has no facts in the period, or no value, has no rank.
 *
 * @throws badInput where the metric can't be split so, and for a filter on time
 */
export async function ranking(
  db: WarehouseDb,
  scope: Scope,
  { metric, tieBreak, by, where, catalog = builtInCatalog, ...view }: RankingQuestion,
): Promise<RawBuilder<unknown>> {
  const timed = grains.find((grain) => where?.[grain] != null);
  if (timed) throw badInput(`where.${timed}: a ranking's days are its period's, expected no filter on time`);
  const metrics = tieBreak ? [metric, tieBreak] : [metric];
  const entity = by === "REP" ? "rep" : "team";
  const rows = await metricTable(db, scope, {
    ...view,
    catalog,
    where,
    dimensions: [`${entity}Id`, `${entity}Name`],
    metrics: metrics.map((one, index) => ({ key: `m${index}`, metric: one })),
  });
  const order = metrics.map((one, index) => {
    const direction = sql.raw(catalog.metric(one).better === "HIGHER" ? "desc" : "asc");
    return sql`${sql.ref(`r.v${index}`)} ${direction} nulls last`;
  });
  return sql`(select r.d0 as id, r.d1 as name, r.v0 as value, rank() over (order by ${sql.join(order)})::integer as rank
    from ${rows} as r where r.d0 is not null and r.v0 is not null)`;
}
