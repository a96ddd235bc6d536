import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import { needIn } from "../../tables.ts";
import { inAudience } from "./candidate-tables.ts";
import type { PreparedRecommendations } from "./prepare-recommendations.ts";

/**
 * Open needs that name a product, or no product but its category: then those of its products that the customer never
 * bought. Strength: 0.18 for each of the need's 1–5 where it names the product, half of that where the category.
 *
 * Of several needs for one product the strongest counts, of equals the one that is wanted first.
 */
export function needReason(prepared: PreparedRecommendations): RawBuilder<unknown> {
  return sql`
    open_need as materialized (
      select n.* from ${needIn(prepared.scope)} as n
      where n.status = 'OPEN' and n.recorded_on <= ${dateOf(prepared.asOf)}
        and ${inAudience(prepared, sql`n.customer_id`)}
    ),
    meeting as (
      select n.*, o.product_id as offered_id, n.strength * 18 / 100.0::double precision as reason_strength
      from open_need as n join offered as o on o.product_id = n.product_id
      union all
      select n.*, o.product_id, n.strength * 9 / 100.0::double precision
      from open_need as n join offered as o on o.category = n.category
        left join owned on owned.customer_id = n.customer_id and owned.product_id = o.product_id
      where n.product_id is null and owned.customer_id is null
    ),
    need_reason as (
      select distinct on (customer_id, offered_id) customer_id, offered_id as product_id,
        reason_strength as strength, id as need_id, topic, strength as need_strength, expected_on,
        product_id is not null as names_product
      from meeting
      order by customer_id, offered_id, reason_strength desc, expected_on nulls last, id
    )`;
}
