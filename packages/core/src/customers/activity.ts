import { sql } from "kysely";
import { checkDay } from "../calendar.ts";
import type { Scope } from "../scope.ts";
import { integers } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type ActivityState, activityOfCustomers, activityStates } from "./activity-sql.ts";
import { customerConditions } from "./customer-filter.ts";
import { customerRows } from "./customer-rows.ts";
import type { CustomersQuestion } from "./question.ts";

export interface CustomerActivity {
  readonly customerId: number;
  readonly state: ActivityState;
  /** Distinct days with an order of a positive net amount. */
  readonly purchaseDays: number;
  readonly lastPurchaseOn: string | null;
  /** Days from the last purchase to the as-of day. */
  readonly recencyDays: number | null;
  /** What the recency is held against: their own usual gap, or that of the company's customers. */
  readonly usualGapDays: number | null;
  /** Whether the gap is their own; else they have bought on one day only. */
  readonly hasOwnGap: boolean;
  /** The last day on which they are still ACTIVE without another purchase. */
  readonly dueOn: string | null;
}

/**
 * How active customers are, in the order of the ids: the days since their last purchase against their usual gap, the
 * median of the days between the days on which they bought. ACTIVE up to it, COOLING above it, DORMANT above twice,
 * LOST above four times, PROSPECT who never bought. Who has bought on one day only is held against the median of the
 * customers' usual gaps; as long as nobody has bought twice, they are ACTIVE. A purchase is an order with a positive
 * net amount.
 *
 * @returns undefined for anonymous customers, for those who are not in the scope, and for those who were acquired
 *   after the as-of day and haven't bought by it
 * @example
 * await queryActivity(db, scope, [7], "2024-06-30")
 * // [{ customerId: 7, state: "COOLING", recencyDays: 45, usualGapDays: 30, dueOn: "2024-06-15", … }]
 */
export async function queryActivity(
  db: WarehouseDb,
  scope: Scope,
  ids: readonly number[],
  asOf: string,
): Promise<(CustomerActivity | undefined)[]> {
  checkDay(asOf, "asOf");
  if (ids.length === 0) return [];
  const { rows } = await sql<CustomerActivity>`
    select customer_id as "customerId", state, purchase_days as "purchaseDays", last_on::text as "lastPurchaseOn",
      recency_days as "recencyDays", usual_gap as "usualGapDays", has_own_gap as "hasOwnGap", due_on::text as "dueOn"
    from (${activityOfCustomers(scope, asOf)}) as activity
    where customer_id in (${integers(ids, "customer")})`.execute(db);
  const byId = new Map(rows.map((row) => [row.customerId, row]));
  return ids.map((id) => byId.get(id));
}

export interface ActivityCount {
  readonly state: ActivityState;
  readonly customers: number;
  /** Share of all customers counted, 0 to 1; 0 when there are none. */
  readonly share: number;
  /** Their net revenue up to the as-of day. */
  readonly revenue: number;
}

/**
 * How many customers are in each state of activity, and what they have brought so far. Every state is answered.
 *
 * @throws badInput for a date that is none, and as `queryCustomers` does for filters
 */
export async function queryActivityCounts(
  db: WarehouseDb,
  scope: Scope,
  question: Pick<CustomersQuestion, "where" | "asOf" | "catalog">,
): Promise<ActivityCount[]> {
  checkDay(question.asOf, "asOf");
  const wanted = await customerConditions(db, scope, question);
  const from = customerRows(scope, question.asOf, ["activity", "revenue"]);
  const { rows } = await sql<{ state: ActivityState; customers: number; revenue: number }>`
    select activity.state, count(*)::integer as customers,
      coalesce(sum(figures.revenue), 0)::double precision as revenue
    ${from} where ${wanted} and activity.state is not null group by 1`.execute(db);
  const all = rows.reduce((sum, { customers }) => sum + customers, 0);
  return activityStates.map((state) => {
    const { customers = 0, revenue = 0 } = rows.find((row) => row.state === state) ?? {};
    return { state, customers, share: all > 0 ? customers / all : 0, revenue };
  });
}
