import { additivityOf, builtInCatalog, dimensionsOf, type MetricDefinition } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale, localeArgument } from "../locale.ts";
import { type NamedDimension, namedDimensions } from "./dimension-names.ts";

export const MetricId = builder.enumType("MetricId", {
  description: "A metric of the catalogue.",
  values: Object.fromEntries(
    builtInCatalog.metrics.map(({ id, description }) => [id, { value: id, description: description.en }]),
  ),
});

export const Dimension = builder.enumType("Dimension", {
  description: "What figures can be split by.",
  values: Object.fromEntries(
    [...namedDimensions(builtInCatalog)].map(([name, { label }]) => [
      name,
      { value: name, description: `${label.description.en}.` },
    ]),
  ),
});

export const Unit = builder.enumType("Unit", {
  description:
    "What a metric's value is: money in the reporting currency, a count, a ratio (0.12 is 12 %), a score, days.",
  values: ["MONEY", "COUNT", "RATIO", "SCORE", "DAYS"] as const,
});

const Better = builder.enumType("Better", {
  description: "Whether a higher or a lower value is good.",
  values: ["HIGHER", "LOWER"] as const,
});

export const MetricDefinitionType = builder.objectRef<MetricDefinition>("MetricDefinition").implement({
  description: "What a metric means.",
  fields: (t) => {
    const text = (name: "label" | "description" | "formula", description: string) =>
      t.string({
        description,
        args: { locale: t.arg.string(localeArgument) },
        resolve: (definition, { locale }) => inLocale(definition[name], locale),
      });
    return {
      id: t.field({ type: MetricId, description: "Its name in queries.", resolve: ({ id }) => id }),
      label: text("label", "What people call it."),
      description: text("description", "What it means."),
      formula: text("formula", "How it is computed, in words."),
      unit: t.field({ type: Unit, description: "What its value is.", resolve: ({ unit }) => unit }),
      better: t.field({ type: Better, description: "Which direction is good.", resolve: ({ better }) => better }),
      additive: t.boolean({
        description:
          "Whether rows may be added up, over time and over all dimensions. Where not, a total is the same query without the dimension.",
        resolve: (definition) => {
          const { overTime, overDimensions } = additivityOf(definition);
          return overTime && overDimensions;
        },
      }),
      additiveOverTime: t.boolean({
        description: "Whether the values of months may be added up to that of a year.",
        resolve: (definition) => additivityOf(definition).overTime,
      }),
      additiveOverDimensions: t.boolean({
        description: "Whether the values of all products, customers, channels … may be added up to the total.",
        resolve: (definition) => additivityOf(definition).overDimensions,
      }),
      dimensions: t.field({
        type: [Dimension],
        description: "What it can be split and filtered by.",
        resolve: (definition, _, { catalog }) => {
          const fitting = new Set(dimensionsOf(catalog, definition));
          return [...namedDimensions(catalog).values()].flatMap(({ name, key }) => (fitting.has(key) ? [name] : []));
        },
      }),
    };
  },
});

const DimensionKind = builder.enumType("DimensionKind", {
  description: "TIME answers the first days of buckets, ENTITY what has an id and a name, TEXT a text.",
  values: ["TIME", "ENTITY", "TEXT"] as const,
});

export const DimensionDefinitionType = builder.objectRef<NamedDimension>("DimensionDefinition").implement({
  description: "What figures can be split and filtered by.",
  fields: (t) => {
    const text = (name: "label" | "description", description: string) =>
      t.string({
        description,
        args: { locale: t.arg.string(localeArgument) },
        resolve: ({ label }, { locale }) => inLocale(label[name], locale),
      });
    return {
      dimension: t.field({ type: Dimension, description: "Its name in queries.", resolve: ({ name }) => name }),
      id: t.string({
        description: "The field of a metric row that answers it; of entities that with the name.",
        resolve: ({ label }) => label.id,
      }),
      filter: t.string({
        description: "The field of a filter that its keys go into.",
        resolve: ({ key }) => key.entity ?? key.id,
      }),
      label: text("label", "What people call it."),
      description: text("description", "What it means."),
      kind: t.field({
        type: DimensionKind,
        description: "What its values are.",
        resolve: ({ label }) => label.kind.toUpperCase() as "TIME" | "ENTITY" | "TEXT",
      }),
    };
  },
});

builder.queryFields((t) => ({
  metricCatalog: t.field({
    type: [MetricDefinitionType],
    complexity: 1,
    description: "Every metric that can be asked for.",
    resolve: (_, __, { catalog }) => [...catalog.metrics],
  }),
  dimensionCatalog: t.field({
    type: [DimensionDefinitionType],
    complexity: 1,
    description: "Every dimension that figures can be split by.",
    resolve: (_, __, { catalog }) => [...namedDimensions(catalog).values()],
  }),
}));
