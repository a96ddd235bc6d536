import { sql } from "kysely";
import type { Grain } from "../calendar.ts";
import type { Text } from "./definition.ts";
import type { FactSource, FactSql, Join } from "./facts.ts";

export type EntityKind = "team" | "rep" | "customer" | "product";

/** A dimension's name in questions: those of the catalogue, such as `channel`, or a deployment's own. */
export type DimensionId = string;

/** Where a source's facts have a dimension's value; of an entity its id. */
export interface DimensionColumn {
  readonly sql: FactSql;
  readonly needs: readonly Join[];
}

/** What rows can be split by. Time answers the first day of the bucket, an entity its integer id or its name. */
export interface DimensionDefinition {
  readonly id: DimensionId;
  readonly label: Text;
  readonly description: Text;
  readonly kind: "time" | "entity" | "text";
  /** The length of a bucket of time. */
  readonly grain?: Grain;
  /** The entity whose id or name it is. Rows are one an entity, also where two have the same name. */
  readonly entity?: EntityKind;
  /** What people call its values, where these are fixed. */
  readonly values?: Readonly<Record<string, Text>>;
  /** The sources that have it, and where; time has no column, it is the facts' day. */
  readonly columns?: Partial<Record<FactSource, DimensionColumn>>;
}

type Columns = Partial<Record<FactSource, DimensionColumn>>;

function at(expression: FactSql, ...needs: Join[]): DimensionColumn {
  return { sql: expression, needs };
}

function everySource(sources: readonly FactSource[], column: DimensionColumn): Columns {
  return Object.fromEntries(sources.map((source) => [source, column]));
}

const sales: readonly FactSource[] = ["sale", "buyer"];
const deals: readonly FactSource[] = ["deal", "pipeline"];
const feedback: readonly FactSource[] = ["response", "case", "resolution"];
/** What has a seller of its own. */
const sold: readonly FactSource[] = [...sales, ...deals, "quota", "payout"];

/** Of what a customer is: a prospect is itself one, the other sources name theirs. */
function ofCustomer(column: string): Columns {
  return {
    ...everySource([...sales, ...deals, ...feedback], at(sql.ref(`buyer.${column}`), "buyer")),
    prospect: at(sql.ref(`f.${column}`)),
  };
}

const customer: Columns = {
  ...everySource([...sales, ...deals, ...feedback], at(sql`f.customer_id`)),
  prospect: at(sql`f.id`),
};

/** Every dimension, in the order in which they are documented. */
export const builtInDimensions: readonly DimensionDefinition[] = [
  time("day", "Day", "日"),
  time("week", "Week", "周"),
  time("month", "Month", "月"),
  time("quarter", "Quarter", "季度"),
  time("year", "Year", "年"),
  time("fiscalMonth", "Fiscal month", "财月"),
  time("fiscalQuarter", "Fiscal quarter", "财季"),
  time("fiscalYear", "Fiscal year", "财年"),
  ...entity("team", "Team", "团队", "The team at the time of the sale; of prospects and feedback, the owner's team", {
    ...everySource([...sold, "budget", "expense"], at(sql`f.team_id`)),
    ...everySource(["prospect", ...feedback], at(sql`owner.team_id`, "owner")),
  }),
  ...entity("rep", "Sales rep", "销售员", "The rep of the order or deal; of prospects and feedback, the owner", {
    ...everySource(sold, at(sql`f.rep_id`)),
    ...everySource(feedback, at(sql`buyer.owner_id`, "buyer")),
    prospect: at(sql`f.owner_id`),
  }),
  ...entity("customer", "Customer", "客户", "The buyer", customer),
  ...entity(
    "product",
    "Product",
    "产品",
    "The product sold or offered",
    everySource([...sales, ...deals], at(sql`f.product_id`)),
  ),
  text(
    "channel",
    "Channel",
    "渠道",
    "The channel that the order came through; of what was spent, the one that it was spent for",
    "订单来自的渠道；支出则为其对应的渠道",
    everySource([...sales, "expense"], at(sql`f.channel`)),
  ),
  text("region", "Region", "地区", "The order's region; of all else, the customer's", "订单的地区；其余为客户的地区", {
    ...ofCustomer("region"),
    ...everySource(sales, at(sql`f.region`)),
  }),
  text(
    "country",
    "Country",
    "国家",
    "Where it was sold: the order's own country, else the customer's",
    "销售所在国家：订单自己的国家，否则为客户的国家",
    { ...ofCustomer("country"), ...everySource(sales, at(sql`coalesce(f.country, buyer.country)`, "buyer")) },
  ),
  {
    ...text(
      "customerKind",
      "Customer kind",
      "客户类型",
      "PERSON or COMPANY",
      "PERSON（个人）或 COMPANY（公司）",
      ofCustomer("kind"),
    ),
    values: { PERSON: { en: "Person", "zh-CN": "个人" }, COMPANY: { en: "Company", "zh-CN": "公司" } },
  },
  text("industry", "Industry", "行业", "The customer's industry", "客户的行业", ofCustomer("industry")),
  text(
    "segment",
    "Segment",
    "客户细分",
    "The customer's RFM segment at the end of the period: over the 12 months before it, of all their sales",
    "客户在期末的 RFM 细分：按此前 12 个月的全部销售计算",
    everySource([...sales, ...deals, ...feedback, "prospect"], at(sql`segment_of.segment`, "segment")),
  ),
  text("source", "Acquisition source", "客户来源", "How the customer was won", "获得客户的途径", ofCustomer("source")),
  text(
    "category",
    "Product category",
    "产品类别",
    "The product's category",
    "产品的类别",
    everySource([...sales, ...deals], at(sql`item.category`, "item")),
  ),
  {
    ...text(
      "newOrReturning",
      "New or returning",
      "新客户或回头客",
      "NEW where the customer's first purchase ever lies in the row's days, else RETURNING; anonymous sales have none",
      "客户的首次购买在该行的日期内为 NEW（新客户），否则为 RETURNING（回头客）；匿名销售为空",
      everySource(sales, {
        sql: ({ start }) =>
          sql`case when first_purchase.day >= ${start} then 'NEW' when first_purchase.day < ${start} then 'RETURNING' end`,
        needs: ["firstPurchase"],
      }),
    ),
    values: { NEW: { en: "New", "zh-CN": "新客户" }, RETURNING: { en: "Returning", "zh-CN": "回头客" } },
  },
];

function time(id: Grain, en: string, zh: string): DimensionDefinition {
  const description = { en: `First day of the ${en.toLowerCase()}`, "zh-CN": `${zh}的第一天` };
  return { id, label: { en, "zh-CN": zh }, description, kind: "time", grain: id };
}

function entity(
  kind: EntityKind,
  en: string,
  zh: string,
  description: string,
  columns: Columns,
): DimensionDefinition[] {
  return (["Id", "Name"] as const).map((part) => ({
    id: `${kind}${part}`,
    label: part === "Name" ? { en, "zh-CN": zh } : { en: `${en} id`, "zh-CN": `${zh}编号` },
    description: { en: description, "zh-CN": part === "Name" ? `${zh}名称` : `${zh}编号` },
    kind: "entity",
    entity: kind,
    columns,
  }));
}

function text(
  id: string,
  en: string,
  zh: string,
  description: string,
  descriptionZh: string,
  columns: Columns,
): DimensionDefinition {
  return {
    id,
    label: { en, "zh-CN": zh },
    description: { en: description, "zh-CN": descriptionZh },
    kind: "text",
    columns,
  };
}
