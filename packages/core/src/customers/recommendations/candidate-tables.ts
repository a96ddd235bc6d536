import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import { customerIn, integers, products, reps, saleIn } from "../../tables.ts";
import { segmentsOfCustomers } from "../segment-sql.ts";
import { basketTables } from "./baskets.ts";
import type { PreparedRecommendations } from "./prepare-recommendations.ts";

/**
 * The tables, for a `with` clause, that every reason starts from: the baskets of the window; `audience`, a row a
 * customer who may be offered something, with `customer_id`, `kind`, `industry` and `segment`; `offered`, a row a
 * product; and `owned`, a row a product that one of the audience ever bought, with the `quantity` that was kept and the
 * day `last_on`.
 */
export function candidateTables(prepared: PreparedRecommendations): RawBuilder<unknown> {
  const { scope, calendar, asOf, window, segmentMap, audience, offered } = prepared;
  const days = { from: window.from, to: asOf };
  const baskets = { scope, calendar, per: "CUSTOMER", ...days, filters: [], segmentMap } as const;
  return sql`
    ${basketTables(baskets)},
    segment_of as materialized (${segmentsOfCustomers(scope, asOf, segmentMap)}),
    audience as materialized (
      select c.id as customer_id, c.name, c.kind, c.industry, segment_of.segment
      from ${customerIn(scope)} as c left join ${reps()} as owner on owner.id = c.owner_id
        left join segment_of on segment_of.customer_id = c.id
      where not c.erased and ${audience}
    ),
    offered as materialized (
      select p.id as product_id, p.name, p.category from ${products()} as p where ${offered}
    ),
    owned as materialized (
      select customer_id, product_id, sum(quantity) as quantity, max(case when quantity > 0 then day end) as last_on
      from ${saleIn(scope)} as s
      where day <= ${dateOf(asOf)} and ${inAudience(prepared, sql`customer_id`)}
      group by customer_id, product_id having max(case when quantity > 0 then day end) is not null
    )`;
}

/** Whether a customer is of the audience; of one customer by the id itself, which spares the engine a join. */
export function inAudience({ target }: PreparedRecommendations, customer: RawBuilder<unknown>): RawBuilder<boolean> {
  if ("customerId" in target) return sql`${customer} = ${integers([target.customerId], "customer")}`;
  return sql`${customer} in (select customer_id from audience)`;
}

/** Whether a product is offered; of one product by the id itself. */
export function isOffered({ target }: PreparedRecommendations, product: RawBuilder<unknown>): RawBuilder<boolean> {
  if ("productId" in target) return sql`${product} = ${integers([target.productId], "product")}`;
  return sql`${product} in (select product_id from offered)`;
}

/** A value from 0 to 1 cut to four places, so that every engine has the same one. */
export function fourPlaces(value: RawBuilder<unknown>): RawBuilder<number> {
  return sql`(floor(${value} * 10000) / 10000.0::double precision)`;
}

/** A reason that is weaker than this isn't worth a word. */
export const weakestReason = 0.05;
