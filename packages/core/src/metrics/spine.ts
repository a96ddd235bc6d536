import { type RawBuilder, sql } from "kysely";
import { daysBetween } from "../calendar.ts";
import { tooManyRows } from "../errors.ts";
import { and, dateOf } from "../filters.ts";
import { columnsTable, type TableColumn } from "./columns-table.ts";
import { isByDay } from "./day-runs.ts";
import type { Parts } from "./parts.ts";
import type { Prepared } from "./prepare.ts";
import type { ValueFilter } from "./question.ts";
import { lastKnownDay, rowKey, type TimeRow, timeRowsOf } from "./windows.ts";

/** What readings need to know of the rows' time besides its buckets. */
export interface SpineNeeds {
  /** `bucket`, the number of the row in time, counted from 1. */
  readonly bucket: boolean;
  /** `ahead`, whether the row begins after the last day that is known. */
  readonly ahead: boolean;
}

/** Whether any row of the answer's time begins after the last day that is known. */
export function looksAhead(prepared: Prepared): boolean {
  const last = prepared.window([]).rows().at(-1)?.row;
  return last !== undefined && last.from > lastKnownDay(prepared);
}

/**
 * The rows of facts with those in which nothing happened: every row of the answer's time, and with it (where there are
 * other keys) every combination of them that has facts at all. Of too many only one is followed, and `combinations`
 * tells of them.
 */
export function withSpine(
  prepared: Prepared,
  { select, groups, facts }: Parts,
  needs: SpineNeeds,
): RawBuilder<unknown> {
  const times = groups.filter((name) => name.startsWith("t"));
  const keys = groups.filter((name) => !name.startsWith("t"));
  const rows = rowsThatPass(prepared);
  const spine = sql`(${spineTable(prepared, rows, needs)}) as spine`;
  const same = and([
    ...times.map((name) => sql<boolean>`${sql.ref(`base.${name}`)} = ${sql.ref(`spine.${name}`)}`),
    ...keys.map(
      (name) => sql<boolean>`${sql.ref(`base.${name}`)} is not distinct from ${sql.ref(`combination.${name}`)}`,
    ),
  ]);
  const counted = facts.map((name) => sql.ref(`base.${name}`));
  if (keys.length === 0) {
    return sql`select ${sql.join([sql`spine.*`, ...counted])} from ${spine} left join (${select}) as base on ${same}`;
  }
  const most = mostCombinations(rows.length);
  return sql`with base as materialized (${select}),
    found as materialized (select distinct ${names(keys)} from base limit ${sql.lit(most + 1)}),
    combination as materialized (select * from found limit (select case when count(*) > ${sql.lit(most)} then 1 else ${sql.lit(most)} end from found))
    select ${sql.join([sql`spine.*`, sql`combination.*`, sql`(select count(*)::integer from found) as combinations`, ...counted])}
    from ${spine} cross join combination left join base on ${same}`;
}

const mostPlaces = 1_000_000;

/** Along time every combination of keys has a row in every bucket: more than these are not computed. */
function mostCombinations(buckets: number): number {
  return Math.floor(mostPlaces / Math.max(buckets, 1));
}

/** @throws tooManyRows with the number of buckets, and what would be fewer rows */
export function checkCombinations(prepared: Prepared, combinations: number): void {
  const buckets = rowsThatPass(prepared).length;
  if (combinations <= mostCombinations(buckets)) return;
  const by = prepared.dimensions.map(({ id }) => id).join(", ");
  throw tooManyRows(
    `metrics by ${by}: more than ${mostPlaces} rows along ${buckets} buckets of time; expected a shorter period, a narrower where, or top`,
    { rows: combinations * buckets, limit: { rows: mostPlaces } },
  );
}

function names(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((name) => sql.ref(name)));
}

function spineTable(prepared: Prepared, rows: readonly TimeRow[], needs: SpineNeeds): RawBuilder<unknown> {
  const known = lastKnownDay(prepared);
  if (isEveryDay(prepared, rows)) return everyDay(rows[0]!.from, rows.length, known, needs);
  const times = prepared.timeGrains.map((_, index): TableColumn => {
    return { name: `t${index}`, type: "date", values: rows.map(({ starts }) => starts[index]!) };
  });
  const bucket: TableColumn = { name: "bucket", type: "integer", values: rows.map((_, index) => index + 1) };
  const ahead: TableColumn = { name: "ahead", type: "boolean", values: rows.map(({ from }) => from > known) };
  return columnsTable([...times, ...(needs.bucket ? [bucket] : []), ...(needs.ahead ? [ahead] : [])]);
}

function isEveryDay({ timeGrains }: Prepared, rows: readonly TimeRow[]): boolean {
  const [first, last] = [rows[0], rows.at(-1)];
  return isByDay(timeGrains) && !!first && !!last && daysBetween(first.from, last.from) === rows.length - 1;
}

/** Days that follow each other are counted by the engine: to read thousands of them takes it longer. */
function everyDay(first: string, count: number, known: string, needs: SpineNeeds): RawBuilder<unknown> {
  const day = sql`${dateOf(first)} + number::integer`;
  const columns = [
    sql`${day} as t0`,
    ...(needs.bucket ? [sql`number::integer + 1 as bucket`] : []),
    ...(needs.ahead ? [sql`${day} > ${dateOf(known)} as ahead`] : []),
  ];
  return sql`select ${sql.join(columns)} from generate_series(0, ${sql.lit(count - 1)}) as counted (number)`;
}

/** The rows of the answer's time that the filters on time leave, wholly or in part. */
function rowsThatPass({ period, calendar, timeGrains, filters, window }: Prepared): readonly TimeRow[] {
  const onTime = filters.flatMap(({ dimension: { grain }, filter }) => (grain ? [{ grain, filter }] : []));
  const rows = window([])
    .rows()
    .map(({ row }) => row);
  if (onTime.length === 0) return rows;
  const grains = [...new Set([...timeGrains, ...onTime.map(({ grain }) => grain)])];
  const passing = timeRowsOf(period, grains, calendar).filter(({ starts }) =>
    onTime.every(({ grain, filter }) => meets(starts[grains.indexOf(grain)]!, filter)),
  );
  const left = new Set(passing.map(({ starts }) => rowKey(starts.slice(0, timeGrains.length))));
  return rows.filter(({ starts }) => left.has(rowKey(starts)));
}

/** The same as `matches`, of a day that is known here. */
function meets(day: string, { in: some, not, isNull, gte, lte }: ValueFilter<string | number>): boolean {
  if (some && !some.includes(day)) return false;
  if (not?.includes(day)) return false;
  if (isNull === true) return false;
  return (gte == null || day >= gte) && (lte == null || day <= lte);
}
