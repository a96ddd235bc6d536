import { type RawBuilder, sql } from "kysely";
import { buyers } from "../../tables.ts";
import { fourPlaces, weakestReason } from "./candidate-tables.ts";
import { fewestBaskets } from "./query-associations.ts";

/**
 * Products that the customer never bought, and that customers like this one did within the window: those of the same
 * RFM segment; of a customer who is in none, since nothing was bought lately, those of the same kind and industry.
 *
 * Strength: half of the share of these others who bought it, since it is the weakest evidence.
 */
export function similarReason(): RawBuilder<unknown> {
  return sql`
    audience_key as materialized (
      select a.*, case when segment is null then ${kindKey} else ${segmentKey} end as key from audience as a
    ),
    wanted_key as materialized (select distinct key from audience_key),
    peer as materialized (
      select b.basket_id as customer_id, c.kind, c.industry, segment_of.segment
      from basket_size as b join ${buyers()} as c on c.id = b.basket_id
        left join segment_of on segment_of.customer_id = b.basket_id
    ),
    peer_key as materialized (
      select customer_id, wanted_key.key from peer join wanted_key on wanted_key.key = ${segmentKey}
      union all select customer_id, wanted_key.key from peer join wanted_key on wanted_key.key = ${kindKey}
    ),
    peers as materialized (select key, count(*)::integer as peers from peer_key group by key),
    peer_buyers as materialized (
      select k.key, b.product_id, count(*)::integer as buyers
      from bought as b join offered on offered.product_id = b.product_id
        join peer_key as k on k.customer_id = b.basket_id
      group by k.key, b.product_id having count(*) >= ${sql.lit(fewestBaskets)}
    ),
    peer_share as (
      select a.customer_id, p.product_id, a.segment, a.kind, a.industry, p.buyers,
        peers.peers - case when self.customer_id is null then 0 else 1 end as peers
      from audience_key as a join peer_buyers as p on p.key = a.key join peers on peers.key = a.key
        left join peer_key as self on self.customer_id = a.customer_id and self.key = a.key
        left join owned on owned.customer_id = a.customer_id and owned.product_id = p.product_id
      where owned.customer_id is null
    ),
    similar_strength as (
      select peer_share.*, buyers / peers::double precision as share,
        ${fourPlaces(sql`(buyers / peers::double precision / 2)`)} as strength
      from peer_share
    ),
    similar_reason as (
      select * from similar_strength where strength >= ${sql.lit(weakestReason)}::double precision
    )`;
}

const segmentKey = sql`'segment ' || segment`;
const kindKey = sql`'kind ' || kind || coalesce(' ' || industry, '')`;
