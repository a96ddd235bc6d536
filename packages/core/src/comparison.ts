import {
  addDays,
  addGrains,
  addMonths,
  bucketEnd,
  bucketStart,
  type Calendar,
  daysBetween,
  earlier,
  type Grain,
  isoWeekOf,
  monthsIn,
  weekStartOf,
} from "./calendar.ts";
import { bucketsOf, type Period } from "./period.ts";

export type Comparison = "PREVIOUS_PERIOD" | "SAME_PERIOD_LAST_YEAR";

export const comparisons: readonly Comparison[] = ["PREVIOUS_PERIOD", "SAME_PERIOD_LAST_YEAR"];

/**
 * The period that another is compared with.
 *
 * | of | PREVIOUS_PERIOD | SAME_PERIOD_LAST_YEAR |
 * |---|---|---|
 * | a calendar period | the calendar period before it: March → February | the same one: 2024-02 → 2023-02, whole; a week → the week of the same ISO number (W53 → the last there is) |
 * | n days | the n days before | both ends a year earlier |
 * | last-12-months | the 12 months before | both ends a year earlier |
 * | month-to-date | the month before, as many days (at most the whole month) | the same month, as many days |
 */
export function comparisonPeriod(period: Period, comparison: Comparison, calendar: Calendar): Period {
  const { from, to, shape } = period;
  const lastYear = comparison === "SAME_PERIOD_LAST_YEAR";
  if (shape.kind === "calendar" || shape.kind === "toDate") {
    const start = lastYear ? startLastYear(from, shape.grain, calendar) : addGrains(from, shape.grain, -1);
    const end = bucketEnd(start, shape.grain);
    return between(start, shape.kind === "calendar" ? end : earlier(addDays(start, daysBetween(from, to)), end), shape);
  }
  if (lastYear) return between(addMonths(from, -12), addMonths(to, -12), shape);
  if (shape.kind === "range") return between(addDays(from, -daysBetween(from, to) - 1), addDays(from, -1), shape);
  return between(addDays(addGrains(to, shape.grain, -2 * shape.count), 1), addDays(from, -1), shape);
}

function startLastYear(from: string, grain: Grain, calendar: Calendar): string {
  if (grain !== "week") return addMonths(from, -12);
  const { year, week } = isoWeekOf(from);
  return (weekStartOf(year - 1, week, calendar) ?? weekStartOf(year - 1, week - 1, calendar))!;
}

function between(from: string, to: string, shape: Period["shape"]): Period {
  return { text: from === to ? from : `${from}..${to}`, from, to, shape };
}

/** Which day of the period (`anchor`, in one of its buckets) a bucket of the comparison period stands beside. */
export interface Alignment {
  /** Whether `key` is a day or the first day of a bucket of the grain asked for. */
  readonly keyGrain: Grain;
  readonly pairs: readonly { readonly key: string; readonly anchor: string }[];
}

/**
 * Lines a comparison period up with its period by the calendar, not by position: month with month, week with the
 * week of the same ISO number a year before, day with the day of the same number. A day or week that has no
 * counterpart (29 February, week 53) stays alone. Where buckets can't correspond (weeks of two months, months of two
 * ranges of 90 days), the n-th day stands beside the n-th, and what is left over goes to the last.
 */
export function alignBuckets(
  period: Period,
  other: Period,
  comparison: Comparison,
  grain: Grain,
  calendar: Calendar,
): Alignment {
  const months = monthsApart(period, comparison);
  const grainMonths = monthsIn[grain];
  if (months !== undefined && grainMonths !== undefined && months % grainMonths === 0) {
    const starts = bucketsOf(period, grain, calendar).map(({ from }) => bucketStart(from, grain, calendar));
    return { keyGrain: grain, pairs: starts.map((anchor) => ({ key: addMonths(anchor, -months), anchor })) };
  }
  if (months === 12 && grain === "week") return { keyGrain: "week", pairs: sameWeeks(period, calendar) };
  if (months !== undefined && grain === "day") return { keyGrain: "day", pairs: sameDays(period, months) };
  return { keyGrain: "day", pairs: daysByPosition(period, other, grain) };
}

/** Months between a period and its comparison, or undefined where they are a number of days apart. */
function monthsApart({ shape }: Period, comparison: Comparison): number | undefined {
  const isWeek = shape.kind !== "range" && shape.kind !== "rolling" && shape.grain === "week";
  if (comparison === "SAME_PERIOD_LAST_YEAR") return isWeek ? undefined : 12;
  if (shape.kind === "range") return undefined;
  const months = monthsIn[shape.grain];
  return months && months * (shape.kind === "rolling" ? shape.count : 1);
}

function sameWeeks(period: Period, calendar: Calendar): { key: string; anchor: string }[] {
  return bucketsOf(period, "week", calendar).flatMap(({ from }) => {
    const anchor = bucketStart(from, "week", calendar);
    const { year, week } = isoWeekOf(anchor);
    const key = weekStartOf(year - 1, week, calendar);
    return key ? [{ key, anchor }] : [];
  });
}

function sameDays(period: Period, months: number): { key: string; anchor: string }[] {
  const pairs: { key: string; anchor: string }[] = [];
  for (let anchor = period.from; anchor <= period.to; anchor = addDays(anchor, 1)) {
    const key = addMonths(anchor, -months);
    if (key.slice(8) === anchor.slice(8)) pairs.push({ key, anchor });
  }
  return pairs;
}

function daysByPosition(period: Period, other: Period, grain: Grain): { key: string; anchor: string }[] {
  const pairs: { key: string; anchor: string }[] = [];
  let anchor = period.from;
  for (let key = other.from; key <= other.to; key = addDays(key, 1)) {
    if (anchor > period.to && grain === "day") break;
    pairs.push({ key, anchor: earlier(anchor, period.to) });
    anchor = addDays(anchor, 1);
  }
  return pairs;
}
