import { type RawBuilder, sql } from "kysely";
import { bucketEnd, bucketStart, type Calendar, earlier, type Grain, later } from "../calendar.ts";
import { and, dateOf } from "../filters.ts";
import { columnsTable } from "./columns-table.ts";
import { isByDay, runColumns, runsOf } from "./day-runs.ts";
import type { FactDay } from "./sources.ts";
import { truncate } from "./truncate.ts";
import { type MetricWindow, type Place, timeRowsOf } from "./windows.ts";

/** Where the facts of a window stand in the answer's time: a comparison's in the buckets that they are compared with. */
export interface FactPlaces {
  /** What facts are grouped by in time. */
  readonly times: readonly { readonly name: string; readonly sql: RawBuilder<unknown> }[];
  /** The table of places, where facts are put into them one by one. */
  readonly join: RawBuilder<unknown>;
  /** Which facts count. */
  readonly counts: RawBuilder<boolean>;
  /** The bucket of the answer's time that a fact stands in. */
  readonly bucket: (grain: Grain) => RawBuilder<unknown>;
  /** The first day of the row in the window's own time. */
  readonly start: RawBuilder<unknown>;
  /** Of facts that go over days: which of their days count in the row; else the window's. */
  readonly since: RawBuilder<unknown>;
  readonly until: RawBuilder<unknown>;
  /** Puts grouped facts into their places, where they were grouped by their own buckets first. */
  readonly settle: (grouped: RawBuilder<unknown>, columns: readonly string[]) => RawBuilder<unknown>;
}

export interface PlacesQuestion {
  readonly window: MetricWindow;
  readonly calendar: Calendar;
  readonly timeGrains: readonly Grain[];
  /** The grains of the rows, then those that facts are filtered by besides. */
  readonly grains: readonly Grain[];
  /** Whether each fact has to be put into its place: where facts are filtered by it, or are few. */
  readonly placesEach: boolean;
  readonly day: FactDay;
}

export function factPlaces(question: PlacesQuestion): FactPlaces {
  const { window, day } = question;
  const { placement, from, to } = window;
  if (day === "stock") return stockPlaces(question);
  if (day === "days") return daysPlaces(question);
  const counts = sql<boolean>`${day} between ${dateOf(from)} and ${dateOf(to)}`;
  if (placement.kind === "constant") {
    const bucket = (grain: Grain) => dateOf(placement.starts[question.grains.indexOf(grain)]!);
    return { ...placesAt(question, bucket), counts, start: dateOf(from) };
  }
  if (placement.kind === "itself") {
    const bucket = (grain: Grain) => truncate(day, grain, question.calendar);
    return { ...placesAt(question, bucket), counts, start: startOf(from, question.timeGrains.map(bucket)) };
  }
  const { places, keyGrain } = placement;
  const key = truncate(day, keyGrain, question.calendar);
  if (isOneToOne(places) && !question.placesEach) {
    return { ...settledLater(question, key, places), counts, start: startOf(from, [key]) };
  }
  const join = sql` join ${placesTable(question, places)} on placed.key = ${key}`;
  return { ...placesAt(question, placedBucket(question)), join, counts, start: sql`placed.start` };
}

type PlacesAt = Omit<FactPlaces, "counts" | "start">;

function placesAt({ timeGrains, window }: PlacesQuestion, bucket: FactPlaces["bucket"]): PlacesAt {
  const times = timeGrains.map((grain, index) => ({ name: `t${index}`, sql: bucket(grain) }));
  const days = { since: dateOf(window.from), until: dateOf(window.to) };
  return { times, bucket, join: sql``, settle: (grouped) => grouped, ...days };
}

/** A month stands beside one month: then a few groups are put into their places, and not each of their facts. */
function settledLater(question: PlacesQuestion, key: RawBuilder<unknown>, places: readonly Place[]): PlacesAt {
  return {
    times: [{ name: "own", sql: key }],
    bucket: () => key,
    join: sql``,
    since: dateOf(question.window.from),
    until: dateOf(question.window.to),
    settle: (grouped, columns) => {
      const { times, join } = isByDay(question.timeGrains) ? daysApart(places) : byKey(question, places);
      const others = columns.map((name) => sql.ref(`grouped.${name}`));
      return sql`select ${sql.join([...times, ...others])} from (${grouped}) as grouped join ${join}`;
    },
  };
}

