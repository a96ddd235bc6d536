import { bucketEnd, bucketStart, earlier } from "../calendar.ts";
import { comparisonPeriod } from "../comparison.ts";
import { bucketsOf } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { builtInCatalog } from "./catalog.ts";
import { queryMetrics } from "./query-metrics.ts";
import type { MetricCard, MetricCardPoint, MetricCardQuestion, MetricReading } from "./question.ts";

/**
 * Answers a card: the metric over the period, beside what it is compared with, and its course by a grain.
 *
 * @throws badInput as `queryMetrics` does
 */
export async function queryMetric(db: WarehouseDb, scope: Scope, question: MetricCardQuestion): Promise<MetricCard> {
  const { metric, period, calendar, versus, series, where, asOf, catalog = builtInCatalog } = question;
  const base = { period, calendar, where, asOf, catalog };
  const metrics: MetricReading[] = [{ key: "value", metric }];
  const readings: MetricReading[] = versus ? [...metrics, { key: "comparison", metric, at: versus }] : metrics;
  if (versus) {
    metrics.push(
      { key: "comparison", metric, at: versus },
      { key: "change", metric, as: "CHANGE", versus },
      { key: "difference", metric, as: "DIFFERENCE", versus },
    );
  }
  const [[total], points] = await Promise.all([
    queryMetrics(db, scope, { ...base, dimensions: [], metrics }),
    series ? queryMetrics(db, scope, { ...base, dimensions: [series], metrics: readings }) : [],
  ]);
  const values = total?.values ?? {};
  return {
    value: values.value ?? null,
    ...(versus && {
      comparison: {
        period: comparisonPeriod(period, versus, calendar),
        value: values.comparison ?? null,
        change: values.change ?? null,
        difference: values.difference ?? null,
      },
    }),
    series: series ? seriesOf(question, series, points) : [],
  };
}

function seriesOf(
  { period, calendar, asOf }: MetricCardQuestion,
  grain: NonNullable<MetricCardQuestion["series"]>,
  rows: Awaited<ReturnType<typeof queryMetrics>>,
): MetricCardPoint[] {
  const byStart = new Map(rows.map((row) => [row.dimensions[grain], row.values]));
  const lastDay = earlier(calendar.today, asOf ?? calendar.today);
  return bucketsOf(period, grain, calendar).map(({ from, to }) => {
    const start = bucketStart(from, grain, calendar);
    const values = byStart.get(start);
    return {
      from,
      to,
      value: values?.value ?? null,
      comparison: values?.comparison ?? null,
      // Also where the period ends today: the month that a year to date ends in is not over.
      unfinished: bucketEnd(start, grain, calendar) > lastDay,
    };
  });
}
