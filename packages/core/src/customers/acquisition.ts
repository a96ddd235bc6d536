import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import type { MetricAnswerRow, MetricFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";

export interface AcquisitionQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly where?: MetricFilter | undefined;
  /** Facts after this day are left out. */
  readonly asOf?: string | undefined;
  readonly catalog?: Catalog | undefined;
}

/** What became of the customers acquired in a period. */
export interface Acquired {
  readonly acquired: number;
  /** Who of them has bought by the period's end. */
  readonly converted: number;
  readonly conversionRate: number | null;
  /** What they have spent by the period's end. */
  readonly revenue: number;
  readonly revenuePerAcquired: number | null;
}

export interface Acquisition extends Acquired {
  /** Who bought in the period. */
  readonly customers: number;
  readonly newCustomers: number;
  readonly returningCustomers: number;
  readonly repeatRate: number | null;
  readonly newRevenue: number;
  readonly returningRevenue: number;
  readonly returningRevenueShare: number | null;
  /** By acquisition source, the one that brought most customers first; null where it isn't known. */
  readonly sources: readonly (Acquired & { readonly source: string | null; readonly newCustomers: number })[];
}

/**
 * How customers are won and kept: those acquired in the period and what became of them, in all and by source; who bought
 * for the first time and who came back, and what they spent. Every figure is the metric of its name
 * (`acquiredCustomers`, `acquiredRevenue`, … are `acquired`, `revenue`, …).
 *
 * @throws badInput as `queryMetrics` does
 */
export async function queryAcquisition(
  db: WarehouseDb,
  scope: Scope,
  { period, calendar, where, asOf, catalog }: AcquisitionQuestion,
): Promise<Acquisition> {
  const ask = (dimensions: readonly string[], metrics: readonly string[]) =>
    queryMetrics(db, scope, {
      period,
      calendar,
      where,
      asOf,
      catalog,
      dimensions,
      metrics: metrics.map((metric) => ({ key: metric, metric })),
    });
  const [[total], parts, sources] = await Promise.all([
    ask([], [...acquiredMetrics, ...buyerMetrics]),
    ask(["newOrReturning"], ["revenue"]),
    ask(["source"], [...acquiredMetrics, "newCustomers"]),
  ]);
  const revenueOf = (part: string) => {
    return parts.find(({ dimensions }) => dimensions.newOrReturning === part)?.values.revenue ?? 0;
  };
  const bySource = sources.map((row) => ({
    source: row.dimensions.source as string | null,
    newCustomers: row.values.newCustomers ?? 0,
    ...acquiredIn(row),
  }));
  return {
    ...acquiredIn(total!),
    customers: total!.values.customers ?? 0,
    newCustomers: total!.values.newCustomers ?? 0,
    returningCustomers: total!.values.returningCustomers ?? 0,
    repeatRate: total!.values.repeatRate ?? null,
    newRevenue: revenueOf("NEW"),
    returningRevenue: revenueOf("RETURNING"),
    returningRevenueShare: total!.values.returningRevenueShare ?? null,
    // A stable sort: equals stay in the order of their names.
    sources: bySource.sort((one, other) => other.acquired - one.acquired),
  };
}

const acquiredMetrics = [
  "acquiredCustomers",
  "convertedCustomers",
  "conversionRate",
  "acquiredRevenue",
  "revenuePerAcquired",
];
const buyerMetrics = ["customers", "newCustomers", "returningCustomers", "repeatRate", "returningRevenueShare"];

function acquiredIn({ values }: MetricAnswerRow): Acquired {
  return {
    acquired: values.acquiredCustomers ?? 0,
    converted: values.convertedCustomers ?? 0,
    conversionRate: values.conversionRate ?? null,
    revenue: values.acquiredRevenue ?? 0,
    revenuePerAcquired: values.revenuePerAcquired ?? null,
  };
}
