import { type RawBuilder, sql } from "kysely";
import { addDays, addMonths, checkDay, daysBetween } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { and } from "../filters.ts";
import { checkPage, type Page } from "../page.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { RfmMember, RfmQuestion } from "./question.ts";
import { lastTwelveMonths, type PreparedRfm, prepareRfm } from "./rfm-question.ts";
import { scoredCustomers } from "./rfm-sql.ts";
import { segmentSql } from "./segment-sql.ts";
import { findSegment, noSegment, type SegmentMap, segmentAt } from "./segments.ts";

export interface RfmMovementQuestion extends RfmQuestion {
  /** The earlier day; the later one is the as-of day. Three months before it unless said. */
  readonly from?: string | undefined;
}

/** Customers who stood in one segment then and stand in another (or the same) now. */
export interface RfmMove {
  /** A segment's id, or `none` for those without a purchase in the window before. */
  readonly from: string;
  /** A segment's id, or `none` for those without a purchase in the window now. */
  readonly to: string;
  readonly customers: number;
  /** What they spent in the window before. */
  readonly revenueBefore: number;
  /** What they spent in the window now. */
  readonly revenue: number;
}

export interface RfmMovement {
  readonly from: string;
  readonly windowBefore: Period;
  readonly asOf: string;
  readonly window: Period;
  readonly segmentMap: SegmentMap;
  /** Those that somebody made, in the order of the map, `none` last. */
  readonly moves: readonly RfmMove[];
}

