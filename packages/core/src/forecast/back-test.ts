import { addGrains, bucketEnd, type Calendar } from "../calendar.ts";
import { serialOf } from "../days.ts";
import type { Period } from "../period.ts";
import { type DailySeries, sumBetween } from "./daily-series.ts";
import {
  type Estimate,
  fewestDays,
  runRateEstimate,
  type Standpoint,
  seasonalEstimate,
  yearOfWeeks,
} from "./estimates.ts";

export type ForecastMethod = "SEASONAL_RUN_RATE" | "RUN_RATE";

/** How far off each method would have been in an earlier period: actual ÷ forecast − 1. */
export type BackTest = Readonly<Record<ForecastMethod, number | null>>;

/** So many tests are needed for a range: the 10 % and 90 % quantiles of fewer say nothing. */
export const fewestTests = 4;

/**
 * Stands in each of the finished periods before this one (12, of about a year 5) at the same share of its days,
 * forecasts its end from what was known then, and compares with what came.
 */
export function backTests(
  series: DailySeries,
  period: Period,
  calendar: Calendar,
  { from, to, lastDay }: Standpoint,
): BackTest[] {
  const elapsed = (lastDay - from + 1) / (to - from + 1);
  return periodsBefore(period, calendar).flatMap((earlier) => {
    const days = earlier.to - earlier.from + 1;
    if (days < 2 || earlier.from < series.first) return [];
    const known = Math.min(days - 1, Math.max(1, Math.round(elapsed * days)));
    const standpoint = { ...earlier, lastDay: earlier.from + known - 1 };
    const seasonal = seasonalEstimate(series, standpoint);
    const errorOf = (estimate: Estimate) => {
      const forecast = forecastOf(series, standpoint, estimate);
      return forecast > 0 ? sumBetween(series, earlier.from, earlier.to) / forecast - 1 : null;
    };
    return {
      SEASONAL_RUN_RATE: typeof seasonal === "string" ? null : errorOf(seasonal),
      RUN_RATE: errorOf(runRateEstimate(series, standpoint)),
    };
  });
}

/** What is known of the period and what is expected of the rest. */
export function forecastOf(series: DailySeries, { from, to, lastDay }: Standpoint, { on }: Estimate): number {
  let value = sumBetween(series, from, lastDay);
  for (let day = lastDay + 1; day <= to; day += 1) value += on(day);
  return value;
}

/** The first day whose facts a forecast can use, back-tests and their year before included. */
export function historyStart(period: Period, calendar: Calendar): number {
  const days = serialOf(period.to) - serialOf(period.from) + 1;
  const first = periodsBefore(period, calendar).at(-1)!.from;
  // A quarter more, so that a few days without sales at its start don't make history look shorter than it is.
  return first - yearOfWeeks - Math.max(days, fewestDays) - 91;
}

/** Periods of the same shape before this one, the latest first: buckets of its grain, else as many days. */
function periodsBefore(
  { from, to, shape }: Period,
  calendar: Calendar,
): { readonly from: number; readonly to: number }[] {
  const [first, last] = [serialOf(from), serialOf(to)];
  const days = last - first + 1;
  return Array.from({ length: days > 200 ? 5 : 12 }, (_, index) => {
    const back = index + 1;
    if (shape.kind !== "calendar") return { from: first - back * days, to: last - back * days };
    const start = addGrains(from, shape.grain, -back, calendar);
    return { from: serialOf(start), to: serialOf(bucketEnd(start, shape.grain, calendar)) };
  });
}
