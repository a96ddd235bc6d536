import { type RawBuilder, sql } from "kysely";
import { bucketEnd, bucketStart } from "../../calendar.ts";
import { and, dateOf } from "../../filters.ts";
import { firstPurchases } from "../../metrics/sources.ts";
import type { Scope } from "../../scope.ts";
import { credits, products, saleIn } from "../../tables.ts";
import type { ClosedRange } from "../day-ranges.ts";
import type { Basis, CountedWhen, SalesFilter } from "../plan.ts";

/** Which order lines count, and what of them. */
export interface CreditQuestion {
  readonly basis: Exclude<Basis, "WON_AMOUNT">;
  readonly where: SalesFilter;
  readonly when: CountedWhen;
  /** The days that the answer may be of; the months that they lie in are read. */
  readonly within: ClosedRange;
}

/**
 * Order lines with who is credited with them, one row for each line and rep, with the columns
 *
 * - person, team: the credited rep, and the team at the time of the sale
 * - order_id, line, customer_id, day of the order
 * - kind: FACT, or RETURN for what comes back of a sale of an earlier month
 * - counted: the day that it counts on; for what comes back in the month of its sale that of the sale
 * - origin: of a RETURN the month of its sale, such as 2024-03
 * - sold_on: the day on which the sale counted that the line is of, or came back of
 * - sold_order_id: that order; is_whole: whether all of it came back at once
 * - share, and amount: the basis × the share, exact
 *
 * What comes back is credited as its sale was, where the order names it. Lines of unknown cost have no gross profit yet.
 */
export function creditedLines(scope: Scope, { basis, where, when, within }: CreditQuestion): RawBuilder<unknown> {
  const counted = when === "PAID" ? sql`f.paid_on` : sql`f.day`;
  // A return isn't paid for; what it takes back counts on its own day.
  const own =
    when === "PAID" ? sql`case when f.net_amount < 0 then coalesce(f.paid_on, f.day) else f.paid_on end` : counted;
  const sold = when === "PAID" ? sql`o.paid_on` : sql`o.day`;
  const amount = amounts[basis];
  const isBack = sql`(o.order_id is not null and (f.quantity < 0 or f.net_amount < 0) and ${amount} < 0)`;
  const isEarlier = sql`date_trunc('month', ${sold}) < date_trunc('month', ${own})`;
  // What comes back counts on its sale's day also after the days that are asked for, as long as it is the same month.
  const [monthStart, monthEnd] = [bucketStart(within.from, "month", months), bucketEnd(within.to, "month", months)];
  const conditions = [
    sql<boolean>`${own} between ${dateOf(monthStart)} and ${dateOf(monthEnd)}`,
    // Of what hasn't been paid for nothing has counted that could come back.
    sql<boolean>`(o.order_id is null or ${sold} is not null)`,
    ...(basis === "GROSS_PROFIT" ? [sql<boolean>`f.cost is not null`] : []),
    ...conditionsOf(where),
  ];
  const { product, category, newOrReturning } = where;
  const item = product || category ? sql` join ${products()} as item on item.id = f.product_id` : sql``;
  const first = newOrReturning
    ? sql` left join ${firstPurchases(scope)} as first_purchase on first_purchase.customer_id = f.customer_id`
    : sql``;
  return sql`(select coalesce(c.rep_id, case when o.order_id is null then f.rep_id else o.rep_id end) as person,
      case when o.order_id is null then f.team_id else o.team_id end as team,
      f.order_id, f.line, f.customer_id, f.day,
      case when ${isBack} and ${isEarlier} then 'RETURN' else 'FACT' end as kind,
      case when ${isBack} and not ${isEarlier} then ${sold} else ${own} end as counted,
      case when ${isBack} and ${isEarlier} then substr(cast(${sold} as varchar), 1, 7) end as origin,
      coalesce(${sold}, ${own}) as sold_on,
      coalesce(c.share, 1) as share,
      o.order_id is not null and f.order_net <= -o.order_net as is_whole,
      coalesce(o.order_id, f.order_id) as sold_order_id,
      cast(${amount} as decimal(18, 4)) * coalesce(c.share, cast(1 as decimal(9, 8))) as amount
    from ${saleIn(scope)} as f
    left join ${returnedOrders(scope)} as o on o.order_id = f.return_of_id
    left join ${credits()} as c on c.order_id = coalesce(o.order_id, f.order_id)${item}${first}
    where ${and(conditions)})`;

  function conditionsOf(filter: SalesFilter): RawBuilder<boolean>[] {
    const lists: [readonly string[] | null, RawBuilder<unknown>][] = [
      [filter.product, sql`item.external_id`],
      [filter.category, sql`item.category`],
      [filter.channel, sql`f.channel`],
      [filter.region, sql`f.region`],
    ];
    const isNew = sql`first_purchase.day >= cast(date_trunc('month', coalesce(${sold}, ${own})) as date)`;
    return [
      ...lists.flatMap(([values, column]) => (values ? [sql<boolean>`${column} in (${sql.join([...values])})`] : [])),
      ...(filter.newOrReturning === "NEW" ? [sql<boolean>`${isNew}`] : []),
      ...(filter.newOrReturning === "RETURNING" ? [sql<boolean>`not ${isNew}`] : []),
    ];
  }
}

/** Months are the same in every calendar. */
const months = { fiscalYearStart: 1, weekStart: 1 };

const amounts = {
  REVENUE: sql`f.net_amount`,
  GROSS_PROFIT: sql`(f.net_amount - f.cost)`,
  VOLUME: sql`f.quantity`,
} as const;

/** The orders that something came back of. */
function returnedOrders(scope: Scope): RawBuilder<unknown> {
  const returned = sql`(select return_of_id from ${saleIn(scope)} as back where return_of_id is not null)`;
  return sql`(select order_id, min(day) as day, min(paid_on) as paid_on, min(rep_id) as rep_id, min(team_id) as team_id,
      min(order_net) as order_net
    from ${saleIn(scope)} as original where order_id in ${returned} group by order_id)`;
}
