import { bucketEnd, bucketStart, type Grain } from "../calendar.ts";
import type { ClosedRange } from "./day-ranges.ts";
import type { Accumulation, Bonus, Plan } from "./plan.ts";
import type { PeriodInput } from "./statement.ts";

/** The accumulation that a period falls into: the period itself, or the quarter or year of its first day. */
export function spanOf(
  unit: Accumulation,
  { year }: Pick<Plan, "year">,
  { period, calendar }: PeriodInput,
): ClosedRange {
  if (unit === "PERIOD") return { from: period.from, to: period.to };
  const grain = grains[year][unit];
  return { from: bucketStart(period.from, grain, calendar), to: bucketEnd(period.from, grain, calendar) };
}

/** The time that a bonus is for. */
export function bonusSpan(
  every: Bonus["every"],
  { year }: Pick<Plan, "year">,
  { period, calendar }: Pick<PeriodInput, "period" | "calendar">,
): ClosedRange {
  const grain = grains[year][every];
  return { from: bucketStart(period.from, grain, calendar), to: bucketEnd(period.from, grain, calendar) };
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
