import { type RawBuilder, sql } from "kysely";
import { badInput } from "../errors.ts";
import { checkPage } from "../page.ts";
import type { Scope } from "../scope.ts";
import { integers } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Rfm, RfmCell, RfmCutPoints, RfmMember, RfmMemberPage, RfmQuestion } from "./question.ts";
import { type PreparedRfm, prepareRfm } from "./rfm-question.ts";
import { scoredCustomers } from "./rfm-sql.ts";
import { isInSegment } from "./segment-sql.ts";
import { findSegment, segmentAt } from "./segments.ts";

interface Group {
  recency: number;
  frequency: number;
  monetary: number;
  customers: number;
  revenue: number;
}

/**
 * Recency, frequency and monetary value of the customers who bought in a window, as scores, cells and segments.
 *
 * Recency is the days from the last order to the as-of day, frequency the distinct orders, both of orders with a
 * positive net amount; monetary is net revenue, returns deducted. An order that a return takes back in full, be it on the
 * same day, was still a purchase and counts in recency and frequency; of monetary nothing is left of it, so that the
 * customer ranks by what they kept.
 *
 * A score is 1 + the number of cut points at or below the value, for recency reversed, so that equal values always score
 * alike. Cut points are the linearly interpolated quantiles (type 7 of Hyndman and Fan 1996), rounded to a millionth,
 * unless given. Anonymous customers are left out.
 *
 * @throws badInput for bins other than 3–5, cut points that are not ascending or not one fewer than bins, a segment
 *   map with gaps or overlaps, and filters that sales don't have
 */
export async function queryRfm(db: WarehouseDb, scope: Scope, question: RfmQuestion): Promise<Rfm> {
  const rfm = await prepareRfm(db, question);
  const { rows } = await sql<Group & Record<string, number>>`
    ${scoredCustomers(scope, rfm)},
    cell as (
      select recency, frequency, monetary, count(*)::integer as customers, sum(revenue)::double precision as revenue
      from scored group by recency, frequency, monetary
    )
    select cell.*${rfm.cutPoints ? sql`` : sql`, cut.*`} from cell${rfm.cutPoints ? sql`` : sql` cross join cut`}
    order by cell.recency, cell.frequency, cell.monetary`.execute(db);
  const customers = total(rows, "customers");
  return {
    asOf: rfm.asOf,
    window: rfm.window,
    bins: rfm.bins,
    customers,
    revenue: total(rows, "revenue"),
    cutPoints: rfm.cutPoints ?? computedCutPoints(rows[0], rfm.bins),
    cells: cellsOf(rows, rfm),
    segments: rfm.segmentMap.segments.map(({ id, label }) => {
      const own = rows.filter((row) => segmentOf(rfm, row) === id);
      const count = total(own, "customers");
      return { id, label, customers: count, revenue: total(own, "revenue"), share: customers ? count / customers : 0 };
    }),
  };
}

/**
 * The customers of an RFM, or of one of its segments or cells, with their figures and scores: who spent most first.
 *
 * @throws badInput as `queryRfm` does, and for a segment that the map doesn't have
 */
export async function queryRfmMembers(
  db: WarehouseDb,
  scope: Scope,
  question: RfmQuestion,
  page: RfmMemberPage,
): Promise<{ total: number; members: RfmMember[] }> {
  const rfm = await prepareRfm(db, question);
  const wanted = membersWanted(rfm, page);
  const members = sql<Omit<RfmMember, "segment">>`${selectMembers(scope, rfm, wanted)}
    order by scored.revenue desc, customer_id limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset)}`;
  const counted = sql<{ total: number }>`
    ${scoredCustomers(scope, rfm)} select count(*)::integer as total from scored where ${wanted}`;
  const [{ rows }, { rows: counts }] = await Promise.all([members.execute(db), counted.execute(db)]);
  return {
    total: counts[0]?.total ?? 0,
    members: rows.map((row) => ({ ...row, segment: segmentOf(rfm, row) })),
  };
}

