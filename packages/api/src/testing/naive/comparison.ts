import type { Calendar, Comparison, Grain, PeriodShape } from "@salesglass/core";
import { bucketsOf, indexOf, isoWeek, nests, startOf, weekOf } from "./calendar.ts";
import { moveMonths } from "./days.ts";

/** Days as numbers, both ends included, and how they came about. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly shape: PeriodShape;
}

/** The days that a period is compared with. */
export function comparedWith(period: Span, comparison: Comparison, calendar: Calendar): Span {
  const { from, to, shape } = period;
  const lastYear = comparison === "SAME_PERIOD_LAST_YEAR";
  if (shape.kind === "calendar" || shape.kind === "toDate") {
    const start = lastYear ? yearBefore(from, shape.grain, calendar) : moved(from, shape.grain, -1, calendar);
    const end = moved(start, shape.grain, 1, calendar) - 1;
    return { from: start, to: shape.kind === "calendar" ? end : Math.min(start + to - from, end), shape };
  }
  if (lastYear) return { from: moveMonths(from, -12), to: moveMonths(to, -12), shape };
  if (shape.kind === "range") return { from: from - (to - from) - 1, to: from - 1, shape };
  const months = monthsOf(shape.grain);
  const length = shape.grain === "week" ? 7 : 1;
  const before = months ? moveMonths(to, -2 * shape.count * months) : to - 2 * shape.count * length;
  return { from: before + 1, to: from - 1, shape };
}

/** A bucket's first day moved by buckets. */
function moved(start: number, grain: Grain, count: number, calendar: Calendar): number {
  const buckets = bucketsOf(grain, calendar);
  return buckets[indexOf(start, buckets) + count]!;
}

function yearBefore(start: number, grain: Grain, calendar: Calendar): number {
  if (grain === "day") return moveMonths(start, -12);
  if (grain !== "week") return moved(start, grain, -12 / monthsOf(grain)!, calendar);
  const { year, week } = isoWeek(start, calendar);
  return weekOf(year - 1, week, calendar) ?? weekOf(year - 1, week - 1, calendar)!;
}

function monthsOf(grain: Grain): number | undefined {
  const months: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
  return months[grain] ?? months[grain.replace("fiscal", "").toLowerCase() as Grain];
}

export interface Alignment {
  readonly period: Span;
  readonly other: Span;
  readonly comparison: Comparison;
  readonly grain: Grain;
  readonly calendar: Calendar;
}

/**
 * The day of the period beside which a day of its comparison stands, or undefined where it stands alone; of a bucket
 * that corresponds as a whole the first day within the period.
 */
export function dayBeside(day: number, alignment: Alignment): number | undefined {
  const { period, grain, calendar } = alignment;
  const beside = counterpart(day, alignment);
  if (beside === undefined) return undefined;
  const buckets = bucketsOf(grain, calendar);
  const end = buckets[indexOf(beside, buckets) + 1]! - 1;
  return beside > period.to || end < period.from ? undefined : Math.max(beside, period.from);
}

function counterpart(day: number, alignment: Alignment): number | undefined {
  const { period, other, grain, calendar } = alignment;
  const apart = monthsApart(alignment);
  const size = monthsOf(grain);
  if (apart !== undefined && size !== undefined && apart % size === 0) {
    return moved(startOf(day, grain, calendar), grain, apart / size, calendar);
  }
  if (apart !== undefined && size === undefined) {
    const { shape } = period;
    const month = shape.kind !== "range" && shape.grain.startsWith("fiscal") ? "fiscalMonth" : "month";
    if (nests(grain, month, calendar)) return samePlace(startOf(day, grain, calendar), month, apart, calendar);
    if (apart === 12) {
      const { year, week } = isoWeek(day, calendar);
      return weekOf(year + 1, week, calendar);
    }
  }
  const nth = period.from + day - other.from;
  return grain === "day" ? nth : Math.min(nth, period.to);
}

/** Months between the two, where it is months that are between them. */
function monthsApart({ period: { shape }, comparison }: Alignment): number | undefined {
  const isWeek = (shape.kind === "calendar" || shape.kind === "toDate") && shape.grain === "week";
  if (comparison === "SAME_PERIOD_LAST_YEAR") return isWeek ? undefined : 12;
  if (shape.kind === "range") return undefined;
  const months = monthsOf(shape.grain);
  return months === undefined ? undefined : months * (shape.kind === "rolling" ? shape.count : 1);
}

/** The day (or first day of the week) with the same number in the month so many months later, if it has as many. */
function samePlace(day: number, month: Grain, months: number, calendar: Calendar): number | undefined {
  const buckets = bucketsOf(month, calendar);
  const own = indexOf(day, buckets);
  const there = buckets[own + months]! + day - buckets[own]!;
  return there < buckets[own + months + 1]! ? there : undefined;
}
