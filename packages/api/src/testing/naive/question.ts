import type { Calendar, Grain, MetricFilter, MetricQuestion, Scope } from "@salesglass/core";
import type { Company } from "./company.ts";
import { dayOf, numberOf } from "./days.ts";
import { nameOf } from "./filters.ts";
import { inOrder, meetsAll } from "./order.ts";
import { numberIn } from "./quantity.ts";
import { looksAlongTime, partsOf, type ReadyReading, read, readyReading } from "./readings.ts";
import { type SeenCompany, seenBy } from "./scope.ts";
import { segmentsAt } from "./segments.ts";
import { sourcesOf } from "./sources.ts";
import {
  type Cell,
  cellName,
  isGrain,
  type Key,
  type Sources,
  type Table,
  type TableQuestion,
  tableOf,
} from "./table.ts";
import { windowOf } from "./windows.ts";

export interface NaiveRow {
  readonly dimensions: Readonly<Record<string, string | number | null>>;
  readonly values: Readonly<Record<string, number | null>>;
  readonly isRest: boolean;
  /** The days that the row stands for, as far as they were asked for. */
  readonly days: Readonly<Record<string, string | null>>;
  /** Ids behind the dimensions, by which rows with equal names are told apart. */
  readonly ids: Readonly<Record<string, string | number | null>>;
}

/** A question whose page begins after so many rows, in the place of a cursor. */
export type NaiveQuestion = Omit<MetricQuestion, "after" | "catalog"> & { readonly skip?: number | undefined };

/** Answers a question by going through every row of the company's tables. */
export function naiveAnswer(company: Company, scope: Scope, question: NaiveQuestion): NaiveRow[] {
  const seen = seenBy(company, scope);
  const sources = sourcesOf(seen, segmentsAt(seen, segmentDay(question)));
  const readings = question.metrics.map(readyReading);
  const keys = [...new Set(question.dimensions.filter((id) => !isGrain(id)).map(attributeOf))];
  const asked: TableQuestion = {
    ...question,
    where: withoutEmpty(question.where ?? {}),
    timeGrains: [...new Set(question.dimensions.filter((id): id is Grain => isGrain(id)))],
    keys,
    top: undefined,
  };
  const ask = (changes: Partial<TableQuestion>) => {
    const parts = readings.length > 0 ? readings.flatMap(partsOf) : [{ source: "sale" as const, chain: [] }];
    return tableOf(seen, sources, { ...asked, ...changes }, parts);
  };
  const top = question.top && { kept: keptBy(seen, sources, question, asked), rest: question.top.rest ?? true };
  const table = ask({ top });
  // With time alone the total is that of the whole period.
  const totals = ask(keys.length > 0 ? { keys: [] } : { timeGrains: [], alignedBy: asked.timeGrains, keys: [] });
  const daysIn = daysBy(question, asked);
  const rows = complete(table, asked, readings).map((cell): NaiveRow => {
    const hasTime = asked.timeGrains.length > 0 && isComplete(asked, readings);
    const isAhead = hasTime && table.times[cell.time]!.from > lastKnownDay(question);
    const values = readings.map((reading) => {
      const value = numberIn(read(reading, cell, table, totals));
      return [reading.key, isAhead && isUnknownAhead(reading, value) ? null : value];
    });
    return {
      ...namesIn(cell, table, question, keys, seen),
      values: Object.fromEntries(values),
      isRest: cell.isRest,
      days: daysIn(cell),
    };
  });
  const ordered = inOrder(
    rows.filter((row) => meetsAll(row, question.having ?? [])),
    question,
  );
  const { skip = 0, first } = question;
  return ordered.slice(skip, first === undefined ? undefined : skip + first);
}

/** Whether every row of time is answered: of time alone, and where a reading looks at other rows. */
function isComplete({ keys }: TableQuestion, readings: readonly ReadyReading[]): boolean {
  return keys.length === 0 || readings.some(looksAlongTime);
}

/** Of days that haven't begun nothing is known, but for what is recorded ahead of its day. */
function isUnknownAhead({ chain, as, metric }: ReadyReading, value: number | null): boolean {
  const isStock = metric.sources.includes("pipeline");
  return chain.length === 0 && (as !== "VALUE" || isStock || value === 0);
}

