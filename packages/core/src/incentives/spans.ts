import { type BucketCalendar, bucketEnd, bucketStart, type Grain } from "../calendar.ts";
import type { ClosedRange } from "./day-ranges.ts";
import type { Accumulation, Bonus, Plan } from "./plan.ts";
import type { PeriodInput } from "./statement.ts";

/** The accumulation that a period falls into: the period itself, or the quarter or year of its first day. */
export function spanOf(
  unit: Accumulation,
  { year }: Pick<Plan, "year">,
  { period, calendar }: Pick<PeriodInput, "period" | "calendar">,
): ClosedRange {
  return unit === "PERIOD" ? period : bucketOf(period, grains[year][unit], calendar);
}

/** The time that a bonus is for. */
export function bonusSpan(
  every: Bonus["every"],
  { year }: Pick<Plan, "year">,
  { period, calendar }: Pick<PeriodInput, "period" | "calendar">,
): ClosedRange {
  return bucketOf(period, grains[year][every], calendar);
}

/** Buckets that were looked up before: the same few are asked for with every person. */
const known = new WeakMap<BucketCalendar, Map<string, ClosedRange>>();

function bucketOf({ from }: ClosedRange, grain: Grain, calendar: BucketCalendar): ClosedRange {
  const buckets = known.get(calendar) ?? new Map<string, ClosedRange>();
  known.set(calendar, buckets);
  const key = grain + from;
  let bucket = buckets.get(key);
  if (!bucket) {
    bucket = { from: bucketStart(from, grain, calendar), to: bucketEnd(from, grain, calendar) };
    buckets.set(key, bucket);
  }
  return bucket;
}

const grains: Readonly<
  Record<Plan["year"], Readonly<Record<Exclude<Accumulation, "PERIOD"> | Bonus["every"], Grain>>>
> = {
  CALENDAR: { QUARTER: "quarter", YEAR: "year", MONTHLY: "month", QUARTERLY: "quarter", ANNUAL: "year" },
  FISCAL: {
    QUARTER: "fiscalQuarter",
    YEAR: "fiscalYear",
    MONTHLY: "fiscalMonth",
    QUARTERLY: "fiscalQuarter",
    ANNUAL: "fiscalYear",
  },
};
