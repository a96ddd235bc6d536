import type { Grain } from "../calendar.ts";
import type { MetricSource, Text } from "./definition.ts";

export type TimeDimensionId = Grain;
export type EntityKind = "team" | "rep" | "customer" | "product";
type EntityDimensionId = `${EntityKind}Id` | `${EntityKind}Name`;
export type TextDimensionId = "channel" | "region" | "country" | "customerKind" | "industry" | "source" | "category";
export type DimensionId = TimeDimensionId | EntityDimensionId | TextDimensionId;

/** What rows can be split by. Time answers the first day of the bucket, an entity its integer id or its name. */
export interface DimensionDefinition {
  readonly id: DimensionId;
  readonly label: Text;
  readonly description: Text;
  readonly kind: "time" | "entity" | "text";
  /** The entity whose id or name it is. Rows are one an entity, also where two have the same name. */
  readonly entity?: EntityKind;
  /** The field of a filter that narrows by it; time has none, the period does that. */
  readonly filter?: EntityKind | TextDimensionId;
  /** The facts that have it. */
  readonly sources: readonly MetricSource[];
}

const all: readonly MetricSource[] = ["sale", "deal", "prospect"];
const products: readonly MetricSource[] = ["sale", "deal"];

/** Every dimension, in the order in which they are documented. */
export const dimensionCatalog: readonly DimensionDefinition[] = [
  time("day", "Day", "日"),
  time("week", "Week", "周"),
  time("month", "Month", "月"),
  time("quarter", "Quarter", "季度"),
  time("year", "Year", "年"),
  ...entity("team", "Team", "团队", "The team at the time of the sale; of a prospect, its owner's team", all),
  ...entity("rep", "Sales rep", "销售员", "The rep of the order or deal; of a prospect, its owner", all),
  ...entity("customer", "Customer", "客户", "The buyer", all),
  ...entity("product", "Product", "产品", "The product sold or offered", products),
  text("channel", "Channel", "渠道", "The channel that the order came through", ["sale"]),
  text("region", "Region", "地区", "The order's region; of deals and prospects, the customer's", all),
  text("country", "Country", "国家", "Where it was sold: the order's own country, else the customer's", all),
  text("customerKind", "Customer kind", "客户类型", "PERSON or COMPANY", all),
  text("industry", "Industry", "行业", "The customer's industry", all),
  text("source", "Acquisition source", "客户来源", "How the customer was won", all),
  text("category", "Product category", "产品类别", "The product's category", products),
];

/** The dimension's definition. */
export function dimensionOf(id: DimensionId): DimensionDefinition {
  return byId.get(id)!;
}

const byId = new Map(dimensionCatalog.map((dimension) => [dimension.id, dimension]));

/** Ids of the dimensions that a source's facts have. */
export function dimensionsOf(source: MetricSource): readonly DimensionId[] {
  return dimensionCatalog.filter(({ sources }) => sources.includes(source)).map(({ id }) => id);
}

export function isTime(id: DimensionId): id is TimeDimensionId {
  return byId.get(id)?.kind === "time";
}

function time(id: TimeDimensionId, en: string, zh: string): DimensionDefinition {
  const description = { en: `First day of the ${en.toLowerCase()}`, "zh-CN": `${zh}的第一天` };
  return { id, label: { en, "zh-CN": zh }, description, kind: "time", sources: all };
}

function entity(
  kind: EntityKind,
  en: string,
  zh: string,
  description: string,
  sources: readonly MetricSource[],
): DimensionDefinition[] {
  return (["Id", "Name"] as const).map((part) => ({
    id: `${kind}${part}` as const,
    label: part === "Name" ? { en, "zh-CN": zh } : { en: `${en} id`, "zh-CN": `${zh}编号` },
    description: { en: description, "zh-CN": part === "Name" ? `${zh}名称` : `${zh}编号` },
    kind: "entity",
    entity: kind,
    filter: kind,
    sources,
  }));
}

function text(
  id: TextDimensionId,
  en: string,
  zh: string,
  description: string,
  sources: readonly MetricSource[],
): DimensionDefinition {
  return {
    id,
    label: { en, "zh-CN": zh },
    description: { en: description, "zh-CN": zh },
    kind: "text",
    filter: id,
    sources,
  };
}
