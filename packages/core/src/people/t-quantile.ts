/**
 * Half the width of a 95 % interval in standard errors where the spread itself is estimated from few values: the 97.5 %
 * quantile of Student's t, by the expansion of Fisher and Cornish (Abramowitz and Stegun 26.7.5), which is right to 0.3 %
 * from four degrees of freedom on.
 *
 * @example tQuantile(4) // 2.769… (2.776 in tables)
 * @example tQuantile(30) // 2.042…
 */
export function tQuantile(degrees: number): number {
  const z = 1.959964;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3)
  );
}
