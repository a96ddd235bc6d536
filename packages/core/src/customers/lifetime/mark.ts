import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { purchaseFacts } from "./buyer-sql.ts";
import type { PreparedLifetime } from "./prepare-lifetime.ts";

/** By which it is seen how much of the purchases has changed, without counting them customer by customer. */
export interface LifetimeMark {
  /** Lines of orders with a positive net amount. */
  readonly lines: number;
  readonly amount: number;
  /** The sum of their ages in days as of the day asked for. */
  readonly age: number;
  /** The first day with one; null without any. */
  readonly firstDay: string | null;
}

export async function queryLifetimeMark(
  db: WarehouseDb,
  scope: Scope,
  prepared: PreparedLifetime,
): Promise<LifetimeMark> {
  const bought = (aggregate: RawBuilder<unknown>) =>
    sql`${aggregate} filter (where f.order_net > 0 and nobody.id is null)`;
  const needs = ["anonymous"] as const;
  const facts = purchaseFacts(
    scope,
    prepared,
    [],
    [],
    [
      { name: "lines", sql: bought(sql`count(*)`), needs },
      { name: "amount", sql: bought(sql`sum(f.net_amount)`), needs },
      { name: "age", sql: bought(sql`sum(${dateOf(prepared.asOf)} - f.day)`), needs },
      { name: "first_day", sql: bought(sql`min(f.day)`), needs },
    ],
  );
  const { rows } = await sql<LifetimeMark>`
    select lines::double precision as lines, coalesce(amount, 0)::double precision as amount,
      coalesce(age, 0)::double precision as age, first_day::text as "firstDay"
    from (${facts}) as fact`.execute(db);
  return rows[0]!;
}

const most = 0.01;

/**
 * Whether so much has changed since then that a fit has to be made again: more than 1 % of the purchases in number, in
 * amount or in age, or where they begin. Within that, parameters move by less than they are uncertain.
 */
export function isFar(from: LifetimeMark, to: LifetimeMark): boolean {
  if (from.firstDay !== to.firstDay) return true;
  return (["lines", "amount", "age"] as const).some((of) => Math.abs(to[of] - from[of]) > most * Math.abs(from[of]));
}
