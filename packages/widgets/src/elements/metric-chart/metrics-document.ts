import type { Document } from "../../data/client.ts";
import type { Comparison, Direction, MetricFilter } from "../../generated/graphql.ts";
import type { Dimension } from "./dimensions.ts";

interface MetricOrder {
  readonly by: string;
  readonly direction?: Direction;
}

export interface MetricsVariables {
  readonly period: string;
  readonly where?: MetricFilter | undefined;
  readonly orderBy?: readonly MetricOrder[] | undefined;
  readonly first?: number | undefined;
  readonly asOf?: string | undefined;
}

export type MetricsRow = Readonly<Record<string, string | number | null>>;
export interface MetricsResult {
  readonly metrics: readonly MetricsRow[];
}

/** A row's key for a metric's comparison. */
export const beforeKey = (metric: string) => `${metric}Before`;

/**
 * The document that asks for metrics by a dimension. The selection is the query, so it is written for each chart:
 * only names from the schema's grammar get into it.
 */
export function metricsDocument(
  metrics: readonly string[],
  fields: readonly string[],
  comparison?: Comparison,
): Document<MetricsResult, MetricsVariables> {
  const odd = [...metrics, ...fields].find((name) => !/^[A-Za-z]\w*$/.test(name));
  if (odd !== undefined) throw new TypeError(`metric "${odd}": expected an id such as revenue`);
  const selection = [
    ...fields,
    ...metrics.flatMap((metric) =>
      comparison ? [metric, `${beforeKey(metric)}: ${metric}(at: ${comparison})`] : [metric],
    ),
  ];
  return `query MetricsBy($period: Period!, $where: MetricFilter, $orderBy: [MetricOrder!], $first: Int, $asOf: Date) {
  metrics(period: $period, where: $where, orderBy: $orderBy, first: $first, asOf: $asOf) { ${selection.join(" ")} }
}`;
}

/** The filter for all that is not shown. */
export function whereOthers(
  where: MetricFilter | undefined,
  dimension: Dimension,
  shown: readonly MetricsRow[],
): MetricFilter {
  const values = shown.map((row) => row[dimension.idField ?? dimension.field] ?? null);
  const present = values.filter((value) => value !== null).map(String);
  const own = where?.[dimension.filter] ?? {};
  const without = { ...own, not: [...(own.not ?? []), ...present] };
  return {
    ...where,
    [dimension.filter]: values.includes(null) ? { ...without, isNull: false } : without,
  };
}

export function fieldsOf({ field, idField }: Dimension): readonly string[] {
  return idField ? [field, idField] : [field];
}
