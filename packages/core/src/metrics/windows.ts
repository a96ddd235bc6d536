import {
  addDays,
  bucketEnd,
  bucketStart,
  type Calendar,
  earlier,
  type Grain,
  isFiscal,
  later,
  nests,
} from "../calendar.ts";
import { alignBuckets, type Comparison, comparisonPeriod } from "../comparison.ts";
import { bucketsOf, type Period } from "../period.ts";

/** Days, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** One row of the answer's time: the first days of its buckets, one a grain, and its days within the period. */
export interface TimeRow extends Span {
  readonly starts: readonly string[];
}

/** A day or bucket whose facts are counted, and the row that they stand in. */
export interface Place {
  readonly key: string;
  readonly starts: readonly string[];
  /** The first day of the row in the window's own time. */
  readonly start: string;
}

/** A stretch of days whose facts are counted, and where they stand in the answer's time. */
export interface MetricWindow extends Span {
  readonly placement: /** A fact stands where its own day lies. */
    | { readonly kind: "itself" }
    /** All facts stand in the one row that there is. */
    | { readonly kind: "constant"; readonly starts: readonly string[] }
    | { readonly kind: "places"; readonly keyGrain: Grain; readonly places: readonly Place[] };
  /**
   * The rows of the answer's time, and the days that each stands for in this window; none without a counterpart. They
   * are made when they are first asked for: by day, years have thousands.
   */
  readonly rows: () => readonly RowInWindow[];
}

interface RowInWindow {
  readonly row: TimeRow;
  readonly span: Span | undefined;
}

export interface WindowQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly asOf?: string | undefined;
  /** The grains that rows are split by; there is one row for all days where there are none. */
  readonly timeGrains: readonly Grain[];
  /** Grains that facts are filtered by besides: places have their buckets too, after those of the rows. */
  readonly filterGrains?: readonly Grain[];
  /** Grains by which comparisons are lined up, where these are not those of the rows: of a total, its rows'. */
  readonly alignedBy?: readonly Grain[];
}

/** The rows that the period has by these grains, in order: every combination of buckets that has a day. */
export function timeRowsOf(
  period: Pick<Period, "from" | "to">,
  grains: readonly Grain[],
  calendar: Calendar,
): TimeRow[] {
  if (grains.length === 0) return [{ starts: [], from: period.from, to: period.to }];
  const rows: { starts: readonly string[]; from: string; to: string }[] = [];
  for (const { from, to } of bucketsOf(period, finestCommon(grains, calendar), calendar)) {
    const starts = grains.map((grain) => bucketStart(from, grain, calendar));
    const last = rows.at(-1);
    if (last && rowKey(last.starts) === rowKey(starts)) last.to = to;
    else rows.push({ starts, from, to });
  }
  return rows;
}

/**
 * The windows of chains of comparisons: none is the period itself, two are the comparison of a comparison ("growth a
 * year ago, against the period before that"). Each is made once.
 */
export function windowsOf(question: WindowQuestion): (chain: readonly Comparison[]) => MetricWindow {
  const timeRows = once(() => timeRowsOf(question.period, question.timeGrains, question.calendar));
  const windows = new Map<string, MetricWindow>();
  return (chain) => {
    const name = chain.join(" ");
    const window = windows.get(name) ?? windowOf(question, chain, timeRows);
    windows.set(name, window);
    return window;
  };
}

function windowOf(
  question: WindowQuestion,
  chain: readonly Comparison[],
  timeRows: () => readonly TimeRow[],
): MetricWindow {
  const { calendar, asOf, timeGrains, filterGrains = [], alignedBy = timeGrains } = question;
  const grains = [...new Set([...timeGrains, ...filterGrains])];
  const aligning = [...new Set([...alignedBy, ...filterGrains])];
  const periods = periodsOf(question, chain);
  const { from, to } = periods.at(-1)!;
  const days = { from, to: earlier(to, asOf ?? to) };
  if (chain.length === 0) {
    if (!isOfWeeks(calendar) || !grains.some(isFiscal)) {
      const rows = once(() => timeRows().map((row) => ({ row, span: row })));
      return { ...days, placement: { kind: "itself" }, rows };
    }
    const grain = finestCommon(grains, calendar);
    const own = bucketsOf(question.period, grain, calendar).map(({ from }) => bucketStart(from, grain, calendar));
    const pairs = own.map((key) => ({ key, anchor: key }));
    return placed(question, grains, timeRows(), days, { keyGrain: grain, pairs }, { from, to });
  }
  const inOneRow = (): MetricWindow => {
    const starts = grains.map((grain) => bucketStart(question.period.from, grain, calendar));
    const rows = [{ row: timeRows()[0]!, span: { from, to } }];
    return { ...days, placement: { kind: "constant", starts }, rows: () => rows };
  };
  const isOneBucket = (grain: Grain) => bucketEnd(question.period.from, grain, calendar) >= question.period.to;
  if (aligning.every(isOneBucket)) return inOneRow();
  const grain = finestCommon(aligning, calendar);
  const steps = chain.map((comparison, step) => {
    return alignBuckets(periods[step]!, periods[step + 1]!, comparison, grain, calendar);
  });
  const aligned = compose(steps, calendar);
  if (grains.length === 0 && holds(aligned, days, calendar)) return inOneRow();
  return placed(question, grains, timeRows(), days, aligned, { from, to });
}

