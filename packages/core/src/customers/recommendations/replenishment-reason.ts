import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import { anonymousBuyers, saleIn } from "../../tables.ts";
import { fourPlaces, inAudience, isOffered, weakestReason } from "./candidate-tables.ts";
import type { PreparedRecommendations } from "./prepare-recommendations.ts";

/** Fewer purchases than this say nothing of how often a customer needs a product. */
const ownGapFrom = 3;
/** A product is bought again when at least so many customers, and one in so many of its buyers, did so within the window. */
const fewestRepeaters = 5;
const repeatingFrom = 3;

/**
 * Products that are due again: the usual gap between purchases has passed since the last one. It is the median of the
 * days between the customer's own purchases of the product, where there are 3 or more of them; else the median over all
 * customers within the window, for a product that is bought again at all.
 *
 * Strength: of n purchases 0.9 × n ÷ (n + 2) where the gap is the customer's own, since a longer habit is surer; else
 * 0.3. After twice the gap it falls in the measure that more time passes: the customer seems to have stopped. What was bought and came back isn't due.
 */
export function replenishmentReason(prepared: PreparedRecommendations): RawBuilder<unknown> {
  const { scope, asOf, window } = prepared;
  const today = dateOf(asOf);
  const sinceLast = sql`(${today} - owned.last_on)`;
  // Only where somebody needs it: this is the dearest part of the question.
  const asked = sql`select product_id from own_purchase where purchases < ${sql.lit(ownGapFrom)}`;
  return sql`
    own_gap as (
      select customer_id, product_id, day - lag(day) over (partition by customer_id, product_id order by day) as days
      from ${saleIn(scope)} as s
      where quantity > 0 and day <= ${today}
        and ${inAudience(prepared, sql`customer_id`)} and ${isOffered(prepared, sql`product_id`)}
    ),
    own_purchase as materialized (
      select customer_id, product_id, (1 + count(*) filter (where days > 0))::integer as purchases,
        percentile_cont(0.5) within group (order by case when days > 0 then days end::double precision) as gap
      from own_gap group by customer_id, product_id
    ),
    any_gap as materialized (
      select customer_id, product_id, day - lag(day) over (partition by customer_id, product_id order by day) as days
      from ${saleIn(scope)} as s
      where quantity > 0 and day between ${dateOf(window.from)} and ${today}
        and product_id in (${asked}) and customer_id not in ${anonymousBuyers()}
    ),
    bought_again as (
      select product_id from (
        select product_id, max(days) as most from any_gap group by product_id, customer_id
      ) as buyer
      group by product_id
      having count(*) filter (where most > 0) >= ${sql.lit(fewestRepeaters)}
        and count(*) filter (where most > 0) * ${sql.lit(repeatingFrom)} >= count(*)
    ),
    usual_gap as materialized (
      select product_id, percentile_cont(0.5) within group (order by days::double precision) as gap
      from any_gap where days > 0 and product_id in (select product_id from bought_again) group by product_id
    ),
    due as (
      select owned.customer_id, owned.product_id, owned.last_on, p.purchases, p.purchases >= ${sql.lit(ownGapFrom)} as own,
        floor(case when p.purchases >= ${sql.lit(ownGapFrom)} then p.gap else u.gap end + 0.5)::integer as gap_days,
        ${sinceLast}::integer as since
      from owned join own_purchase as p on p.customer_id = owned.customer_id and p.product_id = owned.product_id
        left join usual_gap as u on u.product_id = owned.product_id
      where owned.quantity > 0
    ),
    replenishment_strength as (
      select due.*, ${fourPlaces(sql`case when own then 0.9 * purchases / (purchases + 2)::double precision else 0.3 end * least(1, 2 * gap_days::double precision / since)`)} as strength
      from due where since >= gap_days
    ),
    replenishment_reason as (
      select * from replenishment_strength where strength >= ${sql.lit(weakestReason)}::double precision
    )`;
}
