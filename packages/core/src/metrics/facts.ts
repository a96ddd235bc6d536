import { type RawBuilder, sql } from "kysely";
import { partOfDays } from "../goals/quota-sql.ts";

/**
 * What facts are counted from, and by which day:
 *
 * - `sale`: order lines by the order's day
 * - `buyer`: customers with orders in the row, one each
 * - `deal`: opportunities by closing day
 * - `pipeline`: opportunities that are open at the row's end, a stock
 * - `prospect`: non-anonymous customers by the day they were acquired
 * - `response`: survey responses by day
 * - `case`: service cases by the day they were opened
 * - `resolution`: service cases by the day they were resolved
 * - `quota`: goals by the days that they go over, a part for each
 * - `payout`: lines of closed statements by the last day of their month
 * - `budget`: budgets by the days of their month, a part for each
 * - `expense`: what was spent by day
 */
export type FactSource =
  | "sale"
  | "buyer"
  | "deal"
  | "pipeline"
  | "prospect"
  | "response"
  | "case"
  | "resolution"
  | "quota"
  | "payout"
  | "budget"
  | "expense";

/** Those that a deployment may count own facts from: quotas, pay and budgets have an arithmetic of their own. */
export type OpenSource = Exclude<FactSource, "quota" | "payout" | "budget" | "expense">;

export const factSources: readonly OpenSource[] = [
  "sale",
  "buyer",
  "deal",
  "pipeline",
  "prospect",
  "response",
  "case",
  "resolution",
];

/** Tables beside the facts that an expression needs. */
export type Join = "buyer" | "item" | "owner" | "anonymous" | "firstPurchase" | "segment" | "bought";

/** SQL over the facts `f` and what was joined to them; of a row of the answer it may use the days. */
export type FactSql = RawBuilder<unknown> | ((row: RowDays) => RawBuilder<unknown>);

interface RowDays {
  /** The first day of the row. */
  readonly start: RawBuilder<unknown>;
  /** Of facts that go over days: the first and the last day of what is looked at, within one row. */
  readonly since: RawBuilder<unknown>;
  readonly until: RawBuilder<unknown>;
}

/** Something that is added up or counted. Metrics are arithmetic over facts. */
export interface Fact {
  /** Unique within its source, in lower camel case. */
  readonly id: string;
  readonly source: FactSource;
  /** The aggregate, over the source's rows `f` and what `needs` joins to them. */
  readonly sql: FactSql;
  /** Exact decimals with four places; else whole numbers. */
  readonly isAmount: boolean;
  /** Whether buckets of time, and whether values of other dimensions, may be added up to a total. */
  readonly additive: { readonly overTime: boolean; readonly overDimensions: boolean };
  readonly needs: readonly Join[];
}

type Options = Partial<Omit<Fact, "id" | "source" | "sql">>;

/** A fact that is added up: additive over everything unless said. */
function sum(source: FactSource, id: string, aggregate: FactSql, options: Options = {}): Fact {
  const additive = { overTime: true, overDimensions: true };
  return { id, source, sql: aggregate, isAmount: false, additive, needs: [], ...options };
}

const amount = { isAmount: true } as const;
/** An order with two products counts under each of them. */
const distinct = { additive: { overTime: true, overDimensions: false } } as const;
/** Who buys in two months is one customer of the year. */
const people = { additive: { overTime: false, overDimensions: false } } as const;
/** What is open at the end of a month is open at the end of the next too. */
const stock = { additive: { overTime: false, overDimensions: true } } as const;

const buyersWhere = (condition: RawBuilder<unknown>) =>
  sql`count(distinct f.customer_id) filter (where f.order_net > 0 and ${condition})`;

const revenueWhere = (condition: RawBuilder<unknown>) => sql`sum(f.net_amount) filter (where ${condition})`;
/** Who is new in a month is not in the next one of the same year. */
const ofRows: Options = {
  ...amount,
  additive: { overTime: false, overDimensions: true },
  needs: ["firstPurchase"],
};

