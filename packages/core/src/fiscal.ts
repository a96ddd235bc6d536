import { monthOf, monthStart, weekdayBefore } from "./days.ts";

/** How a fiscal quarter is made up: of three months, or of 13 weeks, so many in each of its fiscal months. */
export type FiscalPattern = "MONTHS" | WeekPattern;
type WeekPattern = "4-4-5" | "4-5-4" | "5-4-4";

export const fiscalPatterns: readonly FiscalPattern[] = ["MONTHS", "4-4-5", "4-5-4", "5-4-4"];

/**
 * A retail calendar: years of 52 or 53 whole weeks, so that a fiscal month has the same weekdays every year.
 *
 * The year starts on the day of the week that is nearest to the 1st of a month, within three days of it, and is named
 * after the year of that 1st: with February and Sunday (the National Retail Federation's 4-5-4 calendar) FY2023 starts
 * on 2023-01-29. A 53rd week belongs to the last month.
 */
export interface WeekYears {
  /** The month whose 1st the year starts by, 1–12. */
  readonly fiscalYearStart: number;
  /** The first day of a week, 1 (Monday) to 7 (Sunday). */
  readonly weekStart: number;
  readonly pattern: WeekPattern;
}

/** Weeks of the year that are over when each of its 12 months starts. */
const weeksBefore: Record<WeekPattern, readonly number[]> = {
  "4-4-5": [0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47],
  "4-5-4": [0, 4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48],
  "5-4-4": [0, 5, 9, 13, 18, 22, 26, 31, 35, 39, 44, 48],
};

/** The fiscal month that holds a day: 12 × fiscal year + month − 1. */
export function fiscalMonthOf(serial: number, years: WeekYears): number {
  // A year of weeks starts at most three days before its month, so a day is never in a later one than this.
  let year = Math.floor((monthOf(serial + 3) - years.fiscalYearStart + 1) / 12);
  if (yearStart(year, years) > serial) year -= 1;
  const weeks = Math.floor((serial - yearStart(year, years)) / 7);
  return year * 12 + weeksBefore[years.pattern].findLastIndex((before) => before <= weeks);
}

/** First day of a fiscal month, the inverse of `fiscalMonthOf`. */
export function fiscalMonthStart(month: number, years: WeekYears): number {
  const year = Math.floor(month / 12);
  return yearStart(year, years) + 7 * weeksBefore[years.pattern][month - 12 * year]!;
}

function yearStart(year: number, { fiscalYearStart, weekStart }: WeekYears): number {
  return weekdayBefore(monthStart(year * 12 + fiscalYearStart - 1) + 3, weekStart);
}
