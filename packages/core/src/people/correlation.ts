import { significanceLevel, standardErrors, twoSidedP } from "../market/significance.ts";

/** How two figures go together. Everything but n is null where there is too little data, or one of them never differs. */
export interface Correlation {
  /** Pairs that were looked at. */
  readonly n: number;
  /** Pearson's r, −1 to 1. */
  readonly r: number | null;
  /** The 95 % interval of r. */
  readonly low: number | null;
  readonly high: number | null;
  /** How likely so much is by chance. */
  readonly pValue: number | null;
  readonly significant: boolean | null;
  /** There is too little data. */
  readonly tooFew: boolean;
}

/**
 * A correlation with Fisher's interval: tanh(atanh r ± 1.96 ÷ √(free − 3)).
 *
 * @param r null where one of the two never differs
 * @param of pairs, how many of them are free to differ, and how many it takes
 * @example correlationOf(0.5, { n: 28, free: 28, fewest: 12 }) // { n: 28, r: 0.5, low: 0.156…, high: 0.736…, significant: true, … }
 */
export function correlationOf(
  r: number | null,
  { n, free, fewest }: { readonly n: number; readonly free: number; readonly fewest: number },
): Correlation {
  const tooFew = n < fewest || free < 4;
  if (r === null || tooFew) return { n, r: null, low: null, high: null, pValue: null, significant: null, tooFew };
  // What goes together perfectly has no finite z.
  const z = Math.atanh(Math.max(-1 + 1e-12, Math.min(1 - 1e-12, r)));
  const error = 1 / Math.sqrt(free - 3);
  const pValue = twoSidedP(z / error);
  return {
    n,
    r,
    low: Math.tanh(z - standardErrors * error),
    high: Math.tanh(z + standardErrors * error),
    pValue,
    significant: pValue < significanceLevel,
    tooFew,
  };
}
