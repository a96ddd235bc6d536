import { Temporal } from "temporal-polyfill";
import { badInput } from "./errors.ts";

/** The company's calendar. `today` is an argument everywhere: nothing in this package reads a clock. */
export interface Calendar {
  /** The company's today, `YYYY-MM-DD`. */
  readonly today: string;
  /** The month in which the fiscal year starts, 1–12. */
  readonly fiscalYearStart: number;
  /** The first day of a week, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number;
}

export type Grain = "day" | "week" | "month" | "quarter" | "year";

export const grains: readonly Grain[] = ["day", "week", "month", "quarter", "year"];

/** Months in a grain; `undefined` for days and weeks, which don't fit into months. */
export const monthsIn: Partial<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };

/** First day of the day, week, month, quarter or (calendar) year that holds `day`. */
export function bucketStart(day: string, grain: Grain, calendar: Pick<Calendar, "weekStart">): string {
  const date = plainDate(day);
  if (grain === "day") return day;
  if (grain === "week") return date.subtract({ days: (date.dayOfWeek - calendar.weekStart + 7) % 7 }).toString();
  if (grain === "month") return date.with({ day: 1 }).toString();
  if (grain === "quarter") return date.with({ month: date.month - ((date.month - 1) % 3), day: 1 }).toString();
  return date.with({ month: 1, day: 1 }).toString();
}

/** Last day of the bucket that starts on `start`. */
export function bucketEnd(start: string, grain: Grain): string {
  return addDays(addGrains(start, grain, 1), -1);
}

/** `day` moved by `count` days, weeks, months, quarters or years; a month too short for the day answers its last. */
export function addGrains(day: string, grain: Grain, count: number): string {
  const months = monthsIn[grain];
  if (months !== undefined) return addMonths(day, months * count);
  return addDays(day, grain === "week" ? 7 * count : count);
}

export function addDays(day: string, days: number): string {
  return plainDate(day).add({ days }).toString();
}

export function addMonths(day: string, months: number): string {
  return plainDate(day).add({ months }).toString();
}

/** Whole days from `from` to `to`: 1 from a day to the next, negative backwards. */
export function daysBetween(from: string, to: string): number {
  return plainDate(from).until(plainDate(to)).days;
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** Year and number of the ISO week that shares its Thursday with the week (of any first day) that starts on `start`. */
export function isoWeekOf(start: string): { readonly year: number; readonly week: number } {
  const date = plainDate(start);
  const thursday = date.add({ days: (4 - date.dayOfWeek + 7) % 7 });
  return { year: thursday.yearOfWeek ?? thursday.year, week: thursday.weekOfYear ?? 1 };
}

/** First day of the company's week that holds the Thursday of this ISO week, or undefined where the year has none. */
export function weekStartOf(year: number, week: number, calendar: Pick<Calendar, "weekStart">): string | undefined {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const thursday = fourth.add({ days: 4 - fourth.dayOfWeek + 7 * (week - 1) });
  if (week < 1 || thursday.year !== year) return undefined;
  return bucketStart(thursday.toString(), "week", calendar);
}

/**
 * Checks a date that came from outside.
 *
 * @throws badInput naming `what` and the text, when it is no day of the calendar
 * @example checkDay("2024-02-30", "asOf") // asOf: "2024-02-30" is not a date, expected YYYY-MM-DD such as 2024-02-29
 */
export function checkDay(text: string, what: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    try {
      return Temporal.PlainDate.from(text, { overflow: "reject" }).toString();
    } catch {
      // Falls through to the one message for all faults.
    }
  }
  throw badInput(`${what}: ${JSON.stringify(text)} is not a date, expected YYYY-MM-DD such as 2024-02-29`);
}

function plainDate(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day);
}
