import { type RawBuilder, sql } from "kysely";
import type { Grain } from "../calendar.ts";
import { and, dateOf, matches } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { anonymousBuyers, buyers, dealIn, products, prospectIn, reps, saleIn } from "../tables.ts";
import type { BaseFact, MetricSource } from "./definition.ts";
import { type EntityKind, isTime, type TextDimensionId, type TimeDimensionId } from "./dimensions.ts";
import type { MetricFilter } from "./question.ts";
import type { MetricWindow } from "./windows.ts";

/** What facts are grouped by: an entity stands for its id, from which the name is found afterwards. */
export type GroupKey = TimeDimensionId | TextDimensionId | EntityKind;

/** The base facts of one source in one window. */
export interface FactsQuestion {
  readonly scope: Scope;
  readonly source: MetricSource;
  readonly window: MetricWindow;
  readonly keys: readonly GroupKey[];
  readonly facts: readonly BaseFact[];
  readonly where: MetricFilter;
  readonly weekStart: number;
}

type Join = "buyer" | "item" | "owner";
type Column = readonly [column: RawBuilder<unknown>, join?: Join];

/** The select of facts: columns `k0`, `k1`, … for the keys, then whatever `columns` makes of the facts. */
export function selectFacts(question: FactsQuestion, columns: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  const { scope, source, window, keys, where, weekStart, facts } = question;
  const table = sources[source];
  const joins = new Set<Join>();
  const columnOf = (key: GroupKey) => {
    const [column, join] = table.columns[key as keyof typeof table.columns]!;
    if (join) joins.add(join);
    return column;
  };
  const anchor = anchorOf(window, table.day);
  const selected = keys.map((key, index) => {
    const value = isTime(key as Grain) ? truncate(anchor, key as Grain, weekStart) : columnOf(key);
    return sql`${value} as ${sql.ref(`k${index}`)}`;
  });
  const conditions = Object.entries(where).flatMap(([key, filter]) => {
    return filter ? [matches(columnOf(key as GroupKey), filter, key) ?? []].flat() : [];
  });
  conditions.unshift(sql<boolean>`${table.day} between ${dateOf(window.from)} and ${dateOf(window.to)}`);
  const groups = keys.map((_, index) => sql.raw(String(index + 1)));
  return sql`select ${sql.join([...selected, ...columns])} from ${table.from(scope)} as f${sql.join(
    [
      ...[...joins].map((join) => joinOf(source, join)),
      ...(facts.includes("customers")
        ? [sql` left join ${anonymousBuyers()} as nobody on nobody.id = f.customer_id`]
        : []),
      ...(facts.includes("converted") ? [boughtBy(scope, window.to)] : []),
      ...(keys.some((key) => isTime(key as Grain)) ? [placedBy(window, table.day, weekStart)] : []),
    ],
    sql``,
  )} where ${and(conditions)}${groups.length > 0 ? sql` group by ${sql.join(groups)}` : sql``}`;
}

/** The aggregate of a fact. Amounts stay exact decimals; whoever reads them casts at the very end. */
export const aggregates: Readonly<Record<BaseFact, RawBuilder<unknown>>> = {
  revenue: sql`sum(f.net_amount)`,
  volume: sql`sum(f.quantity)`,
  cost: sql`sum(f.cost)`,
  uncosted: sql`count(*) - count(f.cost)`,
  orders: sql`count(distinct f.order_id) filter (where f.order_net > 0)`,
  customers: sql`count(distinct f.customer_id) filter (where f.order_net > 0 and nobody.id is null)`,
  won: sql`count(*) filter (where f.status = 'WON')`,
  lost: sql`count(*) filter (where f.status = 'LOST')`,
  acquired: sql`count(*)`,
  converted: sql`count(bought.customer_id)`,
};

/** A fact's place in the rows of the parts that don't count it; without a type PostgreSQL takes it for a text. */
export function absent(fact: BaseFact): RawBuilder<unknown> {
  return amounts.has(fact) ? sql`null::decimal(38, 4)` : sql`null::bigint`;
}

const amounts: ReadonlySet<BaseFact> = new Set<BaseFact>(["revenue", "volume", "cost"]);

