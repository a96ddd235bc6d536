import type { Catalog, DimensionId, MetricDay, MetricReading } from "@salesglass/core";
import type { GraphQLResolveInfo } from "graphql";
import { type FieldsByTypeName, parseResolveInfo } from "graphql-parse-resolve-info";

export interface MetricSelection {
  readonly dimensions: readonly DimensionId[];
  readonly metrics: readonly MetricReading[];
  readonly days: readonly MetricDay[];
  readonly cursors: boolean;
  /** What is selected, in its order, under the name that the caller gave it. */
  readonly fields: readonly { readonly key: string; readonly name: string }[];
}

/**
 * The selection is the query: reads which dimensions, metrics and days a caller selected from the rows, through
 * aliases, fragments, `@skip` and `@include`. A reading's key is the name that the caller gave it.
 */
export function selectionOf(info: GraphQLResolveInfo, catalog: Catalog): MetricSelection {
  const fields = fieldsOf(parseResolveInfo(info), "MetricRow");
  const dimensionIds = new Set(catalog.dimensions.map(({ id }) => id));
  const metricIds = new Set(catalog.metrics.map(({ id }) => id));
  return {
    dimensions: [...new Set(fields.map(({ name }) => name).filter((name) => dimensionIds.has(name)))],
    metrics: fields
      .filter(({ name }) => metricIds.has(name))
      .map(({ name, alias, args }) => readingOf(alias, name, args)),
    days: fields
      .filter(({ name }) => name === "from" || name === "to")
      .map(({ name, alias, args }) => ({
        key: alias,
        end: name as MetricDay["end"],
        at: readingOf(alias, name, args).at,
      })),
    cursors: fields.some(({ name }) => name === "cursor"),
    fields: fields.map(({ name, alias }) => ({ key: alias, name })),
  };
}

/** Which parts of a card a caller selected: those that are left out are not asked for. */
export function cardSelection(info: GraphQLResolveInfo): { readonly comparison: boolean; readonly forecast: boolean } {
  const fields = fieldsOf(parseResolveInfo(info), "Metric");
  const points = fields.filter(({ name }) => name === "series").flatMap((series) => fieldsOf(series, "MetricPoint"));
  return {
    comparison: [...fields, ...points].some(({ name }) => name === "comparison"),
    forecast: fields.some(({ name }) => name === "forecast"),
  };
}

function fieldsOf(parsed: ReturnType<typeof parseResolveInfo>, type: string) {
  return Object.values(
    (parsed as { fieldsByTypeName: FieldsByTypeName } | null | undefined)?.fieldsByTypeName[type] ?? {},
  );
}

/** The arguments of a field, or the fields of a column, as core takes them: no null where nothing was said. */
export function readingOf(key: string, metric: string, given: object): MetricReading {
  const { at, as, versus, over } = given as { [K in "at" | "as" | "versus" | "over"]?: MetricReading[K] | null };
  return {
    key,
    metric,
    at: at ?? undefined,
    as: as ?? undefined,
    versus: versus ?? undefined,
    over: over ?? undefined,
  };
}
