/** The correlation at a lag; null where there is too little data. */
export interface Lag {
  readonly correlation: number | null;
  readonly significant: boolean | null;
}

/** A bar of the drawing of lags, from the zero line up or down; without height where there is no figure. */
export interface LagBar {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly kind: "sure" | "unsure" | "unknown";
}

/** The drawing's size: a step for each lag, and −1 to 1 from bottom to top. */
export const lagSize = { step: 10, height: 40 } as const;

/** One bar a lag. */
export function barsOf(lags: readonly Lag[]): LagBar[] {
  const zero = lagSize.height / 2;
  return lags.map(({ correlation, significant }, place) => {
    const x = place * lagSize.step + 1;
    if (correlation === null) return { x, y: zero, height: 0, kind: "unknown" };
    const height = Math.abs(correlation) * zero;
    return { x, y: correlation > 0 ? zero - height : zero, height, kind: significant ? "sure" : "unsure" };
  });
}
