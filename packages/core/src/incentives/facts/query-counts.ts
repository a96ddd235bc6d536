import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { anonymousBuyers, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { DecimalText } from "../decimals.ts";
import type { Spiff } from "../plan.ts";
import { creditedLines } from "./credited-lines.ts";
import { type FactWindow, hullOf, windowTable } from "./windows.ts";

export interface CountRow {
  readonly person: number;
  readonly span: number;
  readonly count: DecimalText;
}

/**
 * Counts what a spiff is paid for, by credited shares: orders with a line that meets the filter, each customer's first
 * order ever if it has one, or units. What comes back of a sale within the spiff's days counts against it when it comes
 * back: units one by one, an order when a return that names it brings all of it back.
 */
export async function queryCounts(
  db: WarehouseDb,
  scope: Scope,
  { per, where, when, from, to }: Pick<Spiff, "per" | "where" | "when" | "from" | "to">,
  windows: readonly FactWindow[],
): Promise<CountRow[]> {
  if (windows.length === 0) return [];
  const basis = per === "UNIT" ? "VOLUME" : "REVENUE";
  const lines = creditedLines(scope, { basis, where, when, within: hullOf(windows) });
  const inTime = sql`(select * from ${lines} as line where sold_on between ${dateOf(from)} and ${dateOf(to)})`;
  const counted =
    per === "UNIT" ? sql`(select *, amount as count from ${inTime} as units)` : ordersOf(scope, inTime, per);
  const { rows } = await sql<CountRow>`select w.person, w.span, cast(sum(f.count) as varchar) as count
    from ${counted} as f join ${windowTable(windows)} as w
      on w.person = f.person and w.kind = f.kind and f.counted between w.since and w.until
    group by w.person, w.span order by w.person, w.span`.execute(db);
  return rows;
}

/** One row an order and rep: the share of an order that was placed, less that of one that came back as a whole. */
function ordersOf(scope: Scope, lines: RawBuilder<unknown>, per: "ORDER" | "FIRST_ORDER"): RawBuilder<unknown> {
  const first = per === "FIRST_ORDER" ? sql` where sold_order_id in ${firstOrders(scope)}` : sql``;
  return sql`(select person, kind, counted, case when bool_or(amount > 0) then share when bool_or(is_whole) then -share else 0 end as count
    from ${lines} as line${first} group by person, kind, counted, order_id, share)`;
}

/**
 * Each known customer's first order, of several on its day the one with the lowest id: the least of day and id in one
 * number, so that one pass over the sales finds it.
 */
function firstOrders(scope: Scope): RawBuilder<unknown> {
  return sql`(select cast(first % 4294967296 as integer) from (
    select min(cast(day - date '1970-01-01' as bigint) * 4294967296 + order_id) as first from ${saleIn(scope)} as purchase
    where order_net > 0 and customer_id not in ${anonymousBuyers()} group by customer_id) as found)`;
}
