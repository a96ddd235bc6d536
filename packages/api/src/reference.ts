import { type Locale, metricCatalog } from "@salesglass/core";
import { type GraphQLNamedType, type GraphQLSchema, isSpecifiedScalarType, printType } from "graphql";

const words = {
  en: {
    title: "Metrics",
    intro: "Made from the metrics' catalogue by `npm run schema` in packages/api; changes belong there.",
    formula: "Formula",
    unit: "Unit",
    better: "Better",
    additive: "Rows add up",
    dimensions: "Split by",
    yes: "yes",
    no: "no",
    stop: ": ",
  },
  "zh-CN": {
    title: "指标",
    intro: "由 packages/api 中的 `npm run schema` 根据指标目录生成，请在目录中修改。",
    formula: "公式",
    unit: "单位",
    better: "更优方向",
    additive: "各行可相加",
    dimensions: "可拆分维度",
    yes: "是",
    no: "否",
    stop: "：",
  },
} as const;

/** The reference of the metrics in Markdown, from the catalogue. */
export function metricsReference(locale: Locale): string {
  const word = words[locale];
  const sections = metricCatalog.map((metric) =>
    [
      `## ${metric.label[locale]} \`${metric.id}\``,
      "",
      metric.description[locale],
      "",
      `- ${word.formula}${word.stop}${metric.formula[locale]}`,
      `- ${word.unit}${word.stop}\`${metric.unit}\``,
      `- ${word.better}${word.stop}\`${metric.better}\``,
      `- ${word.additive}${word.stop}${metric.additive ? word.yes : word.no}`,
      `- ${word.dimensions}${word.stop}${metric.dimensions.map((id) => `\`${id}\``).join(", ")}`,
    ].join("\n"),
  );
  return `${[`# ${word.title}`, word.intro, ...sections].join("\n\n")}\n`;
}

/** The reference of the schema in Markdown: the queries first, then every type by name. */
export function schemaReference(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
    .sort((one, other) => rank(one, schema) - rank(other, schema) || (one.name < other.name ? -1 : 1));
  const sections = types.map((type) => `## ${type.name}\n\n\`\`\`graphql\n${printType(type)}\n\`\`\``);
  const intro = "Made from the schema by `npm run schema` in packages/api; changes belong in its descriptions.";
  return `${["# Schema", intro, ...sections].join("\n\n")}\n`;
}

function rank(type: GraphQLNamedType, schema: GraphQLSchema): number {
  return type === schema.getQueryType() ? 0 : 1;
}
