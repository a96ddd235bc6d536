export interface HistoryStep {
  readonly value: number | null;
  readonly comparison: number | null;
}

/** A bar, in a box of the given size, and the line that marks the same step a year before. */
export interface HistoryBar {
  readonly x: number;
  readonly width: number;
  readonly y: number;
  readonly height: number;
  /** Where the mark of the year before is; nowhere when there is nothing to compare with. */
  readonly before: number | undefined;
}

export interface HistoryBars {
  readonly bars: readonly HistoryBar[];
  /** Where zero is. */
  readonly base: number;
}

/**
 * Bars from zero, up for sales and down for more returns than sales; nothing is drawn for a step without any.
 *
 * @example historyBars([{ value: 10, comparison: 5 }], 10, 20).bars[0] // { x: 1, width: 8, y: 0, height: 20, before: 10 }
 */
export function historyBars(steps: readonly HistoryStep[], width: number, height: number): HistoryBars {
  const values = steps.flatMap(({ value, comparison }) => [value ?? 0, comparison ?? 0]);
  const high = Math.max(0, ...values);
  const low = Math.min(0, ...values);
  const span = high - low || 1;
  const place = (value: number) => ((high - value) / span) * height;
  const step = width / Math.max(steps.length, 1);
  const bars = steps.map(({ value, comparison }, index) => {
    const amount = value ?? 0;
    return {
      x: step * (index + 0.1),
      width: step * 0.8,
      y: place(Math.max(amount, 0)),
      height: (Math.abs(amount) / span) * height,
      before: comparison ? place(comparison) : undefined,
    };
  });
  return { bars, base: place(0) };
}
