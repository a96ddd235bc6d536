import { Exact, rounded, settled, zero } from "./decimals.ts";

/**
 * Splits an amount by weights so that the parts add up to exactly the amount (the method of largest remainders): each
 * is rounded down to the currency's places, and what is missing goes, one smallest unit each, to those that lost most.
 * Of equal losses the first comes first.
 *
 * @param amount rounded to `places`
 * @param weights 0 or more; where all are 0 they count alike
 * @example splitAmount(new Exact(100), [1, 1, 1].map(weight), 2) // [33.34, 33.33, 33.33]
 */
export function splitAmount(amount: Exact, weights: readonly Exact[], places: number): Exact[] {
  const sum = weights.reduce((total, weight) => total.plus(weight), zero);
  if (sum.isZero()) return roundTogether(equalParts(amount, weights.length), amount, places);
  return roundTogether(
    weights.map((weight) => amount.times(weight).div(sum)),
    amount,
    places,
  );
}

/**
 * Rounds parts so that they add up to exactly a rounded total.
 *
 * @param total rounded to `places`, and off the sum of the parts by rounding only
 */
export function roundTogether(parts: readonly Exact[], total: Exact, places: number): Exact[] {
  if (parts.length === 1) return [total];
  const unit = new Exact(10).pow(-places);
  const down = parts.map((part) => settled(part).toDecimalPlaces(places, Exact.ROUND_FLOOR));
  const missing = total.minus(down.reduce((sum, part) => sum.plus(part), zero)).div(unit);
  const byLoss = parts
    .map((part, index) => ({ index, loss: part.minus(down[index]!) }))
    .sort((a, b) => b.loss.cmp(a.loss) || a.index - b.index);
  const steps = Math.round(missing.toNumber());
  const step = steps < 0 ? unit.negated() : unit;
  // One more or less than there are parts is possible where the total was rounded to its own half.
  for (let given = 0; given < Math.abs(steps); given++) {
    const place = steps < 0 ? byLoss.length - 1 - (given % byLoss.length) : given % byLoss.length;
    const { index } = byLoss[place]!;
    down[index] = down[index]!.plus(step);
  }
  return down.map((part) => rounded(part, places));
}

function equalParts(amount: Exact, count: number): Exact[] {
  return Array.from({ length: count }, () => amount.div(count));
}
