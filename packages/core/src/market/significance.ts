/** Half the width of a 95 % interval, in standard errors. */
export const standardErrors = 1.96;

/** A result this unlikely by chance alone is called significant. */
export const significanceLevel = 0.05;

/**
 * How likely a standard normal value is to lie at least as far from zero as `z`, on either side: erfc(|z| ÷ √2), by the
 * Chebyshev fit of Numerical Recipes (§ 6.2), whose relative error is below 1.2 × 10⁻⁷.
 *
 * @example twoSidedP(1.959964) // 0.05
 */
export function twoSidedP(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const polynomial = chebyshev.reduceRight((sum, coefficient) => coefficient + t * sum, 0);
  return Math.min(1, t * Math.exp(polynomial - x * x));
}

const chebyshev = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/**
 * p-values corrected for having asked many questions at once (Benjamini and Hochberg 1995): of what is called
 * significant at 5 %, about one in twenty is so by chance, however many were tested.
 *
 * @returns one for each, in their order
 * @example falseDiscovery([0.01, 0.04, 0.03, 0.5]) // [0.04, 0.0533…, 0.0533…, 0.5]
 */
export function falseDiscovery(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => b.p - a.p);
  const corrected: number[] = [];
  let least = 1;
  for (const [place, { p, index }] of order.entries()) {
    least = Math.min(least, (p * pValues.length) / (pValues.length - place));
    corrected[index] = least;
  }
  return corrected;
}
