import { type RawBuilder, sql } from "kysely";
import { checkDay, earlier } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import { resolveFilters } from "../../metrics/resolve-filters.ts";
import type { Scope } from "../../scope.ts";
import { integers } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { lastTwelveMonths } from "../rfm-question.ts";
import { basketTables } from "./baskets.ts";
import type { AssociationOrder, AssociationsQuestion, ProductAssociation, ProductAssociations } from "./question.ts";

/** In how many baskets a pair has to be, so that it isn't chance. */
export const fewestBaskets = 5;

/**
 * Which products are bought together, and how much more often than by chance: support, confidence and lift of pairs
 * (Agrawal, Imieliński and Swami 1993; lift after Brin and others 1997), both ways round.
 *
 * A basket is all that a customer bought in the period (CUSTOMER, the default: what is used together needn't be bought
 * on one day), or one order (ORDER). A product counts when more of it was bought than came back; in an order only what
 * came back with that order is known. See `basketTables` for the baskets that are too large to count.
 *
 * A product that nearly everybody buys goes with everything: its confidence is high, its lift is about 1. Pairs are
 * sorted by lift unless said otherwise; of equals the one in more baskets first, then by ids.
 *
 * @throws badInput for a smallest number of baskets below 1, `first` below 1, an order or kind of basket that isn't one
 * @example (await queryAssociations(db, everything, { calendar, productId: 7, first: 1 })).associations
 *   // [{ productId: 7, otherId: 9, baskets: 30, productBaskets: 40, otherBaskets: 75, support: 0.1, confidence: 0.75, lift: 3 }]
 */
export async function queryAssociations(
  db: WarehouseDb,
  scope: Scope,
  question: AssociationsQuestion & { readonly mostPairs?: number },
): Promise<ProductAssociations> {
  const { calendar, per = "CUSTOMER", productId, minBaskets = fewestBaskets, orderBy = "LIFT", first } = question;
  for (const [name, value] of Object.entries({ minBaskets, first })) {
    if (value === undefined || (Number.isInteger(value) && value >= 1)) continue;
    throw badInput(`${name}: ${value}, expected a whole number, 1 or more`);
  }
  if (per !== "CUSTOMER" && per !== "ORDER") throw badInput(`per: ${JSON.stringify(per)}, expected CUSTOMER or ORDER`);
  const order = orders[orderBy];
  if (!order) throw badInput(`orderBy: ${JSON.stringify(orderBy)}, expected LIFT, CONFIDENCE or SUPPORT`);
  const asOf = checkDay(question.asOf ?? calendar.today, "asOf");
  const period = question.period ?? lastTwelveMonths(asOf);
  const { where, catalog = builtInCatalog, mostPairs } = question;
  const filters = await resolveFilters(db, where, catalog);
  const days = { from: period.from, to: earlier(period.to, asOf) };
  const baskets = { scope, calendar, per, ...days, filters, segmentMap: catalog.segmentMap, mostPairs };
  const { rows } = await sql<Answer>`
    with ${basketTables(baskets)},
    ${pairs(productId, minBaskets)},
    association as (
      select pair.product_id as "productId", other_id as "otherId", pair.baskets::integer as baskets,
        p.baskets::integer as "productBaskets", o.baskets::integer as "otherBaskets",
        pair.baskets / n.baskets as support, pair.baskets / p.baskets as confidence,
        pair.baskets * n.baskets / (p.baskets * o.baskets) as lift
      from pair join in_baskets as p on p.product_id = pair.product_id join in_baskets as o on o.product_id = other_id
        cross join (select baskets::double precision as baskets from basket_count) as n
      order by ${sql.ref(order)} desc, 3 desc, 1, 2 ${first === undefined ? sql`` : sql`limit ${sql.lit(first)}`}
    )
    select n.baskets as "allBaskets", n.left_out as "leftOut", l.products as "largestBasket", association.*
    from basket_count as n cross join basket_limit as l left join association on true
    order by ${sql.ref(order)} desc, association.baskets desc, "productId", "otherId"`.execute(db);
  const { allBaskets, leftOut, largestBasket } = rows[0]!;
  const associations = rows.flatMap((row) => (row.productId === null ? [] : [associationOf(row)]));
  return { period, per, baskets: allBaskets, leftOut, largestBasket, associations };
}

type Answer = { allBaskets: number; leftOut: number; largestBasket: number } & (
  | ProductAssociation
  | { productId: null }
);

const orders: Readonly<Record<AssociationOrder, string>> = {
  LIFT: "lift",
  CONFIDENCE: "confidence",
  SUPPORT: "support",
};

/** Every pair is counted once and answered both ways round; of one product only its own pairs are counted. */
function pairs(productId: number | undefined, minBaskets: number): RawBuilder<unknown> {
  const least = sql`having count(*) >= ${sql.lit(minBaskets)}`;
  const count = sql`count(*)::double precision as baskets`;
  if (productId !== undefined) {
    const one = integers([productId], "product");
    return sql`pair as (
      select ${one} as product_id, o.product_id as other_id, ${count}
      from basket as p join basket as o on o.basket_id = p.basket_id and o.product_id <> p.product_id
      where p.product_id = ${one} group by o.product_id ${least}
    )`;
  }
  // What is in too few baskets is in no pair of enough.
  return sql`often as materialized (
      select b.* from basket as b join in_baskets as i on i.product_id = b.product_id
      where i.baskets >= ${sql.lit(minBaskets)}
    ),
    half as materialized (
      select p.product_id, o.product_id as other_id, ${count}
      from often as p join often as o on o.basket_id = p.basket_id and o.product_id > p.product_id
      group by p.product_id, o.product_id ${least}
    ),
    pair as (
      select product_id, other_id, baskets from half
      union all select other_id, product_id, baskets from half
    )`;
}

function associationOf(row: ProductAssociation): ProductAssociation {
  const { productId, otherId, baskets, productBaskets, otherBaskets, support, confidence, lift } = row;
  return { productId, otherId, baskets, productBaskets, otherBaskets, support, confidence, lift };
}
