import { daysBetween } from "../calendar.ts";
import { type ClosedRange, clipDays, countDays, type DayRange } from "./day-ranges.ts";
import { type DecimalText, decimalAt, Exact, rounded, textOf, zero } from "./decimals.ts";

/**
 * The part of a fixed amount that falls on some days of a period, rounded to the currency's places. Each day carries
 * what the rounded amount has grown by from the day before to it, so that parts on different days always add up to the
 * whole, whoever they belong to: a leaver's part and a successor's are the amount to the cent.
 *
 * @param days within the period, none twice
 * @example prorate(new Exact("100.01"), [{ from: "2024-04-01", to: "2024-04-15" }], april, 2) // 50.01
 * @example prorate(new Exact("100.01"), [{ from: "2024-04-16", to: "2024-04-30" }], april, 2) // 50.00
 */
export function prorate(amount: Exact, days: readonly ClosedRange[], period: ClosedRange, places: number): Exact {
  const [first] = days;
  if (first && first.from === period.from && first.to === period.to) return rounded(amount, places);
  const length = daysBetween(period.from, period.to) + 1;
  const grownBy = (day: number) => rounded(amount.times(day).div(length), places);
  return days.reduce((sum, { from, to }) => {
    const before = daysBetween(period.from, from);
    const after = daysBetween(period.from, to) + 1;
    return sum.plus(grownBy(after)).minus(grownBy(before));
  }, zero);
}

/** A target that holds on some days, such as a goal or a quota. */
export interface Target extends DayRange {
  readonly to: string;
  readonly target: DecimalText;
}

/**
 * What targets come to over some days: of each the part that falls on these days, unrounded. So a quota of a whole
 * month asks half of who joins in the middle, and one that was set for the days from then on asks all of itself.
 *
 * @returns null where there is no target, so that attainment is not known
 * @throws badInput for a target that is no decimal
 * @example targetWithin([{ from: "2024-01-01", to: "2024-01-31", target: "6200" }], [{ from: "2024-01-22", to: null }])
 *   // "2000"
 */
export function targetWithin(targets: readonly Target[], days: readonly DayRange[]): DecimalText | null {
  const parts = targets.flatMap((target, index) => {
    const held = countDays(clipDays(days, target));
    if (held === 0) return [];
    const length = daysBetween(target.from, target.to) + 1;
    return [decimalAt(target.target, `targets[${index}].target`).times(held).div(length)];
  });
  return parts.length === 0 ? null : textOf(parts.reduce((sum, part) => sum.plus(part), new Exact(0)));
}
