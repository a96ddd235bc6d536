/**
 * Amounts as whole ten-thousandths, the four places that they have in the record: sums and products are exact, and a
 * division leaves a remainder instead of rounding unseen. Whole numbers because there may be an amount for each of
 * many thousand products: decimals took ten times as long.
 */
export type Amount = bigint;

/**
 * @param text a decimal with at most four places
 * @example amountOf("-12.5") // -125000n
 */
export function amountOf(text: string): Amount {
  const [whole, fraction = ""] = text.split(".") as [string, string?];
  if (fraction.length > 4) throw new RangeError(`${text} has more than four places`);
  return BigInt(whole + fraction.padEnd(4, "0"));
}

/** @example textOf(-125000n) // "-12.5000" */
export function textOf(amount: Amount): string {
  const digits = String(amount < 0n ? -amount : amount).padStart(5, "0");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/**
 * Parts that are fractions of one denominator, rounded to whole amounts that add up to exactly what the fractions add
 * up to: each is rounded down, and what is missing goes by ones to those that lost most (the method of largest
 * remainders). A part that needs no rounding is never touched, and no part is off by as much as one.
 *
 * @param numerators whose sum is a multiple of the denominator
 * @param denominator above zero
 */
export function splitExactly(numerators: readonly bigint[], denominator: bigint): Amount[] {
  let missing = 0n;
  const parts = numerators.map((numerator, index) => {
    const remainder = numerator % denominator;
    const left = remainder < 0n ? remainder + denominator : remainder;
    missing += left;
    return { index, amount: (numerator - left) / denominator, left };
  });
  missing /= denominator;
  const byLoss = [...parts].sort((a, b) => (a.left === b.left ? a.index - b.index : a.left > b.left ? -1 : 1));
  for (const part of byLoss.slice(0, Number(missing))) part.amount += 1n;
  return parts.map(({ amount }) => amount);
}
