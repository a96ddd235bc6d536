import { type Amount, amountOf, splitExactly, textOf } from "./amounts.ts";

/** What a change is made of. COST is there for gross profit only. */
export type DriverKind = "PRICE" | "VOLUME" | "MIX" | "COST" | "NEW" | "LOST" | "OTHER";

/** The metrics whose change has a price, a volume and a mix. */
export type EffectsMetric = "revenue" | "grossProfit";

/** What was sold of a product in a period, as exact decimal texts with at most four places. */
export interface SoldFigures {
  readonly revenue: string;
  /** Units; returns count negative. */
  readonly volume: string;
  /** Needed for gross profit. */
  readonly cost?: string | undefined;
}

/** A product in both periods; undefined where there is no sale and no return of it. */
export interface ProductSales<K> {
  readonly key: K;
  readonly now: SoldFigures | undefined;
  readonly before: SoldFigures | undefined;
}

/** Why a difference has no price, volume and mix. */
export type OtherReason = "NO_QUANTITY" | "ONLY_RETURNS";

/** A part of the difference, an exact decimal text with four places. */
export interface DriverEffect {
  readonly kind: DriverKind;
  readonly amount: string;
  /** Of OTHER: why; empty where there is nothing of it. */
  readonly reasons: readonly OtherReason[];
}

export interface ProductEffects<K> {
  readonly key: K;
  readonly effects: readonly DriverEffect[];
}

/**
 * Price-volume-mix analysis: what the change of revenue or gross profit between two periods is made of, product by
 * product.
 *
 * Of products that were sold in both periods (quantities q₀, q₁ above zero, their sums Q₀, Q₁; revenue r, cost c;
 * price p₀ = r₀ ÷ q₀, unit margin m₀ = (r₀ − c₀) ÷ q₀):
 *
 * | effect | of revenue | of gross profit | asks |
 * |---|---|---|---|
 * | VOLUME | r₀ (Q₁ ÷ Q₀ − 1) | (r₀ − c₀)(Q₁ ÷ Q₀ − 1) | had every product sold as much more as all together? |
 * | MIX | (q₁ − q₀ Q₁ ÷ Q₀) p₀ | (q₁ − q₀ Q₁ ÷ Q₀) m₀ | what of selling relatively more of some? |
 * | PRICE | r₁ − q₁ p₀ | r₁ − q₁ p₀ | what of the units sold now at another price? |
 * | COST | | q₁ c₀ ÷ q₀ − c₁ | what of the units sold now at another cost? |
 *
 * A product sold only now is NEW with its whole value, one sold only then LOST with its whole value, negative. What has
 * no price to compare (a quantity that is not above zero in one of the periods, returns of what was sold before) is
 * OTHER with its whole difference. VOLUME and MIX are the sales-quantity and sales-mix variances of the textbooks,
 * PRICE the selling-price variance at the actual quantity, so that no joint term is left over (Horngren, Datar, Rajan:
 * Cost Accounting, the chapter on sales variances).
 *
 * A product's effects add up to its difference exactly, to the last of four places; so do their sums over products.
 *
 * @example
 * // A: 100 units for 1,000, now 150 for 1,650. B: 50 for 1,000, now 30 for 600. C: now 5 for 75. D: then 4 for 60.
 * // 180 units instead of 150 are 1.2 ×: VOLUME 200 + 200, MIX (150 − 120) 10 + (30 − 60) 20 = −300,
 * // PRICE 1,650 − 150 × 10 = 150, NEW 75, LOST −60: together the 265 from 2,060 to 2,325.
 */
export function productEffects<K>(products: readonly ProductSales<K>[], metric: EffectsMetric): ProductEffects<K>[] {
  const read = products.map((product) => ({
    key: product.key,
    now: product.now && figuresOf(product.now, metric),
    before: product.before && figuresOf(product.before, metric),
  }));
  const sold = { now: 0n, before: 0n };
  for (const { now, before } of read) {
    if (!now || !before || now.volume <= 0n || before.volume <= 0n) continue;
    sold.now += now.volume;
    sold.before += before.volume;
  }
  return read.map(({ key, now, before }) => ({ key, effects: listed(effectsOf(now, before, sold, metric), metric) }));
}

