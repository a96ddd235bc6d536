import { serialOf } from "../days.ts";

/** A metric day by day, from the first day that has any facts to the last day that is known. Days are serials. */
export interface DailySeries {
  readonly first: number;
  readonly last: number;
  readonly values: Float64Array;
}

/**
 * The series up to `lastDay`: what lies after it is not looked at. A day between without facts is zero.
 *
 * @returns undefined where there are no facts up to that day
 */
export function dailySeries(daily: ReadonlyMap<string, number>, lastDay: string): DailySeries | undefined {
  let firstDay = lastDay;
  let found = false;
  for (const day of daily.keys()) {
    if (day > lastDay) continue;
    found = true;
    if (day < firstDay) firstDay = day;
  }
  if (!found) return undefined;
  const [first, last] = [serialOf(firstDay), serialOf(lastDay)];
  const values = new Float64Array(last - first + 1);
  for (const [day, value] of daily) if (day <= lastDay) values[serialOf(day) - first] = value;
  return { first, last, values };
}

/** The value of a day; zero outside the series. */
export function valueOn({ first, values }: DailySeries, day: number): number {
  return values[day - first] ?? 0;
}

/** The sum from a day to another, both included. */
export function sumBetween(series: DailySeries, from: number, to: number): number {
  let sum = 0;
  for (let day = from; day <= to; day += 1) sum += valueOn(series, day);
  return sum;
}
