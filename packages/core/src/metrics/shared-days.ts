import { type RawBuilder, sql } from "kysely";
import { daysBetween, type Grain, later } from "../calendar.ts";
import { columnsTable } from "./columns-table.ts";
import { isByDay, runColumns, runsOf } from "./day-runs.ts";
import { stretchesOf } from "./fact-places.ts";
import { absent, type Fact } from "./facts.ts";
import type { CountedFact, Part, PartsShape } from "./parts.ts";
import type { Prepared } from "./prepare.ts";
import { factColumn } from "./readings.ts";
import { selectFacts } from "./select-facts.ts";
import { sources } from "./sources.ts";
import { daysOf } from "./windows.ts";

/**
 * The parts, and together those that one scan can count: of one source, of facts that are known once each day's are,
 * whose windows overlap or follow each other.
 */
export function scansOf(prepared: Prepared, parts: readonly Part[], shape: PartsShape): Part[][] {
  const scans: Part[][] = [];
  for (const part of [...parts].sort(byFirstDay)) {
    const known = scans.find((scan) => {
      const follows = scan[0]!.source === part.source && daysBetween(lastDay(scan), part.window.from) <= 1;
      return follows && [...scan, part].every((one) => goesByDay(one, prepared, shape));
    });
    if (known) known.push(part);
    else scans.push([part]);
  }
  return scans;
}

function byFirstDay(a: Part, b: Part): number {
  return a.window.from < b.window.from ? -1 : a.window.from > b.window.from ? 1 : 0;
}

function lastDay(parts: readonly Part[]): string {
  return parts.map(({ window }) => window.to).reduce(later);
}

/**
 * Whether the facts of a row are the sums of its days', which are the same whatever row they stand in. Not so where they
 * depend on the row's first day, or (as what was bought since) on the window's last.
 */
function goesByDay({ source, counted }: Part, { filters }: Prepared, { timeGrains, keys, top }: PartsShape): boolean {
  if (timeGrains.length === 0 || keys.length > 0 || top || source === "buyer") return false;
  const isOfDay = ({ additive, sql: aggregate, needs }: Fact) =>
    additive.overTime && typeof aggregate !== "function" && !needs.includes("bought");
  return (
    typeof sources[source].day !== "string" &&
    counted.length > 0 &&
    counted.every(({ fact }) => isOfDay(fact)) &&
    filters.every(({ dimension }) => !dimension.grain && typeof dimension.columns![source]!.sql !== "function")
  );
}

/**
 * Counts the parts by one scan: summed by day, and each day put into all the rows that it stands in. Columns that are
 * none of theirs are empty.
 */
export function selectSharedDays(
  prepared: Prepared,
  parts: readonly Part[],
  timeGrains: readonly Grain[],
  columns: readonly CountedFact[],
): RawBuilder<unknown> {
  const { source, window } = parts[0]!;
  const facts = new Map(parts.flatMap(({ counted }) => counted.map(({ fact }) => [factColumn(fact, []), fact])));
  const days = selectFacts(
    { ...prepared, source, window: daysOf({ from: window.from, to: lastDay(parts) }), timeGrains: ["day"], keys: [] },
    [...facts].map(([name, fact]) => ({ name, sql: fact.sql, needs: fact.needs })),
  );
  const { times, table } = placesOf(prepared, parts, timeGrains);
  const values = columns.map((one) => {
    const index = parts.findIndex(({ counted }) => counted.includes(one));
    const sum = sql`sum(${sql.ref(`f.${factColumn(one.fact, [])}`)}) filter (where placed.part = ${sql.lit(index)})`;
    return sql`${index < 0 ? absent(one.fact) : sum} as ${sql.ref(one.column)}`;
  });
  const rows = times.map((time, index) => sql`${time} as ${sql.ref(`t${index}`)}`);
  const positions = times.map((_, index) => sql.raw(String(index + 1)));
  return sql`select ${sql.join([...rows, ...values])} from (${days}) as f
    join (${table}) as placed on f.t0 between placed.first and placed.last group by ${sql.join(positions)}`;
}

/** The rows that days stand in, a part's after another's: the first and the last of the days, and the row's time. */
function placesOf({ calendar }: Prepared, parts: readonly Part[], timeGrains: readonly Grain[]) {
  const stretches = parts.map(({ window }) => {
    return stretchesOf({ window, calendar, grains: timeGrains }).filter(({ since, until }) => since <= until);
  });
  const partOfEach = (rows: readonly (readonly unknown[])[]) => rows.flatMap((own, index) => own.map(() => index));
  if (isByDay(timeGrains)) {
    const runs = stretches.map((days) => runsOf(days.map(({ since, starts }) => [since, starts[0]!])));
    const part = { name: "part", type: "integer" as const, values: partOfEach(runs) };
    return { times: [sql`f.t0 + placed.days`], table: columnsTable([part, ...runColumns(runs.flat())]) };
  }
  const all = stretches.flat();
  const table = columnsTable([
    { name: "part", type: "integer", values: partOfEach(stretches) },
    { name: "first", type: "date", values: all.map(({ since }) => since) },
    { name: "last", type: "date", values: all.map(({ until }) => until) },
    ...timeGrains.map((_, index) => {
      return { name: `t${index}`, type: "date" as const, values: all.map(({ starts }) => starts[index]!) };
    }),
  ]);
  return { times: timeGrains.map((_, index) => sql.ref(`placed.t${index}`)), table };
}
