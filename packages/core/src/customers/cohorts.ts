import { sql } from "kysely";
import { addGrains, bucketEnd, bucketStart, type Calendar, type Grain } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { dateOf } from "../filters.ts";
import type { Catalog } from "../metrics/catalog.ts";
import { prepare } from "../metrics/prepare.ts";
import type { MetricFilter } from "../metrics/question.ts";
import { type FactColumn, selectFacts } from "../metrics/select-facts.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { type Bucket, bucketsOf, type Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { checkTimelessFilters } from "./check-filters.ts";

export type CohortGrain = Extract<Grain, "month" | "quarter" | "year">;

/** What is followed: customers who buy again, their net revenue, or their orders. */
export type CohortMeasure = "CUSTOMERS" | "REVENUE" | "ORDERS";

export interface CohortQuestion {
  /** Cohorts are those whose month (quarter, year) has a day in it; they are whole also at its ends. */
  readonly period: Period;
  readonly calendar: Calendar;
  readonly grain: CohortGrain;
  readonly measure: CohortMeasure;
  /** Which sales count, for who belongs to a cohort and for what they did later. Conditions on time don't fit. */
  readonly where?: MetricFilter | undefined;
  /** Facts after this day are left out. */
  readonly asOf?: string | undefined;
  /** How many months (quarters, years) after the first are answered: all there are unless said. */
  readonly span?: number | undefined;
  readonly catalog?: Catalog | undefined;
}

/** The customers whose first purchase ever lies in a month (quarter, year). */
export interface Cohort {
  readonly from: string;
  readonly to: string;
  readonly customers: number;
}

/** What a cohort did so many months (quarters, years) after its first. */
export interface CohortCell {
  /** First day of the cohort's month. */
  readonly cohort: string;
  /** Customers in the cohort. */
  readonly size: number;
  /** 0 is the month of the first purchase itself. */
  readonly since: number;
  /** First day of the month that the figures are of. */
  readonly start: string;
  /** Null in the future: nothing is known of it. */
  readonly value: number | null;
  /** Of the value of the first month; null also where that is zero or below. */
  readonly share: number | null;
  /** The month is not over yet. */
  readonly unfinished: boolean;
}

/** How much is left after so many months, over all cohorts of which that is known. */
export interface CohortMean {
  readonly since: number;
  /** Σ values ÷ Σ values of the first months; null where no cohort has a month that is over. */
  readonly share: number | null;
  readonly cohorts: number;
}

export interface Cohorts {
  readonly period: Period;
  readonly asOf: string;
  readonly cohorts: readonly Cohort[];
  /** Every cohort from its first month to the longest span of any, by cohort. */
  readonly cells: readonly CohortCell[];
  readonly curve: readonly CohortMean[];
}

const most = 120;

/**
 * Retention: customers by the month (quarter, year) of their first purchase, and what they did in the months since.
 *
 * A purchase is an order with a positive net amount; the first one is looked for in the whole history within the scope,
 * whatever is filtered. A customer belongs to a cohort when they bought what `where` asks for in the month of their
 * first purchase, so that sizes are the metric `newCustomers` under the same filter. Revenue is net of returns.
 * Anonymous customers are left out. The mean weighs cohorts by their first month, and leaves out months that are not
 * over.
 *
 * @throws badInput for more than 120 cohorts, a span beyond 0–120, conditions on time, and as `queryMetrics` does
 * @example
 * (await queryCohorts(db, scope, { period, calendar, grain: "month", measure: "CUSTOMERS" })).cells
 * // [{ cohort: "2024-01-01", size: 40, since: 0, start: "2024-01-01", value: 40, share: 1, unfinished: false },
 * //  { cohort: "2024-01-01", size: 40, since: 1, start: "2024-02-01", value: 12, share: 0.3, unfinished: false }, …]
 */
export async function queryCohorts(db: WarehouseDb, scope: Scope, question: CohortQuestion): Promise<Cohorts> {
  const { grain, calendar, period, measure } = question;
  const asOf = lastKnownDay(question);
  const from = bucketStart(period.from, grain, calendar);
  const buckets = from <= asOf ? bucketsOf({ from, to: asOf }, grain, calendar) : [];
  const founding = buckets.filter(({ start }) => start <= period.to);
  checkSize(question, founding.length);
  const span = Math.min(question.span ?? most, buckets.length - 1);
  const rows = await readRows(db, scope, question, { from, to: asOf });
  const values = new Map(rows.map((row) => [`${row.cohort} ${row.month}`, row]));
  const cells = founding.flatMap(({ start }, place) => {
    const first = values.get(`${start} ${start}`);
    const base = first ? amountOf(first, measure) : 0;
    return Array.from({ length: span + 1 }, (_, since): CohortCell => {
      const month = buckets[place + since];
      const row = month && values.get(`${start} ${month.start}`);
      const value = month ? (row ? amountOf(row, measure) : 0) : null;
      return {
        cohort: start,
        size: first?.customers ?? 0,
        since,
        start: month?.start ?? startAfter(start, since, question),
        value,
        share: value !== null && base > 0 ? value / base : null,
        unfinished: month !== undefined && bucketEnd(month.start, grain, calendar) > asOf,
      };
    });
  });
  const lastCohort = founding.at(-1);
  return {
    period: { ...period, from, to: lastCohort ? bucketEnd(lastCohort.start, grain, calendar) : period.to },
    asOf,
    cohorts: founding.map((bucket) => cohortOf(bucket, values, question)),
    cells,
    curve: founding.length > 0 ? curveOf(cells, span) : [],
  };
}

