import { type MetricDefinition, metricCatalog } from "@salesglass/core";
import { builder } from "../../builder.ts";
import { inLocale } from "../locale.ts";

export const MetricId = builder.enumType("MetricId", {
  description: "A metric of the catalogue.",
  values: Object.fromEntries(
    metricCatalog.map(({ id, description }) => [id, { value: id, description: description.en }]),
  ),
});

const Unit = builder.enumType("Unit", {
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
        args: { locale: t.arg.string({ defaultValue: "en", description: "`en` or `zh-CN`." }) },
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
        description: "Whether rows may be added up. Where not, a total is the same query without the dimension.",
        resolve: ({ additive }) => additive,
      }),
      dimensions: t.stringList({
        description: "What it can be split and filtered by.",
        resolve: ({ dimensions }) => [...dimensions],
      }),
    };
  },
});

builder.queryField("metricCatalog", (t) =>
  t.field({
    type: [MetricDefinitionType],
    complexity: 1,
    description: "Every metric that can be asked for.",
    resolve: () => [...metricCatalog],
  }),
);
