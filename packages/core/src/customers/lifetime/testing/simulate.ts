import type { PurchaseGroup, PurchaseParameters } from "../purchase-model.ts";
import type { SpendGroups, SpendParameters } from "../spend-model.ts";

export interface Simulated {
  readonly histories: readonly PurchaseGroup[];
  readonly spend: SpendGroups;
}

/** Customers as the models say that they are, the same for the same seed: who joins in the first half of the days. */
export function simulate(
  { r, alpha, a, b, p, q, v }: PurchaseParameters & SpendParameters,
  { customers, days, seed }: { readonly customers: number; readonly days: number; readonly seed: number },
): Simulated {
  const random = generator(seed);
  const histories: PurchaseGroup[] = [];
  const byFrequency: { frequency: number; customers: number }[] = [];
  const byTotal: { total: number; customers: number; days: number }[] = [];
  for (let customer = 0; customer < customers; customer++) {
    const rate = gamma(r, random) / alpha;
    const [leaving, staying] = [gamma(a, random), gamma(b, random)];
    const leave = leaving / (leaving + staying);
    const meanRate = gamma(q, random) / v;
    const age = Math.floor((random() * days) / 2 + days / 2);
    let [frequency, recency, total] = [0, 0, 0];
    for (let next = waiting(rate, random); next < age; next = recency + waiting(rate, random)) {
      frequency += 1;
      recency = next;
      total += gamma(p, random) / meanRate;
      if (random() < leave) break;
    }
    histories.push({ frequency, recency, age, customers: 1 });
    if (frequency === 0) continue;
    byFrequency.push({ frequency, customers: 1 });
    byTotal.push({ total, customers: 1, days: frequency });
  }
  return { histories, spend: { byFrequency, byTotal } };
}

function waiting(rate: number, random: () => number): number {
  return -Math.log(1 - random()) / rate;
}

/** Marsaglia and Tsang's method (2000). */
function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const cube = (1 + normal / Math.sqrt(9 * d)) ** 3;
    if (cube > 0 && Math.log(1 - random()) < (normal * normal) / 2 + d - d * cube + d * Math.log(cube)) return d * cube;
  }
}

/** Mulberry32, a small generator of numbers from 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
