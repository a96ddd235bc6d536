import {
  additivityOf,
  builtInCatalog,
  dimensionsOf,
  filterName,
  type Locale,
  type MetricDefinition,
} from "@salesglass/core";
import { type GraphQLNamedType, type GraphQLSchema, isSpecifiedScalarType, printType } from "graphql";

const words = {
  en: {
    title: "Metrics",
    intro: "Made from the metrics' catalogue by `npm run schema` in packages/api; changes belong there.",
    formula: "Formula",
    unit: "Unit",
    better: "Better",
    additive: "Rows add up",
    overTime: "over time",
    overDimensions: "over other dimensions",
    never: "no",
    splitBy: "Split by",
    dimensions: "Dimensions",
    filter: "Filter",
    stop: ": ",
  },
  "zh-CN": {
    title: "指标",
    intro: "由 packages/api 中的 `npm run schema` 根据指标目录生成，请在目录中修改。",
    formula: "公式",
    unit: "单位",
    better: "更优方向",
    additive: "各行可相加",
    overTime: "按时间",
    overDimensions: "按其他维度",
    never: "否",
    splitBy: "可拆分维度",
    dimensions: "维度",
    filter: "筛选字段",
    stop: "：",
  },
} as const;

/** The reference of the metrics in Markdown, from the catalogue. */
export function metricsReference(locale: Locale): string {
  const word = words[locale];
  const sections = builtInCatalog.metrics.map((metric) =>
    [
      `## ${metric.label[locale]} \`${metric.id}\``,
      "",
      metric.description[locale],
      "",
      `- ${word.formula}${word.stop}${metric.formula[locale]}`,
      `- ${word.unit}${word.stop}\`${metric.unit}\``,
      `- ${word.better}${word.stop}\`${metric.better}\``,
      `- ${word.additive}${word.stop}${additivity(metric, locale)}`,
      `- ${word.splitBy}${word.stop}${dimensionsOf(builtInCatalog, metric)
        .map(({ id }) => `\`${id}\``)
        .join(", ")}`,
    ].join("\n"),
  );
  const dimensions = builtInCatalog.dimensions.map((dimension) => {
    const filter = `${word.filter}${word.stop}\`${filterName(dimension)}\``;
    return `- ${dimension.label[locale]} \`${dimension.id}\`${word.stop}${dimension.description[locale]} (${filter})`;
  });
  sections.push(`## ${word.dimensions}\n\n${dimensions.join("\n")}`);
  return `${[`# ${word.title}`, word.intro, ...sections].join("\n\n")}\n`;
}

function additivity(metric: MetricDefinition, locale: Locale): string {
  const word = words[locale];
  const { overTime, overDimensions } = additivityOf(metric);
  const over = [...(overTime ? [word.overTime] : []), ...(overDimensions ? [word.overDimensions] : [])];
  return over.length > 0 ? new Intl.ListFormat(locale).format(over) : word.never;
}

/** The reference of the schema in Markdown: queries and mutations first, then every type by name. */
export function schemaReference(schema: GraphQLSchema): string {
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith("__") && !isSpecifiedScalarType(type))
    .sort((one, other) => rank(one, schema) - rank(other, schema) || (one.name < other.name ? -1 : 1));
  const sections = types.map((type) => `## ${type.name}\n\n\`\`\`graphql\n${printType(type)}\n\`\`\``);
  const intro = "Made from the schema by `npm run schema` in packages/api; changes belong in its descriptions.";
  return `${["# Schema", intro, ...sections].join("\n\n")}\n`;
}

function rank(type: GraphQLNamedType, schema: GraphQLSchema): number {
  if (type === schema.getQueryType()) return 0;
  return type === schema.getMutationType() ? 1 : 2;
}
