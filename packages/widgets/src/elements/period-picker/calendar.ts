import type { FiscalPattern } from "../../generated/graphql.ts";

/** What of the company decides which days a period has. */
export interface CompanyCalendar {
  readonly today: string;
  /** The month in which the fiscal year starts, 1–12. */
  readonly fiscalYearStart: number;
  /** First day of the week, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number;
  readonly fiscalPattern: FiscalPattern;
}

export type Unit = "day" | "week" | "month" | "quarter" | "year" | `fiscal-${"month" | "quarter" | "year"}`;

export const dayMilliseconds = 86_400_000;

const monthsIn = { month: 1, quarter: 3, year: 12 } as const;

/** Weeks of a fiscal year that are over when each of its months starts. */
const weeksBefore: Partial<Record<FiscalPattern, readonly number[]>> = {
  WEEKS_4_4_5: [0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47],
  WEEKS_4_5_4: [0, 4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48],
  WEEKS_5_4_4: [0, 5, 9, 13, 18, 22, 26, 31, 35, 39, 44, 48],
};

/** First day of the unit that is `count` after the one that holds `day`. */
export function startOf(day: string, unit: Unit, calendar: CompanyCalendar, count = 0): string {
  if (unit === "day") return addDays(day, count);
  if (unit === "week") return addDays(weekdayBefore(day, calendar.weekStart), 7 * count);
  const size = monthsIn[unit.replace("fiscal-", "") as keyof typeof monthsIn];
  const index = monthOf(day, unit, calendar);
  return firstOf((Math.floor(index / size) + count) * size, unit, calendar);
}

/** Last day of the unit that holds `day`. */
export function endOf(day: string, unit: Unit, calendar: CompanyCalendar): string {
  return addDays(startOf(day, unit, calendar, 1), -1);
}

/** The month that holds a day, counted from the first of the year 0: a calendar month, or a fiscal one. */
export function monthOf(day: string, unit: Unit, calendar: CompanyCalendar): number {
  const month = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1;
  if (!unit.startsWith("fiscal")) return month;
  let index = month - calendar.fiscalYearStart + 1 + 1;
  // Fiscal months of weeks begin some days before or after the calendar's.
  while (firstOf(index, unit, calendar) > day) index -= 1;
  return index;
}

/** First day of a month that is counted like this. */
export function firstOf(index: number, unit: Unit, calendar: CompanyCalendar): string {
  const { fiscalYearStart, weekStart, fiscalPattern } = calendar;
  if (!unit.startsWith("fiscal")) return firstOfMonth(index);
  const weeks = weeksBefore[fiscalPattern];
  if (!weeks) return firstOfMonth(index + fiscalYearStart - 1);
  const year = Math.floor(index / 12);
  const nearest = weekdayBefore(addDays(firstOfMonth(12 * year + fiscalYearStart - 1), 3), weekStart);
  return addDays(nearest, 7 * weeks[index - 12 * year]!);
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(day) + count * dayMilliseconds).toISOString().slice(0, 10);
}

/** `day` moved by calendar months; a month too short for it answers its last day. */
export function addMonths(day: string, count: number): string {
  const month = 12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1 + count;
  const moved = addDays(firstOfMonth(month), Number(day.slice(8)) - 1);
  const last = addDays(firstOfMonth(month + 1), -1);
  if (moved > last) return last;
  return moved;
}

/** The last day, not after `day`, that is this weekday. */
function weekdayBefore(day: string, weekday: number): string {
  const past = (((new Date(day).getUTCDay() - weekday) % 7) + 7) % 7;
  return addDays(day, -past);
}

/** The Thursday that names the week which starts on `day`. */
export function thursdayOf(start: string): string {
  return addDays(start, (((4 - new Date(start).getUTCDay()) % 7) + 7) % 7);
}

function firstOfMonth(index: number): string {
  return new Date(Date.UTC(2000, index - 24_000)).toISOString().slice(0, 10);
}