function byKey(question: PlacesQuestion, places: readonly Place[]) {
  const times = question.timeGrains.map((_, index) => sql.ref(`placed.t${index}`));
  return { times, join: sql`${placesTable(question, places)} on placed.key = grouped.own` };
}

function daysApart(places: readonly Place[]) {
  const runs = runsOf(places.map(({ key, starts }) => [key, starts[0]!]));
  return {
    times: [sql`grouped.own + placed.days as t0`],
    join: sql`(${columnsTable(runColumns(runs))}) as placed on grouped.own between placed.first and placed.last`,
  };
}

function isOneToOne(places: readonly Place[]): boolean {
  return new Set(places.map(({ starts }) => starts.join())).size === places.length;
}

function startOf(from: string, buckets: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return buckets.length === 0 ? dateOf(from) : sql`greatest(${sql.join([...buckets, dateOf(from)])})`;
}

/** Open at the end of a row: begun by then, and not over. */
function stockPlaces(question: PlacesQuestion): FactPlaces {
  const { window, calendar, grains } = question;
  const rows = window.rows().flatMap(({ row, span }) => {
    if (!span || span.from > window.to) return [];
    return [[...grains.map((grain) => bucketStart(row.to, grain, calendar)), earlier(span.to, window.to)]];
  });
  const table = placedTable(rows, [...grains.map((_, index) => `t${index}`), "until"]);
  const counts = and([
    sql`(f.created_on is null or f.created_on <= placed.until)`,
    sql`(f.open_until is null or f.open_until > placed.until)`,
  ]);
  const join = sql` cross join ${table}`;
  return { ...placesAt(question, placedBucket(question)), join, counts, start: sql`placed.until` };
}

/** What goes over days stands in every row that has some of them: cut at the row's ends, and at those of filters. */
function daysPlaces(question: PlacesQuestion): FactPlaces {
  const rows = stretchesOf(question).filter(({ since, until }) => since <= until);
  const table = placedTable(
    rows.map(({ starts, since, until }) => [...starts, since, until]),
    [...question.grains.map((_, index) => `t${index}`), "since", "until"],
  );
  const [since, until] = [sql`placed.since`, sql`placed.until`];
  const join = sql` join ${table} on f.starts_on <= ${until} and f.ends_on >= ${since}`;
  // Said of the window too, so that what is out of it is left out before it is compared with each row.
  const counts = sql<boolean>`f.starts_on <= ${dateOf(question.window.to)} and f.ends_on >= ${dateOf(question.window.from)}`;
  return { ...placesAt(question, placedBucket(question)), join, counts, start: since, since, until };
}

/** The window's days in stretches that lie within one bucket of each grain. */
export function stretchesOf({ window, grains, calendar }: Pick<PlacesQuestion, "window" | "grains" | "calendar">) {
  const { placement, from, to } = window;
  if (placement.kind === "constant") return [{ starts: placement.starts, since: from, until: to }];
  if (placement.kind === "itself") {
    return timeRowsOf(window, grains, calendar).map((row) => ({ starts: row.starts, since: row.from, until: row.to }));
  }
  return placement.places.map(({ key, starts }) => ({
    starts,
    since: later(key, from),
    until: earlier(bucketEnd(key, placement.keyGrain, calendar), to),
  }));
}

function placedBucket({ grains }: PlacesQuestion): FactPlaces["bucket"] {
  return (grain) => sql.ref(`placed.t${grains.indexOf(grain)}`);
}

function placesTable({ grains }: PlacesQuestion, places: readonly Place[]): RawBuilder<unknown> {
  const rows = places.map(({ key, starts, start }) => [key, ...starts, start]);
  return placedTable(rows, ["key", ...grains.map((_, index) => `t${index}`), "start"]);
}

function placedTable(rows: readonly (readonly string[])[], columns: readonly string[]): RawBuilder<unknown> {
  const days = columns.map((name, index) => ({ name, type: "date" as const, values: rows.map((row) => row[index]!) }));
  return sql`(${columnsTable(days)}) as placed`;
}
