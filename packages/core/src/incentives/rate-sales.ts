import { Exact, zero } from "./decimals.ts";
import type { RateTable } from "./plan.ts";

/** A rate table in the basis, ready to rate sales. */
export interface Rating {
  readonly method: RateTable["method"];
  readonly tiers: readonly RatingTier[];
  /** From here on sales are paid at `factor` times their rate. */
  readonly accelerator: { readonly above: Exact; readonly factor: Exact } | null;
}

export interface RatingTier {
  readonly from: Exact;
  readonly to: Exact | null;
  /** A rate, or of INTERPOLATED the amount of the whole tier. */
  readonly pays: Exact;
}

export interface RatedPortion {
  readonly tier: RatingTier;
  readonly rate: Exact;
  readonly basis: Exact;
  readonly amount: Exact;
}

/**
 * A table with bounds in the basis.
 *
 * @param quota of which attainments are; null where it isn't known: a table by attainment then rates nothing
 */
export function ratingOf(
  table: RateTable,
  quota: Exact | null,
  accelerator: { readonly above: string; readonly factor: string } | null,
): Rating | null {
  const { by, method } = table;
  if (by === "ATTAINMENT" && !quota) return null;
  const tiers = readTiers(table);
  return {
    method,
    tiers:
      by === "AMOUNT"
        ? tiers
        : tiers.map(({ from, to, pays }) => ({ from: quota!.times(from), to: to && quota!.times(to), pays })),
    accelerator:
      accelerator && quota ? { above: quota.times(accelerator.above), factor: new Exact(accelerator.factor) } : null,
  };
}

/** Tables that were read before: a plan's are the same for everybody. */
const known = new WeakMap<RateTable, readonly RatingTier[]>();

function readTiers(table: RateTable): readonly RatingTier[] {
  let tiers = known.get(table);
  if (!tiers) {
    tiers = table.tiers.map((tier) => ({
      from: new Exact(tier.from),
      to: tier.to === null ? null : new Exact(tier.to),
      pays: new Exact("rate" in tier ? tier.rate : tier.amount),
    }));
    known.set(table, tiers);
  }
  return tiers;
}

/** The tier that a figure has reached; figures below the first tier are in it. */
export function tierAt(tiers: readonly RatingTier[], figure: Exact): RatingTier {
  return tiers.findLast(({ from }) => from.lte(figure)) ?? tiers[0]!;
}

/**
 * What the sales from one accumulated figure to another earn, by tier. A negative stretch earns the negative of the same
 * stretch of sales.
 *
 * @param reached the figure whose tier FLAT applies
 * @example of 1 % to 1,000 and 2 % above, STEP, from 0 to 1,500: 1,000 × 1 % and 500 × 2 %
 */
export function rateSales(rating: Rating, from: Exact, to: Exact, reached: Exact = to): RatedPortion[] {
  const isBack = to.lt(from);
  const [low, high] = isBack ? [to, from] : [from, to];
  const portions = tiersOver(rating, reached).flatMap(({ tier, start, end }) =>
    partsOf(rating, tier, start?.gt(low) ? start : low, end?.lt(high) ? end : high),
  );
  if (!isBack) return portions;
  return portions.map(({ basis, amount, ...rest }) => ({ ...rest, basis: basis.negated(), amount: amount.negated() }));
}

/** What portions amount to, unrounded. */
export function sumOf(portions: readonly RatedPortion[]): Exact {
  return portions.reduce((sum, { amount }) => sum.plus(amount), zero);
}

interface TierStretch {
  readonly tier: RatingTier;
  /** Undefined for no bound. */
  readonly start: Exact | undefined;
  readonly end: Exact | undefined;
}

/** Which sales each tier rates: FLAT's one tier all, up to the table's end. */
function tiersOver({ method, tiers }: Rating, reached: Exact): TierStretch[] {
  const last = tiers.at(-1)!.to ?? undefined;
  if (method === "FLAT") return [{ tier: tierAt(tiers, reached), start: undefined, end: last }];
  // What comes back beyond nothing is rated as the first sales are.
  return tiers.map((tier, index) => ({
    tier,
    start: index === 0 ? undefined : tier.from,
    end: tier.to ?? undefined,
  }));
}

/** A stretch within one tier, in two where acceleration begins inside it. */
function partsOf({ method, accelerator }: Rating, tier: RatingTier, low: Exact, high: Exact): RatedPortion[] {
  if (low.gte(high)) return [];
  if (accelerator?.above.gt(low) && accelerator.above.lt(high)) {
    const rating = { method, tiers: [], accelerator };
    return [...partsOf(rating, tier, low, accelerator.above), ...partsOf(rating, tier, accelerator.above, high)];
  }
  const factor = accelerator?.above.lte(low) ? accelerator.factor : undefined;
  const basis = high.minus(low);
  // Divided last, so that a full tier pays its amount exactly.
  const width = method === "INTERPOLATED" ? tier.to!.minus(tier.from) : undefined;
  const pays = factor ? tier.pays.times(factor) : tier.pays;
  const amount = width ? basis.times(pays).div(width) : basis.times(pays);
  return [{ tier, rate: width ? pays.div(width) : pays, basis, amount }];
}
