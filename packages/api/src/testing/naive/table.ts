import type { Calendar, Comparison, Grain, MetricFilter, Period } from "@salesglass/core";
import { startOf } from "./calendar.ts";
import { dayOf, numberOf } from "./days.ts";
import { type Bag, emptyBag, type Source } from "./facts.ts";
import { matches, meets } from "./filters.ts";
import type { SeenCompany } from "./scope.ts";
import type { Attributes, SourceRow, sourcesOf } from "./sources.ts";
import { type TimeRow, timeRowsOf, type Window, windowOf } from "./windows.ts";

export type Key = readonly (string | number | null)[];

/** What facts are looked at for: a source, in the period or at the end of a chain of comparisons. */
export interface Part {
  readonly source: Source;
  readonly chain: readonly Comparison[];
}

export interface TableQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf?: string | undefined;
  readonly where: MetricFilter;
  readonly timeGrains: readonly Grain[];
  /** Grains by which comparisons are aligned, where these are not those of the rows. */
  readonly alignedBy?: readonly Grain[] | undefined;
  /** Attributes that rows are split by besides. */
  readonly keys: readonly string[];
  /** Combinations that stay; all others are one more, or none. */
  readonly top?: { readonly kept: ReadonlySet<string>; readonly rest: boolean } | undefined;
}

/** One combination of keys in one row of time. */
export interface Cell {
  /** Place among the rows of time. */
  readonly time: number;
  readonly key: Key;
  readonly isRest: boolean;
  /** The rows that stand in it, by the name of the chain. */
  readonly bags: Map<string, Bag>;
}

export interface Table {
  readonly times: readonly TimeRow[];
  /** Places of those rows of time that the filters on time leave, wholly or in part. */
  readonly left: readonly number[];
  readonly cells: ReadonlyMap<string, Cell>;
  readonly windows: ReadonlyMap<string, Window>;
}

export type Sources = ReturnType<typeof sourcesOf>;

export function chainName(chain: readonly Comparison[]): string {
  return chain.join(" ");
}

export function cellName(time: number, key: Key, isRest = false): string {
  return JSON.stringify([time, key, isRest]);
}

/** Puts every row of the sources where it belongs, one at a time. */
export function tableOf(
  company: SeenCompany,
  sources: Sources,
  question: TableQuestion,
  parts: readonly Part[],
): Table {
  const { period, calendar, timeGrains, where } = question;
  const filterGrains = Object.keys(where).filter((name): name is Grain => isGrain(name));
  const span = { from: numberOf(period.from), to: numberOf(period.to) };
  const times = timeRowsOf(span, timeGrains, calendar);
  const cells = new Map<string, Cell>();
  const windows = new Map<string, Window>();
  const add = (row: SourceRow, chain: string, time: number, buckets: readonly number[], window: Window) => {
    const start = window.spans[time]!.from;
    const attributes: Attributes = { ...row.attributes, newOrReturning: newOrReturning(row, start) };
    const days = Object.fromEntries(filterGrains.map((grain, index) => [grain, dayOf(buckets[index]!)]));
    if (!meets(where, attributes, days, company)) return;
    const own = question.keys.map((name) => attributes[name] ?? null);
    const isRest = question.top !== undefined && !question.top.kept.has(JSON.stringify(own));
    if (isRest && !question.top!.rest) return;
    const key = isRest ? own.map(() => null) : own;
    const name = cellName(time, key, isRest);
    const cell = cells.get(name) ?? { time, key, isRest, bags: new Map<string, Bag>() };
    cells.set(name, cell);
    const bag = cell.bags.get(chain) ?? emptyBag();
    cell.bags.set(chain, bag);
    row.put(bag, { start, until: window.to });
  };
  const unique = new Map(parts.map((part) => [`${part.source} ${chainName(part.chain)}`, part]));
  for (const { source, chain } of unique.values()) {
    const name = chainName(chain);
    const window = windows.get(name) ?? windowOf({ ...question, filterGrains }, chain);
    windows.set(name, window);
    for (const row of sources[source]) {
      if (row.isThere) {
        for (const [time, own] of window.spans.entries()) {
          if (!own || own.from > window.to || !row.isThere(Math.min(own.to, window.to))) continue;
          const buckets = filterGrains.map((grain) => startOf(times[time]!.to, grain, calendar));
          add(row, name, time, buckets, window);
        }
      } else if (row.day !== null && row.day >= window.from && row.day <= window.to) {
        const place = window.placeOf(row.day);
        if (place) add(row, name, place.row, place.buckets, window);
      }
    }
  }
  const left = [...times.keys()].filter((time) => timeGrains.length === 0 || isLeft(times[time]!, where, calendar));
  return { times, left, cells, windows };
}

/** Whether any of its days is in buckets that the filters want. */
function isLeft({ from, to }: TimeRow, where: MetricFilter, calendar: Calendar): boolean {
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const filters = Object.entries(where).flatMap(([name, filter]) =>
    isGrain(name) && filter ? [{ name, filter }] : [],
  );
  return days.some((day) => filters.every(({ name, filter }) => matches(dayOf(startOf(day, name, calendar)), filter)));
}

function newOrReturning({ firstPurchase }: SourceRow, start: number): string | null {
  if (firstPurchase === undefined) return null;
  return firstPurchase >= start ? "NEW" : "RETURNING";
}

const grainNames = ["day", "week", "month", "quarter", "year", "fiscalMonth", "fiscalQuarter", "fiscalYear"];

export function isGrain(name: string): name is Grain {
  return grainNames.includes(name);
}