interface Source {
  readonly from: (scope: Scope) => RawBuilder<unknown>;
  readonly day: RawBuilder<unknown>;
  readonly columns: Partial<Record<GroupKey, Column>>;
}

const ofBuyer: Partial<Record<GroupKey, Column>> = {
  country: [sql`buyer.country`, "buyer"],
  customerKind: [sql`buyer.kind`, "buyer"],
  industry: [sql`buyer.industry`, "buyer"],
  source: [sql`buyer.source`, "buyer"],
  category: [sql`item.category`, "item"],
};

const ofFact: Partial<Record<GroupKey, Column>> = {
  team: [sql`f.team_id`],
  rep: [sql`f.rep_id`],
  customer: [sql`f.customer_id`],
  product: [sql`f.product_id`],
};

const sources: Readonly<Record<MetricSource, Source>> = {
  sale: {
    from: saleIn,
    day: sql`f.day`,
    columns: { ...ofFact, ...ofBuyer, channel: [sql`f.channel`], region: [sql`f.region`] },
  },
  deal: {
    from: dealIn,
    day: sql`f.closed_on`,
    columns: { ...ofFact, ...ofBuyer, region: [sql`buyer.region`, "buyer"] },
  },
  prospect: {
    from: prospectIn,
    day: sql`f.acquired_on`,
    columns: {
      team: [sql`owner.team_id`, "owner"],
      rep: [sql`f.owner_id`],
      customer: [sql`f.id`],
      region: [sql`f.region`],
      country: [sql`f.country`],
      customerKind: [sql`f.kind`],
      industry: [sql`f.industry`],
      source: [sql`f.source`],
    },
  },
};

/** Left joins: a deal may lack its customer or product, and no join may lose or double a fact. */
function joinOf(source: MetricSource, join: Join): RawBuilder<unknown> {
  if (join === "owner") return sql` left join ${reps()} as owner on owner.id = f.owner_id`;
  // Every sale has both, and an inner join leaves the planner free to start from the smaller side of a filter.
  const kind = source === "sale" ? sql` join` : sql` left join`;
  if (join === "item") return sql`${kind} ${products()} as item on item.id = f.product_id`;
  return sql`${kind} ${buyers()} as buyer on buyer.id = f.customer_id`;
}

function boughtBy(scope: Scope, day: string): RawBuilder<unknown> {
  return sql` left join (select distinct customer_id from ${saleIn(scope)} as purchase
    where order_net > 0 and day <= ${dateOf(day)}) as bought on bought.customer_id = f.id`;
}

function anchorOf({ placement }: MetricWindow, day: RawBuilder<unknown>): RawBuilder<unknown> {
  if (placement.kind === "constant") return dateOf(placement.day);
  return placement.kind === "itself" ? day : sql`placed.anchor`;
}

/** A comparison's facts stand in the buckets of the period that they are compared with; those without one fall out. */
function placedBy({ placement }: MetricWindow, day: RawBuilder<unknown>, weekStart: number): RawBuilder<unknown> {
  if (placement.kind !== "pairs") return sql``;
  // A window without any counterpart still needs a table to join.
  const pairs = placement.pairs.map(({ key, anchor }) => sql.raw(`(date '${key}', date '${anchor}')`));
  const rows = pairs.length > 0 ? sql.join(pairs) : sql`(null::date, null::date)`;
  return sql` join (values ${rows}) as placed (key, anchor) on placed.key = ${truncate(day, placement.keyGrain, weekStart)}`;
}

/** By subtraction, which takes the columnar engine a third of the time of `date_trunc`; only a quarter has no field. */
function truncate(day: RawBuilder<unknown>, grain: Grain, weekStart: number): RawBuilder<unknown> {
  if (grain === "day") return day;
  if (grain === "quarter") return sql`date_trunc('quarter', ${day})::date`;
  if (grain !== "week") return sql`(${day} - (${field(grain === "month" ? "day" : "doy", day)} - 1))`;
  return sql`(${day} - (${field("isodow", day)} + ${sql.lit(7 - weekStart)}) % 7)`;
}

function field(name: "day" | "doy" | "isodow", day: RawBuilder<unknown>): RawBuilder<number> {
  return sql`extract(${sql.raw(name)} from ${day})::integer`;
}
