import { sql } from "kysely";
import type { CatalogExtension } from "./catalog.ts";
import type { MetricDefinition, Text } from "./definition.ts";
import type { DimensionColumn, DimensionDefinition } from "./dimensions.ts";
import type { Fact, OpenSource } from "./facts.ts";
import { formulaOf, type Operand } from "./formula.ts";
import { isCount, isSum, joinsIn } from "./own-sql.ts";

/** A fact that a deployment has defined, with its SQL as it was written. */
export interface OwnFact extends Fact {
  readonly text: string;
}

/** What an own fact is made of. */
export interface FactInput {
  /** In lower camel case, unique within its source. */
  readonly id: string;
  readonly source: OpenSource;
  /** An aggregate over the source's rows `f`; of their customer as `buyer`, their product as `item`, their owner as `owner`. */
  readonly sql: string;
  /**
   * Whether buckets of time, and whether values of other dimensions, may be added up to a total. Derived unless given:
   * sums and counts may, distinct counts, means and the like may not.
   */
  readonly additive?: Fact["additive"];
}

/** What an own metric is made of. */
export interface MetricInput extends Omit<MetricDefinition, "value" | "better"> {
  /** Which direction is good; HIGHER unless said. */
  readonly better?: MetricDefinition["better"];
  /** Arithmetic over facts: those of `facts`, and own ones. */
  readonly value: Operand;
}

/** Where an own dimension's SQL may be read: a source, or any row that has a customer or a product. */
export type DimensionPlace = OpenSource | "customer" | "product";

/** What an own dimension is made of. */
export interface DimensionInput {
  /** In lower camel case. */
  readonly id: string;
  readonly label: Text;
  readonly description: Text;
  /**
   * Its text as SQL, for each source that has it. `sale` also serves `buyer`, `deal` also `pipeline`, `case` also
   * `resolution`; `customer` serves every source by its `buyer`, `product` sales and deals by their `item`.
   */
  readonly sql: Partial<Readonly<Record<DimensionPlace, string>>>;
  /** What people call its values, where these are codes. */
  readonly values?: Readonly<Record<string, Text>>;
}

/** An own dimension, with its SQL as it was written. */
export interface OwnDimension extends DimensionDefinition {
  readonly texts: DimensionInput["sql"];
}

/**
 * A company's own catalogue: the default export of `salesglass.config.ts`.
 *
 * @example
 * const online = defineFact({
 *   id: "onlineRevenue",
 *   source: "sale",
 *   sql: "sum(f.net_amount) filter (where f.channel = 'online')",
 * });
 * export default defineConfig({
 *   metrics: [
 *     defineMetric({
 *       id: "onlineShare",
 *       label: { en: "Online share", "zh-CN": "线上占比" },
 *       description: { en: "Share of revenue that came online.", "zh-CN": "线上销售额的占比。" },
 *       formula: { en: "Online revenue ÷ revenue", "zh-CN": "线上销售额 ÷ 销售额" },
 *       unit: "RATIO",
 *       value: divide(online, facts.revenue),
 *     }),
 *   ],
 * });
 */
export function defineConfig(config: CatalogExtension): CatalogExtension {
  return config;
}

/**
 * A metric of a company's own. What it can be split by, and whether its rows add up, follows from its facts.
 * `checkExtension` tells what is wrong with it.
 */
export function defineMetric(metric: MetricInput): MetricDefinition {
  const { value } = metric;
  // What is no operand stays as it is, for the check to name its place.
  const isOperand = typeof value === "number" || (typeof value === "object" && value !== null);
  return { better: "HIGHER", ...metric, value: isOperand ? formulaOf(value) : value };
}

/**
 * A text that rows can be split and filtered by.
 *
 * @example
 * defineDimension({
 *   id: "market",
 *   label: { en: "Market", "zh-CN": "市场" },
 *   description: { en: "Home or abroad", "zh-CN": "国内或国外" },
 *   sql: { customer: "case when buyer.country = 'DE' then 'HOME' else 'ABROAD' end" },
 * });
 */
export function defineDimension({ sql: texts, ...dimension }: DimensionInput): OwnDimension {
  return { ...dimension, kind: "text", columns: columnsOf(texts), texts };
}

/**
 * Something that is added up or counted. Amounts are exact to four places.
 *
 * @example defineFact({ id: "bigOrders", source: "sale", sql: "count(distinct f.order_id) filter (where f.order_net >= 1000)" })
 */
export function defineFact({ id, source, sql: text, additive }: FactInput): OwnFact {
  const isAmount = !isCount(text);
  return {
    id,
    source,
    text,
    isAmount,
    // Adding zero lets the engine refuse a text or a day at once; a cast would refuse it when it meets the first one.
    sql: isAmount ? sql.raw(`((${text}) + 0.0)::decimal(38, 4)`) : sql.raw(`(${text})`),
    additive: additive ?? additivityIn(source, text),
    needs: joinsIn(text),
  };
}

/** Sums and counts add up, as far as their source's rows do; of all else nobody can tell. */
function additivityIn(source: OpenSource, text: string): Fact["additive"] {
  // An order has one day, and may hold several products.
  const countsOrders = source === "sale" && isCount(text) && /\bdistinct\s+f\.order_id\b/i.test(text);
  const adds = isSum(text);
  return {
    // Who buys in two months is one buyer of the year, and what is open at the end of a month may be at the next.
    overTime: countsOrders || (adds && source !== "buyer" && source !== "pipeline"),
    overDimensions: adds && source !== "buyer",
  };
}

const ofCustomers: readonly OpenSource[] = [
  "sale",
  "buyer",
  "deal",
  "pipeline",
  "prospect",
  "response",
  "case",
  "resolution",
];

/** Sources that a place's SQL is read in, the widest first so that a narrower one stands in its stead. */
export const sourcesOfPlace: Readonly<Record<DimensionPlace, readonly OpenSource[]>> = {
  customer: ofCustomers,
  product: ["sale", "buyer", "deal", "pipeline"],
  sale: ["sale", "buyer"],
  buyer: ["buyer"],
  deal: ["deal", "pipeline"],
  pipeline: ["pipeline"],
  prospect: ["prospect"],
  response: ["response"],
  case: ["case", "resolution"],
  resolution: ["resolution"],
};

function columnsOf(texts: DimensionInput["sql"]): Partial<Record<OpenSource, DimensionColumn>> {
  const columns: Partial<Record<OpenSource, DimensionColumn>> = {};
  for (const [place, sources] of Object.entries(sourcesOfPlace)) {
    const text = texts?.[place as DimensionPlace];
    if (typeof text !== "string") continue;
    for (const source of sources) columns[source] = { sql: sql.raw(`(${text})::text`), needs: joinsIn(text) };
  }
  return columns;
}
