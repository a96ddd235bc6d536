import { type RawBuilder, sql } from "kysely";
import { fourPlaces, weakestReason } from "./candidate-tables.ts";
import type { PreparedRecommendations } from "./prepare-recommendations.ts";
import { fewestBaskets } from "./query-associations.ts";

/**
 * Products that the customer never bought, and that others bought who share another purchase with them.
 *
 * Strength: the confidence of that association minus the share of all customers who bought the product (its "added
 * value"), so that what everybody buys anyway is no reason. Of several associations the strongest counts, of equals the
 * one in more baskets, then the product with the lower id.
 */
export function associationReason({ target }: PreparedRecommendations): RawBuilder<unknown> {
  // Of one customer only what goes with the customer's own purchases is counted: each side is cut down before they meet.
  const forOne = "customerId" in target;
  const others = forOne ? sql` where b.product_id in (select product_id from owned where quantity > 0)` : sql``;
  const unowned = forOne ? sql` where b.product_id not in (select product_id from owned)` : sql``;
  return sql`
    other_basket as materialized (select b.* from basket as b${others}),
    offered_basket as materialized (
      select b.* from basket as b join offered on offered.product_id = b.product_id${unowned}
    ),
    pair as materialized (
      select o.product_id as other_id, b.product_id, count(*)::double precision as baskets
      from offered_basket as b join other_basket as o on o.basket_id = b.basket_id and o.product_id <> b.product_id
      group by o.product_id, b.product_id having count(*) >= ${sql.lit(fewestBaskets)}
    ),
    rule as materialized (
      select pair.*, pair.baskets / n.baskets as support, pair.baskets / o.baskets as confidence,
        pair.baskets * n.baskets / (o.baskets * p.baskets) as lift,
        ${fourPlaces(sql`(pair.baskets / o.baskets - p.baskets / n.baskets)`)} as strength
      from pair join in_baskets as o on o.product_id = other_id join in_baskets as p on p.product_id = pair.product_id
        cross join (select baskets::double precision as baskets from basket_count) as n
    ),
    association_reason as (
      select distinct on (has.customer_id, rule.product_id) has.customer_id, rule.product_id, rule.other_id,
        rule.strength, rule.baskets, rule.support, rule.confidence, rule.lift
      from rule join owned as has on has.product_id = rule.other_id
        left join owned on owned.customer_id = has.customer_id and owned.product_id = rule.product_id
      where has.quantity > 0 and owned.customer_id is null
        and rule.strength >= ${sql.lit(weakestReason)}::double precision
      order by has.customer_id, rule.product_id, rule.strength desc, rule.baskets desc, rule.other_id
    )`;
}
