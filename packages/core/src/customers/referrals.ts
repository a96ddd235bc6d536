import { type RawBuilder, sql } from "kysely";
import { prepare } from "../metrics/prepare.ts";
import { type FactColumn, selectFacts } from "../metrics/select-facts.ts";
import { checkPage, type Page } from "../page.ts";
import type { Scope } from "../scope.ts";
import { customerIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Acquired, AcquisitionQuestion } from "./acquisition.ts";
import { checkFilters } from "./check-filters.ts";

/** What the referred among the customers acquired in a period have brought, beside the others. */
export interface Referrals {
  readonly referred: Acquired;
  readonly others: Acquired;
}

/** A customer who referred others, and what became of those. */
export interface Referrer extends Acquired {
  readonly customerId: number;
}

/**
 * Compares the customers acquired in the period who were referred by another with those who were not.
 *
 * @throws badInput for filters that prospects don't have
 */
export async function queryReferrals(db: WarehouseDb, scope: Scope, question: AcquisitionQuestion): Promise<Referrals> {
  const { rows } = await sql<Counted & { referred: boolean }>`
    select referred_by is not null as referred, ${counts}
    from (${await acquiredCustomers(db, scope, question)}) as acquired group by 1`.execute(db);
  return {
    referred: figuresOf(rows.find(({ referred }) => referred)),
    others: figuresOf(rows.find(({ referred }) => !referred)),
  };
}

/**
 * Who referred customers that were acquired in the period: who referred most first, equals by what those have spent.
 * Referrers whom the viewer may not see are left out.
 *
 * @throws badInput as `queryReferrals` does
 */
export async function queryReferrers(
  db: WarehouseDb,
  scope: Scope,
  question: AcquisitionQuestion,
  page: Page,
): Promise<{ total: number; referrers: Referrer[] }> {
  checkPage(page);
  const from = sql`from (${await acquiredCustomers(db, scope, question)}) as acquired
    join ${customerIn(scope)} as referrer on referrer.id = referred_by`;
  const paged = sql<Counted & { customerId: number }>`
    select referred_by as "customerId", ${counts} ${from} group by 1
    order by acquired desc, revenue desc, 1 limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset)}`;
  const counted = sql<{ total: number }>`select count(distinct referred_by)::integer as total ${from}`;
  const [{ rows }, { rows: totals }] = await Promise.all([paged.execute(db), counted.execute(db)]);
  return {
    total: totals[0]?.total ?? 0,
    referrers: rows.map((row) => ({ customerId: row.customerId, ...figuresOf(row) })),
  };
}

interface Counted {
  readonly acquired: number;
  readonly converted: number;
  readonly revenue: number;
}

const counts = sql`count(*)::integer as acquired, sum(converted)::integer as converted,
  coalesce(sum(spent), 0)::double precision as revenue`;

/** One row a customer acquired in the period. */
async function acquiredCustomers(
  db: WarehouseDb,
  scope: Scope,
  question: AcquisitionQuestion,
): Promise<RawBuilder<unknown>> {
  const prepared = await prepare(db, scope, { ...question, dimensions: ["customerId"] });
  checkFilters(prepared, "prospect", "acquired customers");
  return selectFacts({ ...prepared, source: "prospect", window: prepared.window([]) }, columns);
}

const columns: readonly FactColumn[] = [
  { name: "referred_by", sql: sql`max(f.referred_by_id)`, needs: [] },
  { name: "converted", sql: sql`count(bought.customer_id)`, needs: ["bought"] },
  { name: "spent", sql: sql`sum(bought.revenue)`, needs: ["bought"] },
];

function figuresOf({ acquired, converted, revenue }: Counted = { acquired: 0, converted: 0, revenue: 0 }): Acquired {
  return {
    acquired,
    converted,
    conversionRate: acquired > 0 ? converted / acquired : null,
    revenue,
    revenuePerAcquired: acquired > 0 ? revenue / acquired : null,
  };
}
