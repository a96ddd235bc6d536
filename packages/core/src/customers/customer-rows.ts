import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { customerIn, integers, reps, saleIn } from "../tables.ts";
import { activityOfCustomers } from "./activity-sql.ts";

/** What a customer's sales up to a day come to. */
const figures = {
  revenue: sql`sum(net_amount)`,
  orders: sql`(count(distinct order_id) filter (where order_net > 0))::integer`,
  first_on: sql`min(day) filter (where order_net > 0)`,
  last_on: sql`max(day) filter (where order_net > 0)`,
} as const;

type CustomerFigure = keyof typeof figures;

/** What can stand beside a customer as of a day. */
export type CustomerNeed = CustomerFigure | "activity";

/**
 * The customers `c` that a viewer may see, their `owner`, and what order or columns need beside them: of their sales
 * the `figures` named, their `activity`.
 */
export function customerRows(scope: Scope, asOf: string, needs: readonly CustomerNeed[]): RawBuilder<unknown> {
  const named = [...new Set(needs)].filter((need) => need !== "activity");
  const joins = [
    ...(named.length > 0
      ? [
          sql` left join (${figuresOfCustomers(scope, asOf, { figures: named })}) as figures on figures.customer_id = c.id`,
        ]
      : []),
    ...(needs.includes("activity")
      ? [sql` left join (${activityOfCustomers(scope, asOf)}) as activity on activity.customer_id = c.id`]
      : []),
  ];
  const customers = sql`from ${customerIn(scope)} as c left join ${reps()} as owner on owner.id = c.owner_id`;
  return sql.join([customers, ...joins], sql``);
}

/**
 * Rows of customer_id and figures of their sales up to a day: only those named, for distinct orders take longer than
 * all else. Who hasn't bought has no row.
 */
export function figuresOfCustomers(
  scope: Scope,
  asOf: string,
  { figures: named, ids }: { readonly figures: readonly CustomerFigure[]; readonly ids?: readonly number[] },
): RawBuilder<unknown> {
  const columns = named.map((name) => sql`${figures[name]} as ${sql.ref(name)}`);
  return sql`select ${sql.join([sql`customer_id`, ...columns])} from ${saleIn(scope)} as s
    where day <= ${dateOf(asOf)}${ids ? sql` and customer_id in (${integers(ids, "customer")})` : sql``}
    group by customer_id`;
}