interface Row {
  readonly cohort: string;
  readonly month: string;
  readonly customers: number;
  readonly orders: number;
  readonly revenue: number;
}

/** One row a cohort and month in which any of its customers had sales. */
async function readRows(
  db: WarehouseDb,
  scope: Scope,
  question: CohortQuestion,
  days: { readonly from: string; readonly to: string },
): Promise<Row[]> {
  const { grain, calendar, where, catalog, period } = question;
  if (days.from > days.to) return [];
  const known = { text: `${days.from}..${days.to}`, ...days, shape: { kind: "range" } } as const;
  const asked = { period: known, calendar, asOf: days.to, where, catalog, dimensions: [grain, "customerId"] };
  const prepared = await prepare(db, scope, asked);
  checkTimelessFilters(prepared, "sale", "cohorts");
  // Nobody else can be in a cohort.
  const isNew = sql<boolean>`first_purchase.day >= ${dateOf(days.from)}`;
  const condition = { sql: isNew, needs: ["firstPurchase"] } as const;
  const sold = selectFacts({ ...prepared, source: "sale", window: prepared.window([]), condition }, columns);
  const { rows } = await sql<Row>`
    with sold as (${sold}),
    member as (
      select k0 as customer_id, t0 as cohort from sold
      where orders > 0 and first_day >= t0 and t0 <= ${dateOf(period.to)}
    )
    select member.cohort::text as cohort, sold.t0::text as month,
      (count(*) filter (where sold.orders > 0))::integer as customers, sum(sold.orders)::integer as orders,
      sum(sold.revenue)::double precision as revenue
    from member join sold on sold.k0 = member.customer_id and sold.t0 >= member.cohort
    group by 1, 2`.execute(db);
  return rows;
}

const columns: readonly FactColumn[] = [
  { name: "orders", sql: sql`count(distinct f.order_id) filter (where f.order_net > 0)`, needs: [] },
  { name: "revenue", sql: sql`sum(f.net_amount)`, needs: [] },
  // Anonymous customers have none.
  { name: "first_day", sql: sql`min(first_purchase.day)`, needs: ["firstPurchase"] },
];

function amountOf(row: Row, measure: CohortMeasure): number {
  if (measure === "CUSTOMERS") return row.customers;
  return measure === "ORDERS" ? row.orders : row.revenue;
}

function cohortOf({ start }: Bucket, values: Map<string, Row>, { grain, calendar }: CohortQuestion): Cohort {
  const to = bucketEnd(start, grain, calendar);
  return { from: start, to, customers: values.get(`${start} ${start}`)?.customers ?? 0 };
}

function curveOf(cells: readonly CohortCell[], span: number): CohortMean[] {
  const firstValues = new Map(cells.filter(({ since }) => since === 0).map((cell) => [cell.cohort, cell.value ?? 0]));
  return Array.from({ length: span + 1 }, (_, since) => {
    const known = cells.filter((cell) => cell.since === since && cell.value !== null && !cell.unfinished);
    const then = known.reduce((sum, { cohort }) => sum + firstValues.get(cohort)!, 0);
    const now = known.reduce((sum, { value }) => sum + value!, 0);
    return { since, share: then > 0 ? now / then : null, cohorts: known.length };
  });
}

function startAfter(start: string, count: number, { grain, calendar }: CohortQuestion): string {
  return bucketStart(addGrains(start, grain, count, calendar), grain, calendar);
}

function checkSize({ span, grain, period }: CohortQuestion, cohorts: number): void {
  if (cohorts > most) {
    throw badInput(
      `period ${period.text}: ${cohorts} cohorts by ${grain}, expected at most ${most}; take a longer grain`,
    );
  }
  if (span !== undefined && (!Number.isInteger(span) || span < 0 || span > most)) {
    throw badInput(`span: ${span}, expected a whole number from 0 to ${most}`);
  }
}
