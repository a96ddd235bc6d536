import { bucketEnd, type Calendar, type Grain } from "../calendar.ts";
import { serialOf } from "../days.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { bucketsOf, type Period } from "../period.ts";
import { type BackTest, backTests, type ForecastMethod, fewestTests, forecastOf } from "./back-test.ts";
import { type DailySeries, dailySeries, sumBetween } from "./daily-series.ts";
import { type Estimate, runRateEstimate, type Standpoint, seasonalEstimate } from "./estimates.ts";

/** Why it is this method. */
export type ForecastReason =
  /** There is a year of history, and in earlier periods the other method was no better. */
  | "HISTORY"
  /** There is no full year of history before the period. */
  | "NO_YEAR"
  /** Nothing was sold in the days of last year that the last ones are compared with. */
  | "NOTHING_THEN"
  /** In earlier periods it was less far off than the other method. */
  | "SMALLER_ERROR";

/** What a metric will have come to at the period's end. */
export interface Forecast {
  readonly value: number;
  /** With `confidence` the value lies between `low` and `high`; null with fewer than 4 back-tests. */
  readonly low: number | null;
  readonly high: number | null;
  readonly confidence: number | null;
  readonly method: ForecastMethod;
  readonly reason: ForecastReason;
  /** SEASONAL_RUN_RATE: the factor on the days of last year. */
  readonly growth: number | null;
  /** The days whose figures the rate is taken from. */
  readonly days: number;
  /** The mean of |actual ÷ forecast − 1| over the back-tests: 0.08 is 8 %. Null without any. */
  readonly error: number | null;
  /** In how many earlier periods the method was tried. */
  readonly tests: number;
  /** The errors of both methods in the periods in which both could be tried, where those are enough to choose by. */
  readonly compared: ({ readonly tests: number } & Readonly<Record<ForecastMethod, number>>) | null;
  /** The last day whose facts it knows. */
  readonly asOf: string;
  /** The last day that it goes to: the period's, and of a period to date the whole one's. */
  readonly until: string;
  readonly points: readonly ForecastPoint[];
}

