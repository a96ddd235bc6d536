import { type DimensionId, dimensionCatalog, type MetricId, type MetricReading, metricCatalog } from "@salesglass/core";
import type { GraphQLResolveInfo } from "graphql";
import { type FieldsByTypeName, parseResolveInfo } from "graphql-parse-resolve-info";

const dimensionIds = new Set<string>(dimensionCatalog.map(({ id }) => id));
const metricIds = new Set<string>(metricCatalog.map(({ id }) => id));

export interface MetricSelection {
  readonly dimensions: readonly DimensionId[];
  readonly metrics: readonly MetricReading[];
  /** What is selected, in its order, under the name that the caller gave it. */
  readonly fields: readonly { readonly key: string; readonly name: string }[];
}

/**
 * The selection is the query: reads which dimensions and metrics a caller selected from the rows, through aliases,
 * fragments, `@skip` and `@include`. A reading's key is the name that the caller gave it.
 */
export function selectionOf(info: GraphQLResolveInfo): MetricSelection {
  const parsed = parseResolveInfo(info) as { fieldsByTypeName: FieldsByTypeName } | null | undefined;
  const fields = Object.values(parsed?.fieldsByTypeName.MetricRow ?? {});
  const dimensions = fields.filter(({ name }) => dimensionIds.has(name)).map(({ name }) => name as DimensionId);
  const metrics = fields
    .filter(({ name }) => metricIds.has(name))
    .map(({ name, alias, args }) => {
      const { at, as, versus } = args as Pick<MetricReading, "at" | "as" | "versus">;
      return {
        key: alias,
        metric: name as MetricId,
        at: at ?? undefined,
        as: as ?? undefined,
        versus: versus ?? undefined,
      };
    });
  return {
    dimensions: [...new Set(dimensions)],
    metrics,
    fields: fields.map(({ name, alias }) => ({ key: alias, name })),
  };
}
