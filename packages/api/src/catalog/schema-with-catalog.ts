import { builtInCatalog, type Catalog, type DimensionDefinition, type MetricAnswerRow } from "@salesglass/core";
import { extendSchema, type GraphQLField, type GraphQLObjectType, type GraphQLSchema, parse } from "graphql";
import { namedDimensions } from "../modules/metrics/dimension-names.ts";

/**
 * The schema with what a company's own catalogue adds: its metrics and dimensions as fields of rows, as values of the
 * enums, its dimensions as fields of filters. The built-in schema itself stays as it is.
 */
export function schemaWithCatalog(schema: GraphQLSchema, catalog: Catalog): GraphQLSchema {
  const metrics = catalog.metrics.filter(isOwn(builtInCatalog.metrics));
  const dimensions = catalog.dimensions.filter(isOwn(builtInCatalog.dimensions));
  if (metrics.length === 0 && dimensions.length === 0) return schema;
  const names = new Map([...namedDimensions(catalog).values()].map(({ name, key }) => [key.id, name]));
  const ownMetrics = metrics.map(({ id, description }) => described(description.en, id));
  const ownDimensions = dimensions.map(({ id, description }) => [id, `${description.en}.`] as const);
  const extension = [
    extend("enum MetricId", ownMetrics),
    extend(
      "enum Dimension",
      ownDimensions.map(([id, text]) => described(text, names.get(id)!)),
    ),
    extend(
      "input MetricFilter",
      ownDimensions.map(([id, text]) => described(text, `${id}: StringFilter`)),
    ),
    extend("type MetricRow", [
      ...ownDimensions.map(([id, text]) => described(text, `${id}: String`)),
      ...ownMetrics.map((metric) => `${metric}: Float`),
    ]),
  ];
  const extended = extendSchema(schema, parse(extension.join("\n")));
  const fields = (extended.getType("MetricRow") as GraphQLObjectType<MetricAnswerRow>).getFields();
  for (const { id } of metrics) likeField(fields[id]!, fields.revenue!);
  for (const dimension of dimensions) {
    likeField(fields[dimension.id]!, fields.channel!);
    fields[dimension.id]!.resolve = dimensionText(dimension);
  }
  return extended;
}

function isOwn<T>(builtIn: readonly T[]): (entry: T & { readonly id: string }) => boolean {
  const ids = new Set((builtIn as readonly { readonly id: string }[]).map(({ id }) => id));
  return ({ id }) => !ids.has(id);
}

function extend(type: string, fields: readonly string[]): string {
  return fields.length > 0 ? `extend ${type} {\n${fields.join("\n")}\n}` : "";
}

/** A description is written as a string of GraphQL, which JSON's are. */
function described(text: string, field: string): string {
  return `${JSON.stringify(text)} ${field}`;
}

/** Gives a field the arguments, the cost and the resolver of another; it has its own name, type and description. */
function likeField(field: GraphQLField<MetricAnswerRow, unknown>, other: GraphQLField<MetricAnswerRow, unknown>): void {
  const { args, resolve, extensions } = other;
  Object.assign(field, { args, resolve, extensions });
}

function dimensionText({ id }: DimensionDefinition): (row: MetricAnswerRow) => string | number | null {
  return ({ dimensions }) => dimensions[id] ?? null;
}