/** Puts in the rows in which nothing happened, where all are wanted. */
function complete(table: Table, asked: TableQuestion, readings: readonly ReadyReading[]): Cell[] {
  const { keys } = asked;
  const found = [...table.cells.values()];
  if (!isComplete(asked, readings)) return found;
  const combinations = new Map(found.map(({ key, isRest }) => [cellName(0, key, isRest), { key, isRest }]));
  if (keys.length === 0) combinations.set(cellName(0, []), { key: [], isRest: false });
  return table.left.flatMap((time) =>
    [...combinations.values()].map(({ key, isRest }) => {
      return table.cells.get(cellName(time, key, isRest)) ?? { time, key, isRest, bags: new Map() };
    }),
  );
}

/** The combinations that are the largest over the whole period. */
function keptBy(
  seen: SeenCompany,
  sources: Sources,
  { top, metrics }: NaiveQuestion,
  asked: TableQuestion,
): ReadonlySet<string> {
  const { first, by = metrics[0]!.key, direction = "DESC" } = top!;
  const reading = readyReading(metrics.find(({ key }) => key === by)!);
  const ranking = tableOf(seen, sources, { ...asked, timeGrains: [] }, partsOf(reading));
  const totals = tableOf(seen, sources, { ...asked, timeGrains: [], keys: [] }, partsOf(reading));
  const rows = [...ranking.cells.values()].map((cell) => {
    const ids = Object.fromEntries(cell.key.map((value, index) => [String(index), value]));
    const values = { [by]: numberIn(read(reading, cell, ranking, totals)) };
    return { dimensions: ids, ids, values, days: {}, isRest: false, key: cell.key };
  });
  const best = inOrder(rows, { dimensions: asked.keys.map((_, index) => String(index)), orderBy: [{ by, direction }] });
  return new Set(best.slice(0, first).map(({ key }: { key: Key }) => JSON.stringify(key)));
}

function namesIn(cell: Cell, table: Table, { dimensions }: NaiveQuestion, keys: readonly string[], company: Company) {
  const grains = [...new Set(dimensions.filter(isGrain))];
  const time = grains.map((grain, index) => [grain, dayOf(table.times[cell.time]!.starts[index]!)]);
  const ids = Object.fromEntries([...time, ...keys.map((name, index) => [name, cell.key[index]])]);
  const named = dimensions.map((id) => {
    const value = ids[attributeOf(id)] ?? null;
    return [id, id.endsWith("Name") ? nameOf(attributeOf(id), value, company) : value];
  });
  return {
    dimensions: Object.fromEntries(named),
    ids: Object.fromEntries(dimensions.map((id) => [id, ids[attributeOf(id)]])),
  };
}

/** The entity whose id or name a dimension is, else the dimension itself. */
function attributeOf(dimension: string): string {
  return dimension.replace(/(Id|Name)$/, "");
}

/** First and last days of a cell's row of time, in the period or where it is compared with. */
function daysBy({ days = [] }: NaiveQuestion, asked: TableQuestion): (cell: Cell) => Record<string, string | null> {
  const filterGrains = Object.keys(asked.where).filter(isGrain);
  const ends = days.map(({ key, end, at }) => {
    const { spans } = windowOf({ ...asked, filterGrains }, at ? [at] : []);
    return { key, days: spans.map((span) => (span ? dayOf(span[end]) : null)) };
  });
  return ({ time }) => Object.fromEntries(ends.map(({ key, days: ofRows }) => [key, ofRows[time] ?? null]));
}

/** A filter that says nothing is none. */
function withoutEmpty(where: MetricFilter): MetricFilter {
  const entries = Object.entries(where).filter(([, filter]) => Object.values(filter ?? {}).some((one) => one != null));
  return Object.fromEntries(entries);
}

function lastKnownDay({ calendar, asOf }: { calendar: Calendar; asOf?: string | undefined }): number {
  return Math.min(numberOf(calendar.today), numberOf(asOf ?? calendar.today));
}

function segmentDay(question: NaiveQuestion): number {
  return Math.min(numberOf(question.period.to), lastKnownDay(question));
}