/** Whether all these days stand beside something. */
function holds({ keyGrain, pairs }: Step, days: Span, calendar: Calendar): boolean {
  let next = days.from;
  for (const { key } of pairs) {
    if (key > next) break;
    next = later(next, addDays(bucketEnd(key, keyGrain, calendar), 1));
  }
  return next > days.to;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** The window of days whose facts stand on their own days, of a question that has no rows of time. */
export function daysOf({ from, to }: Span): MetricWindow {
  return { from, to, placement: { kind: "itself" }, rows: () => [] };
}

/** The period, and what each comparison of the chain makes of the one before. */
function periodsOf({ period, calendar }: WindowQuestion, chain: readonly Comparison[]): Period[] {
  const periods = [period];
  for (const comparison of chain) periods.push(comparisonPeriod(periods.at(-1)!, comparison, calendar));
  return periods;
}

type Step = ReturnType<typeof alignBuckets>;

/** Follows the keys of the last step to their anchors, which are looked up among the keys of the step before. */
function compose(steps: readonly Step[], calendar: Calendar): Step {
  return steps.reduceRight((later, before) => {
    const anchors = new Map(before.pairs.map(({ key, anchor }) => [key, anchor]));
    const pairs = later.pairs.flatMap(({ key, anchor }) => {
      const found = anchors.get(bucketStart(anchor, before.keyGrain, calendar));
      return found ? [{ key, anchor: found }] : [];
    });
    return { keyGrain: later.keyGrain, pairs };
  });
}

/** Puts pairs of keys and anchors into rows. */
function placed(
  { calendar, period, timeGrains }: WindowQuestion,
  grains: readonly Grain[],
  rows: readonly TimeRow[],
  days: Span,
  { keyGrain, pairs }: Step,
  bounds: Span,
): MetricWindow {
  const index = new Map(rows.map(({ starts }, at) => [rowKey(starts), at]));
  const spans: (Span | undefined)[] = rows.map(() => undefined);
  const found = pairs.map(({ key, anchor }) => {
    const starts = grains.map((grain) => bucketStart(later(anchor, period.from), grain, calendar));
    const row = index.get(rowKey(starts.slice(0, timeGrains.length)))!;
    const span = { from: later(key, bounds.from), to: earlier(bucketEnd(key, keyGrain, calendar), bounds.to) };
    const known = spans[row];
    spans[row] = known ? { from: earlier(known.from, span.from), to: later(known.to, span.to) } : span;
    return { key, starts, row };
  });
  const places = found.map(({ key, starts, row }) => ({ key, starts, start: spans[row]!.from }));
  const placement = { kind: "places", ...inWeeks(keyGrain, places, calendar) } as const;
  const inWindow = rows.map((row, at) => ({ row, span: spans[at] }));
  return { ...days, placement, rows: () => inWindow };
}

/** SQL can't truncate to buckets of a fiscal year made of weeks: each of their weeks gets a place instead. */
function inWeeks(keyGrain: Grain, places: readonly Place[], calendar: Calendar) {
  if (!isOfWeeks(calendar) || !isFiscal(keyGrain)) return { keyGrain, places };
  const weeks = places.flatMap((place) => {
    const inside: Place[] = [];
    const end = bucketEnd(place.key, keyGrain, calendar);
    for (let key = place.key; key <= end; key = addDays(key, 7)) inside.push({ ...place, key });
    return inside;
  });
  return { keyGrain: "week" as const, places: weeks };
}

function isOfWeeks({ fiscalPattern = "MONTHS" }: Calendar): boolean {
  return fiscalPattern !== "MONTHS";
}

/** A grain whose buckets lie whole within a bucket of each grain; weeks and months have only days in common. */
function finestCommon(timeGrains: readonly Grain[], calendar: Calendar): Grain {
  const candidates = [...timeGrains, "month", "week"] as const;
  return candidates.find((grain) => timeGrains.every((other) => nests(grain, other, calendar))) ?? "day";
}

export function rowKey(starts: readonly unknown[]): string {
  return starts.join(" ");
}

/** The last day of which anything is known: of rows that begin after it there are no figures yet. */
export function lastKnownDay({ calendar, asOf }: Pick<WindowQuestion, "calendar" | "asOf">): string {
  return earlier(calendar.today, asOf ?? calendar.today);
}