/** The kinds of effects of a metric, in the order in which they are shown. */
function effectKinds(metric: EffectsMetric): readonly DriverKind[] {
  return metric === "revenue"
    ? ["PRICE", "VOLUME", "MIX", "NEW", "LOST", "OTHER"]
    : ["PRICE", "VOLUME", "MIX", "COST", "NEW", "LOST", "OTHER"];
}

/** The sum of several products' effects, kind by kind. */
export function sumEffects(effects: Iterable<readonly DriverEffect[]>, metric: EffectsMetric): DriverEffect[] {
  const sums: Amounts = { amounts: new Map(), reasons: new Set() };
  for (const list of effects) {
    for (const { kind, amount, reasons } of list) {
      sums.amounts.set(kind, (sums.amounts.get(kind) ?? 0n) + amountOf(amount));
      for (const reason of reasons) sums.reasons.add(reason);
    }
  }
  return listed(sums, metric);
}

interface Figures {
  readonly revenue: Amount;
  readonly volume: Amount;
  readonly cost: Amount;
  readonly value: Amount;
}

interface Amounts {
  readonly amounts: Map<DriverKind, Amount>;
  readonly reasons: Set<OtherReason>;
}

function figuresOf(figures: SoldFigures, metric: EffectsMetric): Figures {
  const revenue = amountOf(figures.revenue);
  const cost = metric === "grossProfit" ? amountOf(figures.cost ?? "0") : 0n;
  return { revenue, cost, volume: amountOf(figures.volume), value: revenue - cost };
}

function effectsOf(
  now: Figures | undefined,
  before: Figures | undefined,
  sold: { readonly now: Amount; readonly before: Amount },
  metric: EffectsMetric,
): Amounts {
  if (!now || !before) return effectOfOne(now, before);
  if (now.volume <= 0n || before.volume <= 0n) return other(now.value - before.value, "NO_QUANTITY");
  // Every effect is a fraction of q₀ × Q₀, so that each is rounded once and the sum stays exact.
  const share = before.volume * (sold.now - sold.before);
  const shift = now.volume * sold.before - before.volume * sold.now;
  const price = (now.revenue * before.volume - now.volume * before.revenue) * sold.before;
  const cost = (now.volume * before.cost - now.cost * before.volume) * sold.before;
  const numerators = [price, before.value * share, before.value * shift];
  const kinds: DriverKind[] = ["PRICE", "VOLUME", "MIX"];
  if (metric === "grossProfit") {
    numerators.push(cost);
    kinds.push("COST");
  }
  const parts = splitExactly(numerators, before.volume * sold.before);
  return { amounts: new Map(kinds.map((kind, index) => [kind, parts[index]!])), reasons: new Set() };
}

/** The whole value of a product that was sold in one of the periods only. */
function effectOfOne(now: Figures | undefined, before: Figures | undefined): Amounts {
  const one = (now ?? before)!;
  const value = now ? one.value : -one.value;
  if (one.volume < 0n) return other(value, "ONLY_RETURNS");
  return { amounts: new Map([[now ? "NEW" : "LOST", value]]), reasons: new Set() };
}

function other(amount: Amount, reason: OtherReason): Amounts {
  return { amounts: new Map([["OTHER", amount]]), reasons: new Set([reason]) };
}

function listed({ amounts, reasons }: Amounts, metric: EffectsMetric): DriverEffect[] {
  return effectKinds(metric).map((kind) => ({
    kind,
    amount: textOf(amounts.get(kind) ?? 0n),
    reasons: kind === "OTHER" ? [...reasons].sort() : [],
  }));
}
