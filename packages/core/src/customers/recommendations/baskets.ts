import { type RawBuilder, sql } from "kysely";
import { type Calendar, earlier } from "../../calendar.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import type { DimensionDefinition } from "../../metrics/dimensions.ts";
import { type DimensionFilter, selectFacts } from "../../metrics/select-facts.ts";
import { daysOf } from "../../metrics/windows.ts";
import type { Scope } from "../../scope.ts";
import { anonymousBuyers } from "../../tables.ts";
import { segmentsOfCustomers } from "../segment-sql.ts";
import type { SegmentMap } from "../segments.ts";
import type { BasketKind } from "./question.ts";

/** A basket of n products has n × (n − 1) ÷ 2 pairs; so many are counted, and an engine still answers in a second. */
const mostPairs = 10_000_000;

export interface BasketsQuestion {
  readonly scope: Scope;
  readonly calendar: Calendar;
  readonly per: BasketKind;
  readonly from: string;
  readonly to: string;
  readonly filters: readonly DimensionFilter[];
  readonly segmentMap: SegmentMap;
  readonly mostPairs?: number | undefined;
}

/**
 * The tables, for a `with` clause, that end in `basket`: a row a product that is in a basket, with `basket_id` and
 * `product_id`.
 *
 * A product is in a basket when more of it was bought than came back. Anonymous customers buy orders, but no basket of
 * a customer. Where a few buy nearly everything, their pairs would outnumber all others and say nothing: baskets count
 * from the smallest size on, as long as all pairs together are no more than `mostPairs`. `bought` has the larger ones
 * too; `basket_limit` is one row of how many products the largest one that counts has, and `basket_count` of how many
 * count and how many are left out.
 */
export function basketTables(question: BasketsQuestion): RawBuilder<unknown> {
  const ofCustomers = question.per === "CUSTOMER";
  return sql`
    bought as materialized (
      select k0 as basket_id, k1 as product_id from (${quantities(question)}) as total
      where quantity > 0${ofCustomers ? sql` and k0 not in ${anonymousBuyers()}` : sql``}
    ),
    basket_size as materialized (select basket_id, count(*)::integer as products from bought group by basket_id),
    size_class as (
      select products, sum(count(*)::double precision * products * (products - 1) / 2) over (order by products) as pairs
      from basket_size group by products
    ),
    basket_limit as materialized (
      select coalesce(max(products), 0) as products from size_class
      where pairs <= ${sql.lit(question.mostPairs ?? mostPairs)}
    ),
    basket_count as materialized (
      select (count(*) filter (where s.products <= l.products))::integer as baskets,
        (count(*) filter (where s.products > l.products))::integer as left_out
      from basket_size as s cross join basket_limit as l
    ),
    basket as materialized (
      select b.basket_id, b.product_id from bought as b join basket_size as s on s.basket_id = b.basket_id
      where s.products <= (select products from basket_limit)
    ),
    in_baskets as materialized (
      select product_id, count(*)::double precision as baskets from basket group by product_id
    )`;
}

function quantities({ scope, calendar, per, from, to, filters, segmentMap }: BasketsQuestion): RawBuilder<unknown> {
  return selectFacts(
    {
      scope,
      source: "sale",
      window: daysOf({ from, to }),
      calendar,
      timeGrains: [],
      keys: [per === "ORDER" ? order : builtInCatalog.dimension("customerId"), builtInCatalog.dimension("productId")],
      filters,
      segments: () => segmentsOfCustomers(scope, earlier(to, calendar.today), segmentMap),
    },
    [{ name: "quantity", sql: sql`sum(f.quantity)`, needs: [] }],
  );
}

/** An order is nothing that figures are split by elsewhere. */
const order: DimensionDefinition = {
  id: "orderId",
  label: { en: "Order", "zh-CN": "订单" },
  description: { en: "The order", "zh-CN": "订单" },
  kind: "text",
  columns: { sale: { sql: sql`f.order_id`, needs: [] } },
};
