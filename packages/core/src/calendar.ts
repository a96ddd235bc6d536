import { dayOf, modulo, monthOf, monthStart, serialOf, weekdayBefore, weekdayOf } from "./days.ts";
import { badInput } from "./errors.ts";
import { type FiscalPattern, fiscalMonthOf, fiscalMonthStart } from "./fiscal.ts";

/** The company's calendar. `today` is an argument everywhere: nothing in this package reads a clock. */
export interface Calendar extends BucketCalendar {
  /** The company's today, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What decides where days are parted. */
export interface BucketCalendar {
  /** The month in which the fiscal year starts, 1–12. */
  readonly fiscalYearStart: number;
  /** The first day of a week, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number;
  /** MONTHS unless given; else the fiscal year has 52 or 53 weeks and starts on the first day of one. */
  readonly fiscalPattern?: FiscalPattern | undefined;
}

export type Grain = "day" | "week" | "month" | "quarter" | "year" | "fiscalMonth" | "fiscalQuarter" | "fiscalYear";

export const grains: readonly Grain[] = [
  "day",
  "week",
  "month",
  "quarter",
  "year",
  "fiscalMonth",
  "fiscalQuarter",
  "fiscalYear",
];

/** Months (fiscal months of fiscal grains) in a grain; `undefined` for days and weeks, which months don't make up. */
export const monthsIn: Partial<Record<Grain, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  fiscalMonth: 1,
  fiscalQuarter: 3,
  fiscalYear: 12,
};

export function isFiscal(grain: Grain): boolean {
  return grain === "fiscalMonth" || grain === "fiscalQuarter" || grain === "fiscalYear";
}

/** First day of the bucket of this grain that holds `day`: of its week, its month, its fiscal quarter … */
export function bucketStart(day: string, grain: Grain, calendar: BucketCalendar): string {
  if (grain === "day") return day;
  if (grain === "week") return dayOf(weekdayBefore(serialOf(day), calendar.weekStart));
  const months = monthsOf(grain, calendar);
  const month = months.monthOf(serialOf(day));
  return dayOf(months.startOf(month - modulo(month - months.first, months.size)));
}

/** Last day of the bucket of this grain that holds `day`. */
export function bucketEnd(day: string, grain: Grain, calendar: BucketCalendar): string {
  if (grain === "day") return day;
  const start = serialOf(bucketStart(day, grain, calendar));
  if (grain === "week") return dayOf(start + 6);
  const months = monthsOf(grain, calendar);
  return dayOf(months.startOf(months.monthOf(start) + months.size) - 1);
}

/**
 * `day` moved by `count` days, weeks, months … It keeps its place in the month (of fiscal grains, in the fiscal
 * month); a month too short for it answers its last day.
 */
export function addGrains(day: string, grain: Grain, count: number, calendar: BucketCalendar): string {
  if (grain === "day") return addDays(day, count);
  if (grain === "week") return addDays(day, 7 * count);
  const months = monthsOf(grain, calendar);
  return moveMonths(day, months.size * count, months);
}

export function addDays(day: string, days: number): string {
  return dayOf(serialOf(day) + days);
}

/** `day` moved by calendar months; a month too short for it answers its last day. */
export function addMonths(day: string, months: number): string {
  return moveMonths(day, months, { monthOf, startOf: monthStart });
}

function moveMonths(day: string, by: number, months: Pick<Months, "monthOf" | "startOf">): string {
  const serial = serialOf(day);
  const month = months.monthOf(serial);
  const moved = months.startOf(month + by) + serial - months.startOf(month);
  return dayOf(Math.min(moved, months.startOf(month + by + 1) - 1));
}

/** Whole days from `from` to `to`: 1 from a day to the next, negative backwards. */
export function daysBetween(from: string, to: string): number {
  return serialOf(to) - serialOf(from);
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** First day of the fiscal year that is named after `year`. */
export function firstOfFiscalYear(year: number, calendar: BucketCalendar): string {
  const months = monthsOf("fiscalYear", calendar);
  return dayOf(months.startOf(12 * year + months.first));
}

/**
 * Whether every bucket of `inner` lies whole within one bucket of `outer`.
 *
 * @example nests("week", "month", calendar) // false
 * @example nests("quarter", "fiscalYear", { fiscalYearStart: 4, weekStart: 1 }) // true, and false from May
 */
export function nests(inner: Grain, outer: Grain, calendar: BucketCalendar): boolean {
  if (inner === outer || inner === "day") return true;
  if (outer === "day" || outer === "week") return false;
  const out = monthsOf(outer, calendar);
  if (inner === "week") return out.ofWeeks;
  const within = monthsOf(inner, calendar);
  return (
    within.ofWeeks === out.ofWeeks && out.size % within.size === 0 && (out.first - within.first) % within.size === 0
  );
}

/** The months that a grain is made of. */
interface Months {
  readonly ofWeeks: boolean;
  /** How many of them the grain has. */
  readonly size: number;
  /** A month, counted from 0, with which a bucket starts. */
  readonly first: number;
  readonly monthOf: (serial: number) => number;
  readonly startOf: (month: number) => number;
}

function monthsOf(grain: Exclude<Grain, "day" | "week">, calendar: BucketCalendar): Months {
  const size = monthsIn[grain]!;
  const { fiscalYearStart, weekStart, fiscalPattern: pattern = "MONTHS" } = calendar;
  if (!isFiscal(grain) || pattern === "MONTHS") {
    return { ofWeeks: false, size, first: isFiscal(grain) ? fiscalYearStart - 1 : 0, monthOf, startOf: monthStart };
  }
  const years = { fiscalYearStart, weekStart, pattern };
  return {
    ofWeeks: true,
    size,
    // Fiscal months are counted from the start of the fiscal year, whichever month that is.
    first: 0,
    monthOf: (serial) => fiscalMonthOf(serial, years),
    startOf: (month) => fiscalMonthStart(month, years),
  };
}

/** Year and number of the ISO week that shares its Thursday with the week (of any first day) that starts on `start`. */
export function isoWeekOf(start: string): { readonly year: number; readonly week: number } {
  const thursday = serialOf(start) + modulo(4 - weekdayOf(serialOf(start)), 7);
  const year = Math.floor(monthOf(thursday) / 12);
  return { year, week: Math.floor((thursday - monthStart(year * 12)) / 7) + 1 };
}

/** First day of the company's week that holds the Thursday of this ISO week, or undefined where the year has none. */
export function weekStartOf(year: number, week: number, calendar: BucketCalendar): string | undefined {
  // The first Thursday of the year is in its first ISO week.
  const thursday = weekdayBefore(monthStart(year * 12) + 6, 4) + 7 * (week - 1);
  if (week < 1 || Math.floor(monthOf(thursday) / 12) !== year) return undefined;
  return dayOf(weekdayBefore(thursday, calendar.weekStart));
}

/**
 * Checks a date that came from outside.
 *
 * @throws badInput naming `what` and the text, when it is no day of the calendar
 * @example checkDay("2024-02-30", "asOf") // asOf: "2024-02-30" is not a date, expected YYYY-MM-DD such as 2024-02-29
 */
export function checkDay(text: string, what: string): string {
  // A day past the end of its month comes back as one of the next.
  if (/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && dayOf(serialOf(text)) === text) return text;
  throw badInput(`${what}: ${JSON.stringify(text)} is not a date, expected YYYY-MM-DD such as 2024-02-29`);
}
