import { sql } from "kysely";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { buyerTables } from "./buyer-sql.ts";
import type { PreparedLifetime } from "./prepare-lifetime.ts";
import type { PurchaseGroup } from "./purchase-model.ts";
import type { SpendGroups } from "./spend-model.ts";

/** All that the two fits need to know of the customers. */
export interface LifetimeGroups {
  readonly histories: readonly PurchaseGroup[];
  readonly spend: SpendGroups;
}

interface Row {
  readonly frequency: number | null;
  readonly recency: number | null;
  readonly age: number | null;
  readonly total: number | null;
  readonly customers: number;
  /** Customers whose total is positive, and the sum of their frequencies. */
  readonly spenders: number;
  readonly days: number;
  readonly ofTotal: number;
}

/** The sufficient statistics of both models as of a day: one statement, a row a distinct history and a distinct total. */
export async function queryLifetimeGroups(
  db: WarehouseDb,
  scope: Scope,
  prepared: PreparedLifetime,
  knownUntil: string,
): Promise<LifetimeGroups> {
  const { rows } = await sql<Row>`
    with ${buyerTables(scope, prepared, { knownUntil })},
    spender as (select frequency, recency, age, case when total > 0 then total end as total from buyer)
    select frequency, recency, age, total::double precision as total, count(*)::integer as customers,
      count(total)::integer as spenders, sum(frequency)::double precision as days, grouping(age)::integer as "ofTotal"
    from spender group by grouping sets ((frequency, recency, age), (total))`.execute(db);
  const histories: PurchaseGroup[] = [];
  const byTotal: { total: number; customers: number; days: number }[] = [];
  const spenders = new Map<number, number>();
  for (const { frequency, recency, age, total, customers, days, ...row } of rows) {
    if (row.ofTotal === 1) {
      if (total !== null) byTotal.push({ total, customers, days });
      continue;
    }
    histories.push({ frequency: frequency!, recency: recency!, age: age!, customers });
    if (row.spenders > 0) spenders.set(frequency!, (spenders.get(frequency!) ?? 0) + row.spenders);
  }
  const byFrequency = [...spenders].map(([frequency, customers]) => ({ frequency, customers }));
  return { histories, spend: { byFrequency, byTotal } };
}
