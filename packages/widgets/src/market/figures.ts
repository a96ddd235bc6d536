/** Own sales a day before and after something, and how sure that is. */
export interface Around {
  readonly before: number | null;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** A change as a part of what was before, with the ends of its interval: 0.12 is 12 %. */
export interface RelativeChange {
  readonly change: number;
  readonly low: number;
  readonly high: number;
}

/** The change as a part of what was before; undefined where there is none, or nothing that it could be a part of. */
export function relativeOf({ before, difference, low, high }: Around): RelativeChange | undefined {
  if (before === null || difference === null || low === null || high === null || before <= 0) return undefined;
  return { change: difference / before, low: low / before, high: high / before };
}

/** How far a scale has to reach to both sides of zero so that every interval is on it; at most `most`. */
export function reachOf(intervals: readonly (Pick<RelativeChange, "low" | "high"> | undefined)[], most = 1): number {
  const ends = intervals.flatMap((one) => (one ? [Math.abs(one.low), Math.abs(one.high)] : []));
  return Math.min(most, Math.max(0, ...ends)) || most;
}

/** Where a value stands on a scale from −reach to reach, from 0 to 100. */
export function placeOn(value: number, reach: number): number {
  return Math.min(100, Math.max(0, 50 + (50 * value) / reach));
}
