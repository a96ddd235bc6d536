import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../filters.ts";
import { dividedByDays, quotaIn } from "../goals/quota-sql.ts";
import type { Scope } from "../scope.ts";
import {
  anonymousBuyers,
  budgetIn,
  buyers,
  caseIn,
  dealIn,
  expenseIn,
  payoutIn,
  products,
  prospectIn,
  reps,
  responseIn,
  saleIn,
} from "../tables.ts";
import type { FactSource, Join } from "./facts.ts";

/** Where a source's rows are, and the day that they count on. */
interface Source {
  readonly from: (scope: Scope) => RawBuilder<unknown>;
  readonly day: FactDay;
}

/** The day that a fact counts on. A stock counts at the end of each row, what goes over days in each with its part. */
export type FactDay = RawBuilder<unknown> | "stock" | "days";

export const sources: Readonly<Record<Exclude<FactSource, "buyer">, Source>> = {
  sale: { from: saleIn, day: sql`f.day` },
  deal: { from: dealIn, day: sql`f.closed_on` },
  pipeline: { from: openDealIn, day: "stock" },
  prospect: { from: prospectIn, day: sql`f.acquired_on` },
  response: { from: responseIn, day: sql`f.day` },
  case: { from: caseIn, day: sql`f.opened_on` },
  resolution: { from: caseIn, day: sql`f.resolved_on` },
  quota: { from: quotaIn, day: "days" },
  payout: { from: payoutIn, day: sql`f.day` },
  budget: { from: (scope) => dividedByDays(budgetIn(scope)), day: "days" },
  expense: { from: expenseIn, day: sql`f.day` },
};

/** A deal that is open has no end yet, whatever day it bears; one that was decided on no day known was never open. */
function openDealIn(scope: Scope): RawBuilder<unknown> {
  return sql`(select deal.*, case when status = 'OPEN' then null else closed_on end as open_until
    from ${dealIn(scope)} as deal where status = 'OPEN' or closed_on is not null)`;
}

/** What joins depend on, and the derived tables that they join. */
export interface JoinContext {
  readonly scope: Scope;
  readonly source: FactSource;
  /** The last day of the window. */
  readonly until: string;
  /** Rows of customer_id and segment. */
  readonly segments: () => RawBuilder<unknown>;
}

/** Joins that need others come after them. */
const order: readonly Join[] = ["buyer", "item", "owner", "anonymous", "firstPurchase", "segment", "bought"];

/** The joins as SQL. They are left joins: a deal may lack its customer or product, and none may lose or double a fact. */
export function joinsOf(needs: Iterable<Join>, context: JoinContext): RawBuilder<unknown> {
  const wanted = new Set(needs);
  // Feedback is its customer's owner's.
  if (wanted.has("owner") && context.source !== "prospect") wanted.add("buyer");
  const joins = order.filter((join) => wanted.has(join)).map((join) => joinOf(join, context));
  return joins.length > 0 ? sql.join(joins, sql``) : sql``;
}

function joinOf(join: Join, { scope, source, until, segments }: JoinContext): RawBuilder<unknown> {
  // Every sale has both, and an inner join leaves the planner free to start from the smaller side of a filter.
  const kind = source === "sale" ? sql` join` : sql` left join`;
  const customer = source === "prospect" ? sql`f.id` : sql`f.customer_id`;
  switch (join) {
    case "item":
      return sql`${kind} ${products()} as item on item.id = f.product_id`;
    case "buyer":
      return sql`${kind} ${buyers()} as buyer on buyer.id = ${customer}`;
    case "owner": {
      const owner = source === "prospect" ? sql`f.owner_id` : sql`buyer.owner_id`;
      return sql` left join ${reps()} as owner on owner.id = ${owner}`;
    }
    case "anonymous":
      return sql` left join ${anonymousBuyers()} as nobody on nobody.id = f.customer_id`;
    case "firstPurchase":
      return sql` left join ${firstPurchases(scope)} as first_purchase on first_purchase.customer_id = ${customer}`;
    case "segment":
      return sql` left join (${segments()}) as segment_of on segment_of.customer_id = ${customer}`;
    case "bought":
      return sql` left join (select customer_id, sum(net_amount) as revenue from ${saleIn(scope)} as purchase
        where day <= ${dateOf(until)} group by customer_id having max(order_net) > 0
      ) as bought on bought.customer_id = ${customer}`;
  }
}

/** The day of each known customer's first purchase ever. */
export function firstPurchases(scope: Scope): RawBuilder<unknown> {
  return sql`(select customer_id, min(day) as day from ${saleIn(scope)} as purchase
    where order_net > 0 and customer_id not in ${anonymousBuyers()} group by customer_id)`;
}
