import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { dateOf } from "../filters.ts";
import { checkPage } from "../page.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { activityStates } from "./activity-sql.ts";
import { customerConditions } from "./customer-filter.ts";
import { type CustomerNeed, customerRows, figuresOfCustomers } from "./customer-rows.ts";
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
  checkPage({ limit, offset });
  const wanted = await customerConditions(db, scope, question);
  const ordered = orderBy.flatMap(({ by }) => needOfOrder[by] ?? []);
  const orders = orderBy.map(({ by, direction }) => {
    const column = orderColumns[by];
    if (!column)
      throw badInput(`orderBy: ${JSON.stringify(by)}, expected one of ${Object.keys(orderColumns).join(", ")}`);
    return direction === "DESC" ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
  });
  const paged = sql<{ id: number }>`select c.id ${customerRows(scope, asOf, ordered)} where ${wanted}
    order by ${sql.join([...orders, sql`c.id`])} limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const counted = sql<{
    total: number;
  }>`select count(*)::integer as total ${customerRows(scope, asOf, [])} where ${wanted}`;
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
    from (${figuresOfCustomers(scope, asOf, { figures: allFigures, ids })}) as figures`.execute(db);
  const byId = new Map(rows.map((row) => [row.customerId, row]));
  return ids.map((customerId) => byId.get(customerId) ?? { ...nothingBought, customerId });
}

const allFigures = ["revenue", "orders", "first_on", "last_on"] as const;

const nothingBought = {
  revenue: 0,
  orders: 0,
  firstOrderOn: null,
  lastOrderOn: null,
  recencyDays: null,
  averageOrderValue: null,
} as const;

const orderColumns: Readonly<Record<CustomerOrderField, RawBuilder<unknown>>> = {
  NAME: sql`c.name collate "C"`,
  REVENUE: sql`coalesce(figures.revenue, 0)`,
  ORDERS: sql`coalesce(figures.orders, 0)`,
  LAST_ORDER: sql`figures.last_on`,
  ACQUIRED_ON: sql`c.acquired_on`,
  ACTIVITY: sql`case activity.state ${sql.join(
    activityStates.map((state, place) => sql`when ${sql.lit(state)} then ${sql.lit(place)}`),
    sql` `,
  )} end`,
  DUE_ON: sql`activity.due_on`,
};

const needOfOrder: Partial<Record<CustomerOrderField, CustomerNeed>> = {
  REVENUE: "revenue",
  ORDERS: "orders",
  LAST_ORDER: "last_on",
  ACTIVITY: "activity",
  DUE_ON: "activity",
};
