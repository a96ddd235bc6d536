import { sql } from "kysely";
import { dateOf } from "../filters.ts";
import { builtInCatalog, dimensionsOf } from "../metrics/catalog.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import type { MetricAnswerRow } from "../metrics/question.ts";
import { bucketsOf } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, dealsAt } from "./deal-sql.ts";
import { openDeals } from "./open-deal-sql.ts";
import { preparePipeline } from "./prepare-pipeline.ts";
import type { PipelinePeriodQuestion } from "./question.ts";
import { queryStageRates } from "./stage-rates.ts";

/** A month of the period: what was planned and what came. */
export interface PlanMonth {
  readonly from: string;
  readonly to: string;
  /** Quota of its days; null without targets, or where they can't be filtered so. */
  readonly target: number | null;
  /** Net revenue; null of months that are ahead. */
  readonly revenue: number | null;
  /** Deals won in it. */
  readonly wonAmount: number;
  /** Revenue ÷ target. */
  readonly attainment: number | null;
}

export interface PipelineCoverage {
  readonly asOf: string;
  /** Quota of the whole period; null without one, or where it can't be filtered so. */
  readonly target: number | null;
  /** Net revenue in the period up to the as-of day. */
  readonly achieved: number | null;
  /** Target − achieved, 0 where it is reached. */
  readonly missing: number | null;
  /** Open deals, their amount and what that is worth by probability: see `BoardColumn`. */
  readonly deals: number;
  readonly amount: number;
  readonly weighted: number;
  readonly unweighted: number;
  /** Weighted ÷ missing; null without a target, and where nothing is missing. */
  readonly coverage: number | null;
  /** Plan against actual, a month each. */
  readonly months: readonly PlanMonth[];
}

/**
 * How far the open deals reach for what is still missing of a period's target, and the plan of each month beside what came.
 *
 * The target is the quota of the period's days: targets have teams and reps, so under a filter on anything else there is
 * none. All open deals count, whenever they should close.
 *
 * @throws badInput for filters that deals don't have
 * @example await queryPipelineCoverage(db, scope, { period: parsePeriod("this-quarter", calendar), calendar })
 *   // { target: 300000, achieved: 180000, missing: 120000, weighted: 90000, coverage: 0.75, months: [{ from: "2024-04-01", target: 100000, revenue: 96000, … }, …], … }
 */
export async function queryPipelineCoverage(
  db: WarehouseDb,
  scope: Scope,
  question: PipelinePeriodQuestion,
): Promise<PipelineCoverage> {
  const pipeline = await preparePipeline(db, scope, question);
  const { asOf } = pipeline;
  const rates = await queryStageRates(db, pipeline);
  const [open, targets, sold, won] = await Promise.all([
    sql<Pick<PipelineCoverage, "deals" | "amount" | "weighted" | "unweighted">>`${openDeals(pipeline, [], rates)}
      select count(*)::integer as deals, coalesce(sum(amount), 0)::double precision as amount,
        coalesce(sum((amount * weight)::decimal(38, 4)), 0)::double precision as weighted,
        (count(amount) filter (where weight is null))::integer as unweighted
      from open_deal`.execute(db),
    byMonth(db, scope, "quota", pipeline, { ...question, asOf: undefined }),
    byMonth(db, scope, "revenue", pipeline, { ...question, asOf }),
    wonByMonth(pipeline, question.period).execute(db),
  ]);
  const target = targets?.total || null;
  const achieved = sold?.total ?? (sold && 0);
  const missing = target === null || achieved === null ? null : Math.max(0, target - achieved);
  const counted = open.rows[0]!;
  const months = bucketsOf(question.period, "month", question.calendar).map(({ start, from, to }): PlanMonth => {
    const planned = targets?.months.get(start) || null;
    const revenue = from > asOf ? null : sold && (sold.months.get(start) ?? 0);
    const wonAmount = won.rows.find(({ month }) => month === start)?.amount ?? 0;
    const attainment = planned === null || revenue === null ? null : revenue / planned;
    return { from, to, target: planned, revenue, wonAmount, attainment };
  });
  return { asOf, target, achieved, missing, ...counted, coverage: missing ? counted.weighted / missing : null, months };
}

interface Monthly {
  readonly total: number | null;
  readonly months: ReadonlyMap<string, number | null>;
}

/** A metric in all and by month; null where it has not what is filtered by. */
async function byMonth(
  db: WarehouseDb,
  scope: Scope,
  metric: "quota" | "revenue",
  { prepared }: DealsAt,
  { period, calendar, where, asOf, catalog = builtInCatalog }: PipelinePeriodQuestion,
): Promise<Monthly | null> {
  const fitting = dimensionsOf(catalog, catalog.metric(metric));
  if (prepared.filters.some(({ dimension }) => !fitting.includes(dimension))) return null;
  const ask = (dimensions: readonly ["month"] | readonly []) =>
    queryMetrics(db, scope, {
      period,
      calendar,
      where,
      asOf,
      catalog,
      dimensions,
      metrics: [{ key: metric, metric }],
    });
  const [[total], months] = await Promise.all([ask([]), ask(["month"])]);
  const metricOf = (row: MetricAnswerRow | undefined) => row?.values[metric] ?? null;
  return {
    total: metricOf(total),
    months: new Map(months.map((row) => [String(row.dimensions.month), metricOf(row)])),
  };
}

function wonByMonth(pipeline: DealsAt, { from, to }: PipelinePeriodQuestion["period"]) {
  return sql<{ month: string; amount: number }>`
    select date_trunc('month', d.closed_on)::date::text as month, coalesce(sum(d.amount), 0)::double precision as amount
    from ${dealsAt(pipeline)} as d
    where d.status = 'WON' and d.closed_on between ${dateOf(from)} and ${dateOf(to)} group by 1`;
}
