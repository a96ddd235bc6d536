import {
  addDays,
  addGrains,
  addMonths,
  bucketEnd,
  type Calendar,
  daysBetween,
  earlier,
  type Grain,
  isFiscal,
  isoWeekOf,
  later,
  monthsIn,
  nests,
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
 * | a fiscal period | the fiscal period before it: FY2024-P01 → FY2023-P12 | the one of the same number: FY2024-Q2 → FY2023-Q2, whole, also where one of them has a 53rd week |
 * | n days | the n days before | both ends a year earlier |
 * | last-12-months | the 12 months before | both ends a year earlier |
 * | month-to-date | the month before, as many days (at most the whole month) | the same month, as many days |
 * | fiscal-quarter-to-date | the fiscal quarter before, as many days (at most the whole quarter) | the same fiscal quarter, as many days |
 */
export function comparisonPeriod(period: Period, comparison: Comparison, calendar: Calendar): Period {
  const { from, to, shape } = period;
  const lastYear = comparison === "SAME_PERIOD_LAST_YEAR";
  if (shape.kind === "calendar" || shape.kind === "toDate") {
    const { grain } = shape;
    const start = lastYear ? startLastYear(from, grain, calendar) : addGrains(from, grain, -1, calendar);
    const end = bucketEnd(start, grain, calendar);
    return between(start, shape.kind === "calendar" ? end : earlier(addDays(start, daysBetween(from, to)), end), shape);
  }
  if (lastYear) return between(addMonths(from, -12), addMonths(to, -12), shape);
  if (shape.kind === "range") return between(addDays(from, -daysBetween(from, to) - 1), addDays(from, -1), shape);
  return between(addDays(addGrains(to, shape.grain, -2 * shape.count, calendar), 1), addDays(from, -1), shape);
}

function startLastYear(from: string, grain: Grain, calendar: Calendar): string {
  if (grain !== "week") return addGrains(from, isFiscal(grain) ? "fiscalYear" : "year", -1, calendar);
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
  /** In order of time; the first and the last key's bucket can reach out of the comparison period. */
  readonly pairs: readonly { readonly key: string; readonly anchor: string }[];
}

/**
 * Lines a comparison period up with its period by the calendar, not by position: month with month, week with the
 * week of the same ISO number a year before, day with the day of the same number; of a fiscal period that is made of
 * weeks, week and day with those of the same number in the fiscal month. A bucket that has no counterpart
 * (29 February, week 53) stays alone. Where buckets can't correspond (weeks of two months, months of two ranges of 90
 * days), the n-th day stands beside the n-th, and what is left over goes to the last.
 */
export function alignBuckets(
  period: Period,
  other: Period,
  comparison: Comparison,
  grain: Grain,
  calendar: Calendar,
): Alignment {
  return alignPart({ period, other, comparison, grain, calendar }, period);
}

/**
 * The days of the comparison period that stand beside one bucket of the period, or undefined where none do.
 *
 * @example
 * // of 2024 by month against the year before, bucket 2024-02-01..2024-02-29: { from: "2023-02-01", to: "2023-02-28" }
 */
export function alignedDays(
  period: Period,
  other: Period,
  comparison: Comparison,
  grain: Grain,
  calendar: Calendar,
  bucket: Days,
): { from: string; to: string } | undefined {
  // A period that is a single bucket stands beside all that it is compared with.
  if (bucketEnd(period.from, grain, calendar) >= period.to) return { from: other.from, to: other.to };
  const days = { from: later(bucket.from, period.from), to: earlier(bucket.to, period.to) };
  const { pairs, keyGrain } = alignPart({ period, other, comparison, grain, calendar }, days);
  const first = pairs[0];
  if (!first) return undefined;
  const to = bucketEnd(pairs.at(-1)!.key, keyGrain, calendar);
  return { from: later(first.key, other.from), to: earlier(to, other.to) };
}

type Days = Pick<Period, "from" | "to">;

interface AlignmentQuestion {
  readonly period: Period;
  readonly other: Period;
  readonly comparison: Comparison;
  readonly grain: Grain;
  readonly calendar: Calendar;
}

/** The part of an alignment whose anchors are within these days of the period. */
function alignPart(question: AlignmentQuestion, days: Days): Alignment {
  const { period, other, calendar } = question;
  const { keyGrain, pairs } = counterparts(question, days) ?? daysByPosition(question, days);
  const within = pairs.filter(({ key }) => key <= other.to && bucketEnd(key, keyGrain, calendar) >= other.from);
  return { keyGrain, pairs: within.map(({ key, anchor }) => ({ key, anchor: later(anchor, period.from) })) };
}

/** The buckets that correspond by the calendar, or undefined where the calendar says nothing. */
function counterparts({ period, comparison, grain, calendar }: AlignmentQuestion, days: Days): Alignment | undefined {
  const apart = monthsApart(period, comparison);
  if (!apart) return undefined;
  const size = monthsIn[grain];
  if (size !== undefined) {
    if (apart.months % size !== 0) return undefined;
    const keyOf = (start: string) => addGrains(start, grain, -apart.months / size, calendar);
    const pairs = bucketsOf(days, grain, calendar).map(({ start }) => ({ key: keyOf(start), anchor: start }));
    return { keyGrain: grain, pairs };
  }
  if (nests(grain, apart.unit, calendar)) {
    return { keyGrain: grain, pairs: samePlaces(apart, days, grain, calendar) };
  }
  return apart.months === 12 ? { keyGrain: grain, pairs: sameWeeks(days, calendar) } : undefined;
}

interface MonthsApart {
  readonly months: number;
  readonly unit: "month" | "fiscalMonth";
}

/** Months between a period and its comparison, or undefined where they are a number of days apart. */
function monthsApart({ shape }: Period, comparison: Comparison): MonthsApart | undefined {
  const unit = shape.kind !== "range" && isFiscal(shape.grain) ? "fiscalMonth" : "month";
  const isWeek = shape.kind !== "range" && shape.kind !== "rolling" && shape.grain === "week";
  if (comparison === "SAME_PERIOD_LAST_YEAR") return isWeek ? undefined : { months: 12, unit };
  const months = shape.kind === "range" ? undefined : monthsIn[shape.grain];
  if (months === undefined) return undefined;
  return { months: months * (shape.kind === "rolling" ? shape.count : 1), unit };
}

/** Days or weeks and those with the same number in the month so many months before. */
function samePlaces({ months, unit }: MonthsApart, days: Days, grain: Grain, calendar: Calendar) {
  return bucketsOf(days, unit, calendar).flatMap((month) => {
    const otherStart = addGrains(month.start, unit, -months, calendar);
    const otherEnd = bucketEnd(otherStart, unit, calendar);
    return bucketsOf(month, grain, calendar)
      .map(({ start }) => ({ key: addDays(otherStart, daysBetween(month.start, start)), anchor: start }))
      .filter(({ key }) => key <= otherEnd);
  });
}

function sameWeeks(days: Days, calendar: Calendar): { key: string; anchor: string }[] {
  return bucketsOf(days, "week", calendar).flatMap(({ start }) => {
    const { year, week } = isoWeekOf(start);
    const key = weekStartOf(year - 1, week, calendar);
    return key ? [{ key, anchor: start }] : [];
  });
}

/** The n-th day beside the n-th; days beyond the last go to it, unless a bucket is a day. */
function daysByPosition({ period, other, grain }: AlignmentQuestion, days: Days): Alignment {
  const keyOf = (day: string) => addDays(other.from, daysBetween(period.from, day));
  const last = days.to === period.to && grain !== "day" ? other.to : earlier(keyOf(days.to), other.to);
  const pairs: { key: string; anchor: string }[] = [];
  let anchor = days.from;
  for (let key = keyOf(days.from); key <= last; key = addDays(key, 1)) {
    pairs.push({ key, anchor: earlier(anchor, period.to) });
    anchor = addDays(anchor, 1);
  }
  return { keyGrain: "day", pairs };
}
