import { daysBetween, earlier, later } from "../calendar.ts";

/** Days from one to another, both included, `YYYY-MM-DD`; an absent end means that none is known. */
export interface DayRange {
  readonly from: string;
  readonly to: string | null;
}

/** Days with both ends. */
export interface ClosedRange {
  readonly from: string;
  readonly to: string;
}

/** In the place of an end that is not known. */
export const endless = "9999-12-31";

/**
 * The days of `ranges` that are within `within`, in order, none twice.
 *
 * @example clipDays([{ from: "2024-01-16", to: null }], { from: "2024-01-01", to: "2024-01-31" })
 *   // [{ from: "2024-01-16", to: "2024-01-31" }]
 */
export function clipDays(ranges: readonly DayRange[], within: ClosedRange): ClosedRange[] {
  const clipped = ranges
    .map(({ from, to }) => ({ from: later(from, within.from), to: earlier(to ?? endless, within.to) }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const joined: { from: string; to: string }[] = [];
  for (const range of clipped) {
    const last = joined.at(-1);
    if (last && range.from <= last.to) last.to = later(last.to, range.to);
    else joined.push({ ...range });
  }
  return joined;
}

/** How many days there are in ranges that don't overlap. */
export function countDays(ranges: readonly ClosedRange[]): number {
  return ranges.reduce((days, { from, to }) => days + daysBetween(from, to) + 1, 0);
}