/**
 * Figures and scores of customers over the 12 months up to a day, of all their sales, in the order of the ids.
 *
 * @returns undefined for those without a purchase in these months
 */
export async function queryRfmOfCustomers(
  db: WarehouseDb,
  scope: Scope,
  ids: readonly number[],
  question: Pick<RfmQuestion, "calendar" | "asOf" | "catalog">,
): Promise<(RfmMember | undefined)[]> {
  if (ids.length === 0) return [];
  const rfm = await prepareRfm(db, question);
  const wanted = sql`customer_id in (${integers(ids, "customer")})`;
  const { rows } = await selectMembers(scope, rfm, wanted).execute(db);
  const byId = new Map(rows.map((row) => [row.customerId, { ...row, segment: segmentOf(rfm, row) }]));
  return ids.map((id) => byId.get(id));
}

function selectMembers(
  scope: Scope,
  rfm: PreparedRfm,
  wanted: RawBuilder<unknown>,
): RawBuilder<Omit<RfmMember, "segment">> {
  return sql`${scoredCustomers(scope, rfm)}
    select customer_id as "customerId", recency_days as "recencyDays", orders, revenue::double precision as revenue,
      recency, frequency, monetary
    from scored where ${wanted}`;
}

function segmentOf(rfm: PreparedRfm, row: { recency: number; frequency: number; monetary: number }): string {
  return segmentAt(rfm.segmentMap, row.recency, row.frequency, row.monetary).id;
}

function cellsOf(rows: readonly Group[], rfm: PreparedRfm): RfmCell[] {
  const scores = Array.from({ length: rfm.bins }, (_, index) => index + 1);
  return scores.flatMap((recency) =>
    scores.map((frequency) => {
      const own = rows.filter((row) => row.recency === recency && row.frequency === frequency);
      const customers = total(own, "customers");
      const revenue = total(own, "revenue");
      const averageSpend = customers ? revenue / customers : null;
      return {
        recency,
        frequency,
        customers,
        revenue,
        averageSpend,
        segment: mostFrequentSegment(own, rfm, recency, frequency),
      };
    }),
  );
}

function mostFrequentSegment(own: readonly Group[], rfm: PreparedRfm, recency: number, frequency: number): string {
  const counts = new Map<string, number>();
  for (const row of own) counts.set(segmentOf(rfm, row), (counts.get(segmentOf(rfm, row)) ?? 0) + row.customers);
  const most = [...counts].sort(([, a], [, b]) => b - a)[0];
  return most?.[0] ?? segmentOf(rfm, { recency, frequency, monetary: 1 });
}

function computedCutPoints(row: Record<string, number> | undefined, bins: number): RfmCutPoints {
  const read = (of: string) =>
    row ? Array.from({ length: bins - 1 }, (_, index) => row[`${of}_cut_${index + 1}`]!) : [];
  return { recency: read("recency"), frequency: read("frequency"), monetary: read("monetary") };
}

function membersWanted(rfm: PreparedRfm, { segment, cell, limit, offset }: RfmMemberPage): RawBuilder<boolean> {
  checkPage({ limit, offset });
  const conditions = [sql<boolean>`true`];
  if (cell) {
    const scores = [cell.recency, cell.frequency];
    if (scores.some((score) => !Number.isInteger(score) || score < 1 || score > rfm.bins)) {
      throw badInput(`cell R${cell.recency} F${cell.frequency}: expected scores from 1 to ${rfm.bins}`);
    }
    conditions.push(sql`recency = ${sql.lit(cell.recency)} and frequency = ${sql.lit(cell.frequency)}`);
  }
  if (segment !== undefined) {
    const found = findSegment(rfm.segmentMap, segment);
    conditions.push(isInSegment(found));
  }
  return sql.join(conditions, sql` and `);
}

function total(rows: readonly Group[], of: "customers" | "revenue"): number {
  return rows.reduce((sum, row) => sum + row[of], 0);
}
