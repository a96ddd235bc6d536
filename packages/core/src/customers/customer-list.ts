import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { customerIn, integers, reps, saleIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { CustomerFigures, CustomerOrderField, CustomersQuestion } from "./question.ts";

/**
 * A page of the customers that a viewer may see, with their sales figures up to the as-of day, and how many there are
 * in all. The anonymous ones are no customers. Absent values (no order yet) come last in either direction; equals are
 * ordered by id.
 *
 * @throws badInput for a limit or offset that is no whole number and a date that is none
 */
export async function queryCustomers(
  db: WarehouseDb,
  scope: Scope,
  question: CustomersQuestion,
): Promise<{ total: number; customers: CustomerFigures[] }> {
  const { limit, offset, orderBy = [{ by: "NAME", direction: "ASC" }], asOf } = question;
  checkDay(asOf, "asOf");
  for (const [name, value] of Object.entries({ limit, offset })) {
    if (!Number.isInteger(value) || value < 0) throw badInput(`${name}: ${value}, expected a whole number, 0 or more`);
  }
  const wanted = await customerConditions(db, question);
  const from = sql`from ${customerIn(scope)} as c left join ${reps()} as owner on owner.id = c.owner_id`;
  const needsFigures = orderBy.some(({ by }) => by in figureColumns);
  const figures = needsFigures
    ? sql` left join (${figuresSql(scope, asOf)}) as figures on figures.customer_id = c.id`
    : sql``;
  const orders = orderBy.map(({ by, direction }) => {
    const column = figureColumns[by] ?? ownColumns[by];
    if (!column)
      throw badInput(`orderBy: ${JSON.stringify(by)}, expected NAME, REVENUE, ORDERS, LAST_ORDER or ACQUIRED_ON`);
    return direction === "DESC" ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
  });
  const paged = sql<{ id: number }>`select c.id ${from}${figures} where ${wanted}
    order by ${sql.join([...orders, sql`c.id`])} limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const counted = sql<{ total: number }>`select count(*)::integer as total ${from} where ${wanted}`;
  const [{ rows }, { rows: counts }] = await Promise.all([paged.execute(db), counted.execute(db)]);
  const ids = rows.map(({ id }) => id);
  return { total: counts[0]?.total ?? 0, customers: await queryCustomerFigures(db, scope, ids, asOf) };
}

/**
 * Sales figures of customers up to the as-of day, in the order of the ids; zeros and nulls for one who has not bought
 * (or not within the scope).
 */
export async function queryCustomerFigures(
  db: WarehouseDb,
  scope: Scope,
  ids: readonly number[],
  asOf: string,
): Promise<CustomerFigures[]> {
  checkDay(asOf, "asOf");
  if (ids.length === 0) return [];
  const { rows } = await sql<CustomerFigures>`
    select customer_id as "customerId", revenue::double precision as revenue, orders,
      first_on::text as "firstOrderOn", last_on::text as "lastOrderOn",
      (${dateOf(asOf)} - last_on)::integer as "recencyDays",
      case when orders > 0 then revenue::double precision / orders end as "averageOrderValue"
    from (${figuresSql(scope, asOf, ids)}) as figures`.execute(db);
  const byId = new Map(rows.map((row) => [row.customerId, row]));
  return ids.map((customerId) => byId.get(customerId) ?? { ...nothingBought, customerId });
}

const nothingBought = {
  revenue: 0,
  orders: 0,
  firstOrderOn: null,
  lastOrderOn: null,
  recencyDays: null,
  averageOrderValue: null,
} as const;

function figuresSql(scope: Scope, asOf: string, ids?: readonly number[]): RawBuilder<unknown> {
  return sql`select customer_id, sum(net_amount) as revenue,
      (count(distinct order_id) filter (where order_net > 0))::integer as orders,
      min(day) filter (where order_net > 0) as first_on, max(day) filter (where order_net > 0) as last_on
    from ${saleIn(scope)} as s
    where day <= ${dateOf(asOf)}${ids ? sql` and customer_id in (${integers(ids, "customer")})` : sql``}
    group by customer_id`;
}

const figureColumns: Partial<Record<CustomerOrderField, RawBuilder<unknown>>> = {
  REVENUE: sql`coalesce(figures.revenue, 0)`,
  ORDERS: sql`coalesce(figures.orders, 0)`,
  LAST_ORDER: sql`figures.last_on`,
};

const ownColumns: Partial<Record<CustomerOrderField, RawBuilder<unknown>>> = {
  NAME: sql`c.name collate "C"`,
  ACQUIRED_ON: sql`c.acquired_on`,
};

/** A search and a filter as a condition on customers `c` and their `owner`; the anonymous ones are no customers. */
export async function customerConditions(
  db: WarehouseDb,
  { search, where }: Pick<CustomersQuestion, "search" | "where">,
): Promise<RawBuilder<boolean>> {
  const team = await withSubTeams(db, where?.team);
  const found = [
    matches(sql`c.kind`, where?.kind, "kind"),
    matches(sql`c.country`, where?.country, "country"),
    matches(sql`c.region`, where?.region, "region"),
    matches(sql`c.industry`, where?.industry, "industry"),
    matches(sql`c.source`, where?.source, "source"),
    matches(sql`c.owner_id`, where?.owner, "owner"),
    matches(sql`owner.team_id`, team, "team"),
    search?.trim() ? holds(search.trim()) : undefined,
  ];
  return and([sql<boolean>`not c.anonymous`, ...found.filter((condition) => condition !== undefined)]);
}

/**
 * Both sides in lower case. A PostgreSQL with the locale C lowers only ASCII, so the search's other letters are lowered
 * by name; that way the engines and any locale agree.
 */
function holds(search: string): RawBuilder<boolean> {
  const lowered = search.toLowerCase();
  const others = [...new Set(lowered)].filter(
    (letter) => letter > "\u007f" && letter.toUpperCase().length === letter.length,
  );
  const letters = others.filter((letter) => letter.toUpperCase() !== letter).join("");
  const pattern = `%${lowered.replace(/[\\%_]/g, "\\$&")}%`;
  const columns = ["name", "company_name", "email", "external_id"].map((column) => {
    const text = sql`lower(${sql.ref(`c.${column}`)})`;
    return letters ? sql`translate(${text}, ${letters.toUpperCase()}, ${letters})` : text;
  });
  return sql`(${sql.join(
    columns.map((column) => sql`${column} like ${pattern} escape '\\'`),
    sql` or `,
  )})`;
}
