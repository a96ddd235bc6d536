import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../filters.ts";
import type { Scope } from "../scope.ts";
import { anonymousBuyers, customerIn, saleIn } from "../tables.ts";

export type ActivityState = "ACTIVE" | "COOLING" | "DORMANT" | "LOST" | "PROSPECT";

/** From those who keep buying to those who never did. */
export const activityStates: readonly ActivityState[] = ["ACTIVE", "COOLING", "DORMANT", "LOST", "PROSPECT"];

/**
 * Rows of customer_id, purchase_days, last_on, recency_days, usual_gap, has_own_gap, due_on and state: one a customer
 * who is known by the as-of day. `queryActivity` says what they mean.
 */
export function activityOfCustomers(scope: Scope, asOf: string): RawBuilder<unknown> {
  const overdue = (times: number) => sql`recency_days > ${sql.lit(times)} * usual_gap`;
  return sql`
    with gap as (${purchaseGaps(scope, asOf)}),
    buyer as (
      select customer_id, count(*)::integer as purchase_days, max(day) as last_on,
        percentile_cont(0.5) within group (order by days::double precision) as own_gap
      from gap group by customer_id
    ),
    typical as (${typicalGap(sql`buyer`)}),
    known as (
      select c.id as customer_id, coalesce(purchase_days, 0) as purchase_days, last_on,
        (${dateOf(asOf)} - last_on)::integer as recency_days, own_gap is not null as has_own_gap,
        case when last_on is not null then coalesce(own_gap, typical.days) end as usual_gap
      from ${customerIn(scope)} as c left join buyer on buyer.customer_id = c.id cross join typical
      where not c.anonymous and (last_on is not null or c.acquired_on is null or c.acquired_on <= ${dateOf(asOf)})
    )
    select known.*, last_on + floor(usual_gap)::integer as due_on,
      case when last_on is null then 'PROSPECT' when ${overdue(4)} then 'LOST' when ${overdue(2)} then 'DORMANT'
        when ${overdue(1)} then 'COOLING' else 'ACTIVE' end as state
    from known`;
}

/** The median of customers' usual gaps, as `days`: each customer counts once, however often they buy. */
function typicalGap(buyers: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select percentile_cont(0.5) within group (order by own_gap) as days from ${buyers}`;
}

/**
 * Rows of customer_id, day and days: every day on which a known customer bought, up to the as-of day, and how many days
 * after the one before (none of the first). A purchase is an order with a positive net amount.
 */
function purchaseGaps(scope: Scope, asOf: string): RawBuilder<unknown> {
  return sql`select customer_id, day,
      (day - lag(day) over (partition by customer_id order by day))::integer as days
    from (
      select distinct customer_id, day from ${saleIn(scope)} as sold
      where order_net > 0 and day <= ${dateOf(asOf)} and customer_id not in ${anonymousBuyers()}
    ) as purchase`;
}