/** A step that is not over yet: what is known of it and what is expected. `low` and `high` share the whole's range. */
export interface ForecastPoint {
  readonly from: string;
  readonly to: string;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

export interface ForecastInput {
  readonly period: Period;
  readonly calendar: Calendar;
  /** The metric of each day that has facts. */
  readonly daily: ReadonlyMap<string, number>;
  /** Facts after this day are not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** The grain of the points; none unless given. */
  readonly series?: Grain | undefined;
}

const longestPeriod = 1100;

/**
 * Forecasts a metric that is added up over time to the end of a period that is under way: what is known, and for each
 * day after it an estimate by `seasonalEstimate` where there is a year of history, else by `runRateEstimate`. Both are
 * tried in earlier periods where possible; where the run rate was less far off in the same periods, it is used. The
 * range are the 10 % and 90 % quantiles of the past errors around the value, stretched to hold it.
 *
 * See docs/decisions/0008-forecast.md; naive methods as the benchmark that others must beat, forecast errors from
 * a rolling origin and empirical ranges are from Hyndman and Athanasopoulos, Forecasting: Principles and Practice.
 *
 * @returns null where the period is over or has not begun, is longer than three years, or nothing is known
 * @example
 * // 10 a day since 2024-01-01, today 2024-03-20, the period 2024-03
 * forecastPeriod(input) // { value: 310, method: "RUN_RATE", reason: "NO_YEAR", tests: 2, error: 0, low: null, … }
 */
export function forecastPeriod(input: ForecastInput): Forecast | null {
  const { calendar } = input;
  const period = forecastedPeriod(input.period, calendar);
  const asOf = lastKnownDay(input);
  if (!isRunning(period, asOf)) return null;
  const series = dailySeries(input.daily, asOf);
  if (!series) return null;
  const standpoint = { from: serialOf(period.from), to: serialOf(period.to), lastDay: serialOf(asOf) };
  const tests = backTests(series, period, calendar, standpoint);
  const compared = comparedErrors(tests);
  const { method, reason, estimate } = chosen(series, standpoint, compared);
  const errors = errorsOf(tests, method);
  const value = forecastOf(series, standpoint, estimate);
  const known = errors.length >= fewestTests;
  const low = known ? Math.min(value, value * (1 + quantile(errors, 0.1))) : null;
  const high = known ? Math.max(value, value * (1 + quantile(errors, 0.9))) : null;
  return {
    value,
    low,
    high,
    confidence: known ? 0.8 : null,
    method,
    reason,
    growth: estimate.growth,
    days: estimate.days,
    error: meanError(errors),
    tests: errors.length,
    compared,
    asOf,
    until: period.to,
    points: input.series ? pointsOf(series, standpoint, estimate, { value, low, high }, { ...input, period }) : [],
  };
}

/** What is forecast: a year to date is on its way to the whole year. */
export function forecastedPeriod(period: Period, calendar: Calendar): Period {
  const { shape, from } = period;
  if (shape.kind !== "toDate") return period;
  return { ...period, to: bucketEnd(from, shape.grain, calendar), shape: { kind: "calendar", grain: shape.grain } };
}

/** Whether the period has begun and is not over on the last day that is known. */
export function isRunning({ from, to }: Pick<Period, "from" | "to">, lastDay: string): boolean {
  return from <= lastDay && lastDay < to && serialOf(to) - serialOf(from) < longestPeriod;
}

interface Choice {
  readonly method: ForecastMethod;
  readonly reason: ForecastReason;
  readonly estimate: Estimate;
}

function chosen(series: DailySeries, standpoint: Standpoint, compared: Forecast["compared"]): Choice {
  const runRate = runRateEstimate(series, standpoint);
  const seasonal = seasonalEstimate(series, standpoint);
  if (typeof seasonal === "string") return { method: "RUN_RATE", reason: seasonal, estimate: runRate };
  // Less by more than the noise of adding up doubles.
  if (compared && compared.RUN_RATE < compared.SEASONAL_RUN_RATE - 1e-9) {
    return { method: "RUN_RATE", reason: "SMALLER_ERROR", estimate: runRate };
  }
  return { method: "SEASONAL_RUN_RATE", reason: "HISTORY", estimate: seasonal };
}

function comparedErrors(tests: readonly BackTest[]): Forecast["compared"] {
  const both = tests.filter((test) => test.SEASONAL_RUN_RATE !== null && test.RUN_RATE !== null);
  if (both.length < fewestTests) return null;
  const errorOf = (method: ForecastMethod) => meanError(errorsOf(both, method))!;
  return { tests: both.length, SEASONAL_RUN_RATE: errorOf("SEASONAL_RUN_RATE"), RUN_RATE: errorOf("RUN_RATE") };
}

function errorsOf(tests: readonly BackTest[], method: ForecastMethod): number[] {
  return tests.map((test) => test[method]).filter((error) => error !== null);
}

function meanError(errors: readonly number[]): number | null {
  return errors.length === 0 ? null : errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
}

/** The linearly interpolated quantile (R's type 7, SQL's `percentile_cont`). */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place - Math.floor(place));
}

/**
 * The steps that are not over. What the range adds to or takes from the whole is shared among them by what is expected
 * of each, so that with the finished steps they add up to the whole, its low and its high.
 */
function pointsOf(
  series: DailySeries,
  { to, lastDay }: Standpoint,
  { on }: Estimate,
  whole: { readonly value: number; readonly low: number | null; readonly high: number | null },
  { period, calendar, series: grain }: ForecastInput,
): ForecastPoint[] {
  const open = bucketsOf(period, grain!, calendar).filter(({ to: end }) => serialOf(end) > lastDay);
  const expected = open.map((step) => {
    let sum = 0;
    const end = Math.min(to, serialOf(step.to));
    for (let day = Math.max(lastDay + 1, serialOf(step.from)); day <= end; day += 1) sum += on(day);
    return sum;
  });
  const all = expected.reduce((sum, one) => sum + one, 0);
  return open.map((step, index) => {
    const value = sumBetween(series, serialOf(step.from), Math.min(lastDay, serialOf(step.to))) + expected[index]!;
    const share = all === 0 ? 1 / open.length : expected[index]! / all;
    const bound = (of: number | null) => (of === null ? null : value + (of - whole.value) * share);
    return { ...step, value, low: bound(whole.low), high: bound(whole.high) };
  });
}
