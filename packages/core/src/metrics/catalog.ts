import { badInput } from "../errors.ts";
import type { MetricDefinition, MetricId } from "./definition.ts";
import { marginMetrics } from "./margin.ts";
import { rateMetrics } from "./rates.ts";
import { salesMetrics } from "./sales.ts";

const order: readonly MetricId[] = [
  "revenue",
  "volume",
  "cost",
  "grossProfit",
  "profitMargin",
  "orders",
  "customers",
  "averageOrderValue",
  "winRate",
  "conversionRate",
];

const byId = new Map([...salesMetrics, ...marginMetrics, ...rateMetrics].map((metric) => [metric.id, metric]));

/** Every metric, in the order in which they are documented. */
export const metricCatalog: readonly MetricDefinition[] = order.map(metricOf);

/**
 * The metric's definition.
 *
 * @throws badInput naming the id and listing the right ones
 */
export function metricOf(id: MetricId): MetricDefinition {
  const metric = byId.get(id);
  if (!metric) throw badInput(`there is no metric ${JSON.stringify(id)}, expected one of ${order.join(", ")}`);
  return metric;
}