/** Whose movement to list: from a segment, to a segment (or `none`), or all. */
export interface RfmMovementPage extends Page {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A customer's figures and scores at both ends; null where there is no purchase in the window. */
export interface RfmMover {
  readonly customerId: number;
  readonly before: RfmMember | null;
  readonly now: RfmMember | null;
}

/**
 * Who moved from which RFM segment to which, from one day to another: `queryRfm` as of both days, matched by customer.
 *
 * The window of the earlier day is the 12 months up to it, or the window given, moved back by the days that lie between
 * the two. Cut points that are computed are those of each day, so that a customer can also move because the others
 * did; fixed ones say who changed by themselves.
 *
 * @throws badInput as `queryRfm` does, and for a day that isn't before the as-of day
 * @example
 * (await queryRfmMovement(db, scope, { calendar, from: "2023-12-31" })).moves
 * // [{ from: "champions", to: "at-risk", customers: 12, revenueBefore: 9400, revenue: 3100 }, …]
 */
export async function queryRfmMovement(
  db: WarehouseDb,
  scope: Scope,
  question: RfmMovementQuestion,
): Promise<RfmMovement> {
  const { now, before } = await prepareBoth(db, question);
  const { rows } = await sql<RfmMove>`
    select coalesce(past.segment, ${sql.lit(noSegment)}) as "from", coalesce(present.segment, ${sql.lit(noSegment)}) as "to",
      count(*)::integer as customers, coalesce(sum(past.revenue), 0)::double precision as "revenueBefore",
      coalesce(sum(present.revenue), 0)::double precision as revenue
    from ${bothEnds(scope, now, before)} group by 1, 2`.execute(db);
  const { segmentMap } = now;
  const ids = [...segmentMap.segments.map(({ id }) => id), noSegment];
  const place = ({ from, to }: RfmMove) => ids.indexOf(from) * ids.length + ids.indexOf(to);
  return {
    from: before.asOf,
    windowBefore: before.window,
    asOf: now.asOf,
    window: now.window,
    segmentMap,
    moves: rows.sort((one, other) => place(one) - place(other)),
  };
}

/**
 * The customers behind a movement, or of all of them: who spends (or spent) most first.
 *
 * @throws badInput as `queryRfmMovement` does, and for a segment that the map doesn't have
 */
export async function queryRfmMovers(
  db: WarehouseDb,
  scope: Scope,
  question: RfmMovementQuestion,
  page: RfmMovementPage,
): Promise<{ total: number; movers: RfmMover[] }> {
  checkPage(page);
  const { now, before } = await prepareBoth(db, question);
  const wanted = and([...isIn("past", page.from, now.segmentMap), ...isIn("present", page.to, now.segmentMap)]);
  const from = sql`from ${bothEnds(scope, now, before)} where ${wanted}`;
  const paged = sql<Record<string, number | null>>`
    select coalesce(present.customer_id, past.customer_id) as "customerId", ${figures("past")}, ${figures("present")}
    ${from} order by coalesce(present.revenue, 0) desc, coalesce(past.revenue, 0) desc, 1
    limit ${sql.lit(page.limit)} offset ${sql.lit(page.offset)}`;
  const counted = sql<{ total: number }>`select count(*)::integer as total ${from}`;
  const [{ rows }, { rows: counts }] = await Promise.all([paged.execute(db), counted.execute(db)]);
  return {
    total: counts[0]?.total ?? 0,
    movers: rows.map((row) => ({
      customerId: row.customerId!,
      before: memberIn(row, "past", before.segmentMap),
      now: memberIn(row, "present", now.segmentMap),
    })),
  };
}

async function prepareBoth(db: WarehouseDb, question: RfmMovementQuestion) {
  const now = await prepareRfm(db, question);
  const from = checkDay(question.from ?? addMonths(now.asOf, -3), "from");
  if (from >= now.asOf) throw badInput(`from: ${from}, expected a day before the as-of day, ${now.asOf}`);
  const window = question.window ? movedBack(question.window, daysBetween(from, now.asOf)) : lastTwelveMonths(from);
  const before: PreparedRfm = { ...now, asOf: from, window };
  return { now, before };
}

function movedBack({ from, to }: Period, days: number): Period {
  const [first, last] = [addDays(from, -days), addDays(to, -days)];
  return { text: `${first}..${last}`, from: first, to: last, shape: { kind: "range" } };
}

/** The scores of both days side by side, `past` and `present`: one row a customer of either. */
function bothEnds(scope: Scope, now: PreparedRfm, before: PreparedRfm): RawBuilder<unknown> {
  const scored = (rfm: PreparedRfm) =>
    sql`(${scoredCustomers(scope, rfm)} select scored.*, ${segmentSql(rfm.segmentMap)} as segment from scored)`;
  return sql`${scored(before)} as past full join ${scored(now)} as present on present.customer_id = past.customer_id`;
}

function isIn(end: "past" | "present", segment: string | undefined, map: SegmentMap): RawBuilder<boolean>[] {
  if (segment === undefined) return [];
  const column = sql.ref(`${end}.segment`);
  if (segment === noSegment) return [sql`${column} is null`];
  return [sql`${column} = ${sql.lit(findSegment(map, segment).id)}`];
}

const memberColumns = {
  recencyDays: sql.raw("recency_days"),
  orders: sql.raw("orders"),
  revenue: sql.raw("revenue::double precision"),
  recency: sql.raw("recency"),
  frequency: sql.raw("frequency"),
  monetary: sql.raw("monetary"),
} as const;

function figures(end: "past" | "present"): RawBuilder<unknown> {
  return sql.join(
    Object.entries(memberColumns).map(
      ([name, column]) => sql`${sql.ref(end)}.${column} as ${sql.ref(`${end}_${name}`)}`,
    ),
  );
}

function memberIn(row: Record<string, number | null>, end: "past" | "present", map: SegmentMap): RfmMember | null {
  const names = Object.keys(memberColumns) as (keyof typeof memberColumns)[];
  if (row[`${end}_orders`] === null) return null;
  const read = Object.fromEntries(names.map((name) => [name, row[`${end}_${name}`]!])) as Record<
    keyof typeof memberColumns,
    number
  >;
  const { recency, frequency, monetary } = read;
  return { customerId: row.customerId!, ...read, segment: segmentAt(map, recency, frequency, monetary).id };
}
