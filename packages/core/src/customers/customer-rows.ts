import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { customerIn, integers, reps, saleIn } from "../tables.ts";
import { activityOfCustomers } from "./activity-sql.ts";

/** What can be joined to a customer as of a day. */
export type CustomerJoin = "figures" | "activity";

/**
 * The customers `c` that a viewer may see, their `owner`, and what order or columns need beside them: their sales as
 * `figures`, their `activity`.
 */
export function customerRows(scope: Scope, asOf: string, joins: readonly CustomerJoin[]): RawBuilder<unknown> {
  const joined = {
    figures: () => sql` left join (${figuresOfCustomers(scope, asOf)}) as figures on figures.customer_id = c.id`,
    activity: () => sql` left join (${activityOfCustomers(scope, asOf)}) as activity on activity.customer_id = c.id`,
  };
  const wanted = [...new Set(joins)].map((join) => joined[join]());
  const customers = sql`from ${customerIn(scope)} as c left join ${reps()} as owner on owner.id = c.owner_id`;
  return sql.join([customers, ...wanted], sql``);
}

/** Rows of customer_id, revenue, orders, first_on and last_on: their sales up to a day. */
export function figuresOfCustomers(scope: Scope, asOf: string, ids?: readonly number[]): RawBuilder<unknown> {
  return sql`select customer_id, sum(net_amount) as revenue,
      (count(distinct order_id) filter (where order_net > 0))::integer as orders,
      min(day) filter (where order_net > 0) as first_on, max(day) filter (where order_net > 0) as last_on
    from ${saleIn(scope)} as s
    where day <= ${dateOf(asOf)}${ids ? sql` and customer_id in (${integers(ids, "customer")})` : sql``}
    group by customer_id`;
}
