import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import { builtInCatalog } from "../../metrics/catalog.ts";
import { type FactColumn, selectFacts } from "../../metrics/select-facts.ts";
import { daysOf } from "../../metrics/windows.ts";
import type { Scope } from "../../scope.ts";
import type { PreparedLifetime } from "./prepare-lifetime.ts";

/**
 * Tables for a `with` clause, of known buyers and their orders with a positive net amount:
 *
 * - `purchase`: a row a customer and day up to the as-of day, with what was spent on it
 * - `buyer`: a row a customer with frequency, recency and age in days as of `knownUntil`, and `total`, an exact decimal:
 *   what was spent on all days but the first, null where there is no other
 */
export function buyerTables(
  scope: Scope,
  prepared: PreparedLifetime,
  { knownUntil = prepared.asOf, ids }: { readonly knownUntil?: string; readonly ids?: readonly number[] } = {},
): RawBuilder<unknown> {
  const customer = builtInCatalog.dimension("customerId");
  const own = ids ? [{ dimension: customer, on: "value", filter: { in: ids } } as const] : [];
  const facts = purchaseFacts(
    scope,
    { ...prepared, filters: [...prepared.filters, ...own] },
    ["day"],
    [customer],
    [
      { name: "spend", sql: sql`sum(f.net_amount) filter (where f.order_net > 0)`, needs: [] },
      {
        name: "lines",
        sql: sql`count(*) filter (where f.order_net > 0 and nobody.id is null)`,
        needs: ["anonymous"],
      },
    ],
  );
  const until = dateOf(knownUntil);
  return sql`
    purchase as (select t0 as day, k0 as customer_id, spend from (${facts}) as fact where lines > 0),
    known as (
      select customer_id, day, spend, min(day) over (partition by customer_id) as first_day
      from purchase where day <= ${until}
    ),
    buyer as (
      select customer_id, (count(*) - 1)::integer as frequency, (max(day) - min(day))::integer as recency,
        (${until} - min(day))::integer as age, sum(spend) filter (where day > first_day) as total
      from known group by customer_id
    )`;
}

/** Aggregates over the sales up to the as-of day. */
export function purchaseFacts(
  scope: Scope,
  { asOf, calendar, filters }: PreparedLifetime,
  timeGrains: readonly "day"[],
  keys: Parameters<typeof selectFacts>[0]["keys"],
  columns: readonly FactColumn[],
): RawBuilder<unknown> {
  return selectFacts(
    {
      scope,
      source: "sale",
      window: daysOf({ from: "0001-01-01", to: asOf }),
      calendar,
      timeGrains,
      keys,
      filters,
      segments: () => {
        throw new Error("lifetime value is not asked by segment");
      },
    },
    columns,
  );
}
