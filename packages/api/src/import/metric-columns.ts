import {
  type Catalog,
  checkGoalFilter,
  DomainError,
  formatGoalFilter,
  type MetricDefinition,
  suggest,
} from "@salesglass/core";
import { reject } from "./check-rows.ts";
import type { ImportTableName } from "./column-types.ts";
import { type Duck, literal } from "./duck.ts";

/**
 * Rejects rows whose `metric` can't be theirs, or whose `filter` the metric can't have. Filters that mean the same are
 * then written the same.
 *
 * @param faultOf what is wrong with a metric, and what would be right
 */
export async function rejectMetrics(
  duck: Duck,
  table: ImportTableName,
  catalog: Catalog,
  faultOf: (metric: string) => string | undefined,
): Promise<void> {
  const pairs = await duck.rows<{ metric: string; filter: string | null }>(
    `select distinct metric, filter from whole_${table}`,
  );
  for (const { metric, filter } of pairs) {
    const ofMetric = faultOf(metric);
    const [column, reason] = ofMetric ? ["metric", ofMetric] : ["filter", faultOfFilter(filter, metric, catalog)];
    if (reason) {
      const same = `metric = ${literal(metric)} and filter is not distinct from ${filter === null ? "null" : literal(filter)}`;
      await reject(
        duck,
        table,
        `select _row, ${literal(column)}, ${column}, ${literal(reason)} from whole_${table} where ${same}`,
      );
    } else if (filter !== null && formatGoalFilter(filter) !== filter) {
      await duck.run(
        `update typed_${table} set filter = nullif(${literal(formatGoalFilter(filter))}, '') where filter = ${literal(filter)}`,
      );
    }
  }
}

/** What is wrong with a metric's id: it is none, or none of those that fit; undefined where nothing is. */
export function faultOfMetric(
  metric: string,
  catalog: Catalog,
  fits: (metric: MetricDefinition) => boolean,
): string | undefined {
  const ids = catalog.metrics.filter(fits).map(({ id }) => id);
  if (ids.includes(metric)) return undefined;
  const near = suggest(metric, ids);
  const right = near ? `did you mean "${near}"?` : `expected one of ${ids.join(", ")}`;
  return `is no metric${catalog.metrics.some(({ id }) => id === metric) ? " that can be used here" : ""}; ${right}`;
}

function faultOfFilter(filter: string | null, metric: string, catalog: Catalog): string | undefined {
  if (filter === null) return undefined;
  try {
    checkGoalFilter(filter, metric, catalog);
    return undefined;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.message;
  }
}
