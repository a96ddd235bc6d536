import { sql } from "kysely";
import { earlier } from "../calendar.ts";
import { dateOf } from "../filters.ts";
import { prepare } from "../metrics/prepare.ts";
import { type FactColumn, selectFacts } from "../metrics/select-facts.ts";
import { daysOf } from "../metrics/windows.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { AcquisitionQuestion } from "./acquisition.ts";
import { checkTimelessFilters } from "./check-filters.ts";

/** The days that customers let pass before they buy again. */
export interface PurchaseGaps {
  /** How many times somebody bought again in the period. */
  readonly gaps: number;
  /** In days; null where nobody bought again. */
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
  /** Every bucket, the shortest first. */
  readonly buckets: readonly GapBucket[];
}

export interface GapBucket {
  readonly fromDays: number;
  /** Null for the last, which is open. */
  readonly toDays: number | null;
  readonly gaps: number;
  /** Of all gaps, 0 to 1; 0 when there are none. */
  readonly share: number;
}

const bounds = [7, 14, 30, 60, 90, 180, 365];

/**
 * Time between purchases: from each day in the period on which a customer bought back to the last day before it, also
 * before the period. A purchase is an order with a positive net amount; several on one day are one. Quartiles are
 * interpolated linearly (type 7 of Hyndman and Fan 1996). Anonymous customers are left out.
 *
 * @throws badInput for conditions on time, and for filters that sales don't have
 */
export async function queryPurchaseGaps(
  db: WarehouseDb,
  scope: Scope,
  question: AcquisitionQuestion,
): Promise<PurchaseGaps> {
  const { period, asOf } = question;
  const prepared = await prepare(db, scope, { ...question, dimensions: ["customerId"] });
  checkTimelessFilters(prepared, "sale", "times between purchases");
  const to = earlier(period.to, asOf ?? period.to);
  const window = daysOf({ from: longAgo, to });
  const bought = selectFacts({ ...prepared, source: "sale", timeGrains: ["day"], window }, [orders]);
  const quartile = (share: number, name: string) =>
    sql`percentile_cont(${sql.lit(share)}) within group (order by days::double precision) as ${sql.ref(name)}`;
  const upTo = bounds.map(
    (days) => sql`count(*) filter (where days <= ${sql.lit(days)})::integer as ${sql.ref(`up_to_${days}`)}`,
  );
  const { rows } = await sql<Omit<PurchaseGaps, "buckets"> & Record<string, number>>`
    with bought as (${bought}),
    gap as (
      select t0 as day, (t0 - lag(t0) over (partition by k0 order by t0))::integer as days from bought where orders > 0
    )
    select count(*)::integer as gaps, ${quartile(0.25, "lowerQuartile")}, ${quartile(0.5, "median")},
      ${quartile(0.75, "upperQuartile")}, ${sql.join(upTo)}
    from gap where days is not null and day >= ${dateOf(period.from)}`.execute(db);
  const { gaps, lowerQuartile, median, upperQuartile, ...counts } = rows[0]!;
  return { gaps, lowerQuartile, median, upperQuartile, buckets: bucketsOf(gaps, counts) };
}

/** Before any sale: the earliest day that periods can have. */
const longAgo = "1000-01-01";

const orders: FactColumn = {
  name: "orders",
  sql: sql`count(*) filter (where f.order_net > 0 and nobody.id is null)`,
  needs: ["anonymous"],
};

function bucketsOf(gaps: number, counts: Record<string, number>): GapBucket[] {
  return [...bounds, null].map((toDays, index) => {
    const before = bounds[index - 1];
    const within = toDays === null ? gaps : counts[`up_to_${toDays}`]!;
    const count = within - (before === undefined ? 0 : counts[`up_to_${before}`]!);
    return { fromDays: (before ?? 0) + 1, toDays, gaps: count, share: gaps > 0 ? count / gaps : 0 };
  });
}