/** The facts of the built-in metrics. Amounts stay exact decimals; whoever reads them casts at the very end. */
export const facts = {
  revenue: sum("sale", "revenue", sql`sum(f.net_amount)`, amount),
  volume: sum("sale", "volume", sql`sum(f.quantity)`, amount),
  cost: sum("sale", "cost", sql`sum(f.cost)`, amount),
  uncosted: sum("sale", "uncosted", sql`count(*) - count(f.cost)`),
  discount: sum("sale", "discount", sql`sum(f.discount)`, amount),
  grossSales: sum("sale", "grossSales", sql`sum(f.net_amount) filter (where f.net_amount > 0)`, amount),
  returned: sum("sale", "returned", sql`-sum(f.net_amount) filter (where f.net_amount < 0)`, amount),
  orders: sum("sale", "orders", sql`count(distinct f.order_id) filter (where f.order_net > 0)`, distinct),
  customers: sum("sale", "customers", buyersWhere(sql`nobody.id is null`), { ...people, needs: ["anonymous"] }),
  newCustomers: sum("sale", "newCustomers", ({ start }) => buyersWhere(sql`first_purchase.day >= ${start}`), {
    ...people,
    needs: ["firstPurchase"],
  }),
  returningCustomers: sum(
    "sale",
    "returningCustomers",
    ({ start }) => buyersWhere(sql`first_purchase.day < ${start}`),
    { ...people, needs: ["firstPurchase"] },
  ),
  newRevenue: sum("sale", "newRevenue", ({ start }) => revenueWhere(sql`first_purchase.day >= ${start}`), ofRows),
  returningRevenue: sum(
    "sale",
    "returningRevenue",
    ({ start }) => revenueWhere(sql`first_purchase.day < ${start}`),
    ofRows,
  ),
  buyers: sum("buyer", "buyers", sql`count(*) filter (where f.orders >= 1)`, people),
  repeatBuyers: sum("buyer", "repeatBuyers", sql`count(*) filter (where f.orders >= 2)`, people),
  won: sum("deal", "won", sql`count(*) filter (where f.status = 'WON')`),
  lost: sum("deal", "lost", sql`count(*) filter (where f.status = 'LOST')`),
  wonAmount: sum("deal", "wonAmount", sql`sum(f.amount) filter (where f.status = 'WON')`, amount),
  wonValued: sum("deal", "wonValued", sql`count(f.amount) filter (where f.status = 'WON')`),
  cycleDays: sum("deal", "cycleDays", sql`sum(f.closed_on - f.created_on) filter (where f.status = 'WON')`),
  cycled: sum("deal", "cycled", sql`count(f.created_on) filter (where f.status = 'WON')`),
  openDeals: sum("pipeline", "openDeals", sql`count(*)`, stock),
  openAmount: sum("pipeline", "openAmount", sql`sum(f.amount)`, { ...stock, ...amount }),
  openWeighted: sum(
    "pipeline",
    "openWeighted",
    sql`sum((f.amount * f.probability)::decimal(38, 4)) filter (where f.status <> 'LOST')`,
    { ...stock, ...amount },
  ),
  acquired: sum("prospect", "acquired", sql`count(*)`),
  converted: sum("prospect", "converted", sql`count(bought.customer_id)`, { needs: ["bought"] }),
  acquiredRevenue: sum("prospect", "acquiredRevenue", sql`sum(bought.revenue)`, { ...amount, needs: ["bought"] }),
  responses: sum("response", "responses", sql`count(*)`),
  npsResponses: sum("response", "npsResponses", sql`count(*) filter (where f.kind = 'NPS')`),
  promoters: sum("response", "promoters", sql`count(*) filter (where f.kind = 'NPS' and f.score >= 9)`),
  detractors: sum("response", "detractors", sql`count(*) filter (where f.kind = 'NPS' and f.score <= 6)`),
  csatResponses: sum("response", "csatResponses", sql`count(*) filter (where f.kind = 'CSAT')`),
  satisfied: sum("response", "satisfied", sql`count(*) filter (where f.kind = 'CSAT' and f.score >= 4)`),
  cesResponses: sum("response", "cesResponses", sql`count(*) filter (where f.kind = 'CES')`),
  effort: sum("response", "effort", sql`sum(f.score) filter (where f.kind = 'CES')`),
  complaints: sum("case", "complaints", sql`count(*) filter (where f.kind = 'COMPLAINT')`),
  resolved: sum("resolution", "resolved", sql`count(*)`),
  resolutionDays: sum("resolution", "resolutionDays", sql`sum(f.resolved_on - f.opened_on)`),
  payout: sum("payout", "payout", sql`sum(f.amount)`, amount),
  quota: sum("quota", "quota", ({ since, until }) => sql`sum(${partOfDays(since, until)})`, amount),
  budget: sum("budget", "budget", ({ since, until }) => sql`sum(${partOfDays(since, until)})`, amount),
  spend: sum("expense", "spend", sql`sum(f.amount)`, amount),
} as const satisfies Record<string, Fact>;

/** A fact's place in the rows of the parts that don't count it; without a type PostgreSQL takes it for a text. */
export function absent(fact: Fact): RawBuilder<unknown> {
  return fact.isAmount ? sql`null::decimal(38, 4)` : sql`null::bigint`;
}
