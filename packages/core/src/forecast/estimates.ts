import { type DailySeries, sumBetween, valueOn } from "./daily-series.ts";

/** A period that is under way: `lastDay` is its last day that is known. Days are serials. */
export interface Standpoint {
  readonly from: number;
  readonly to: number;
  readonly lastDay: number;
}

/** What each day after the standpoint's last known one is expected to bring. */
export interface Estimate {
  readonly on: (day: number) => number;
  /** SEASONAL_RUN_RATE: the factor on the days of last year. */
  readonly growth: number | null;
  /** The days whose figures the rate is taken from. */
  readonly days: number;
}

/** 52 weeks: the nearest number of days to a year that keeps the weekday. */
export const yearOfWeeks = 364;

/** The rate is never taken from fewer days, which would be mostly chance. */
export const fewestDays = 28;

/**
 * Each day as the same weekday 52 weeks before, times how the last days (as many as the period has had, at least 28)
 * compare with the same days 52 weeks before.
 *
 * @returns why not, where history doesn't reach back a year before the period and those days, or where there is
 *   nothing to compare with
 */
export function seasonalEstimate(
  series: DailySeries,
  { from, lastDay }: Standpoint,
): Estimate | "NO_YEAR" | "NOTHING_THEN" {
  const days = Math.max(fewestDays, lastDay - from + 1);
  const since = lastDay - days + 1;
  if (series.first > Math.min(from, since) - yearOfWeeks) return "NO_YEAR";
  const before = sumBetween(series, since - yearOfWeeks, lastDay - yearOfWeeks);
  const growth = sumBetween(series, since, lastDay) / before;
  if (!(before > 0) || !(growth >= 0)) return "NOTHING_THEN";
  const on = (day: number) => {
    // More than a year ahead, a day stands on one that is itself ahead.
    const years = Math.ceil((day - lastDay) / yearOfWeeks);
    return valueOn(series, day - years * yearOfWeeks) * growth ** years;
  };
  return { on, growth, days };
}

/**
 * Each day at the mean of its weekday over the last whole weeks, at most 8; with less than two weeks of history at the
 * mean of all days.
 */
export function runRateEstimate(series: DailySeries, { lastDay }: Standpoint): Estimate {
  const history = lastDay - series.first + 1;
  const weeks = Math.min(8, Math.floor(history / 7));
  if (weeks < 2) {
    const mean = sumBetween(series, series.first, lastDay) / history;
    return { on: () => mean, growth: null, days: history };
  }
  const means = Array.from({ length: 7 }, (_, ago) => {
    let sum = 0;
    for (let week = 0; week < weeks; week += 1) sum += valueOn(series, lastDay - ago - 7 * week);
    return sum / weeks;
  });
  return { on: (day) => means[(7 - ((day - lastDay) % 7)) % 7]!, growth: null, days: 7 * weeks };
}
