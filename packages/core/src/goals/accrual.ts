import { isForecastable } from "../forecast/query-forecast.ts";
import type { MetricDefinition } from "../metrics/definition.ts";
import { factsOf, isLinear } from "../metrics/formula.ts";

/**
 * How a metric's value comes about over a period, which decides what a part of the period tells of the whole.
 *
 * - SUM: day by day, so that it can be forecast
 * - COUNT: it grows with the days, but not as their sum: customers who buy again are no new ones
 * - LEVEL: a rate, a mean or a stock, which may stand anywhere on any day
 */
export type Accrual = "SUM" | "COUNT" | "LEVEL";

export function accrualOf(metric: MetricDefinition): Accrual {
  if (isForecastable(metric)) return "SUM";
  const grows = isLinear(metric.value) && metric.readAs === undefined;
  return grows && factsOf(metric.value).every(({ source }) => source !== "pipeline") ? "COUNT" : "LEVEL";
}
