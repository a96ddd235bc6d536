import { type Fit, type Likelihood, maximiseLikelihood } from "./maximise-likelihood.ts";
import type { Pause } from "./minimise.ts";

/** What is known of a customer's purchases. Days are whole here, but any unit of time will do, the same everywhere. */
export interface PurchaseHistory {
  /** x: days with a purchase after the first one. Orders of one day are one purchase. */
  readonly frequency: number;
  /** t_x: from the first to the last purchase; not RFM's recency. */
  readonly recency: number;
  /** T: from the first purchase to the as-of day. */
  readonly age: number;
}

/** Customers whose purchases are alike. */
export interface PurchaseGroup extends PurchaseHistory {
  readonly customers: number;
}

/**
 * The BG/NBD model: while a customer is one, they purchase at random at a rate of their own, and after each purchase
 * leave with a probability of their own. Rates have a gamma distribution (shape r, scale 1 ÷ α), probabilities a beta
 * distribution (a, b). α is in the unit of time, the others have none.
 */
export interface PurchaseParameters {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
}

export type PurchaseFit = Fit<keyof PurchaseParameters>;

/** Fewer customers who came back tell next to nothing of four parameters. */
export const fewestRepeatCustomers = 20;

/**
 * Fits BG/NBD by maximum likelihood (Fader, Hardie and Lee 2005, "Counting your customers" the easy way).
 *
 * The customers may come in groups of equal histories or one by one, in any order: the likelihood is the same.
 *
 * @returns why not, where fewer than 20 customers came back, or no maximum was found
 * @example
 * // The 2,357 customers of the CDNOW sample until 1997-09-30, in weeks:
 * await fitPurchases(groups) // { parameters: { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, logLikelihood: −9582.43, … }
 */
export async function fitPurchases(
  groups: readonly PurchaseGroup[],
  {
    starts,
    pause,
  }: { readonly starts?: readonly PurchaseParameters[] | undefined; readonly pause?: Pause | undefined } = {},
): Promise<PurchaseFit | "TOO_FEW_REPEAT_CUSTOMERS" | "NO_MAXIMUM"> {
  const repeat = groups.reduce((sum, { frequency, customers }) => sum + (frequency > 0 ? customers : 0), 0);
  if (repeat < fewestRepeatCustomers) return "TOO_FEW_REPEAT_CUSTOMERS";
  const customers = groups.reduce((sum, group) => sum + group.customers, 0);
  const unit = groups.reduce((sum, group) => sum + group.age * group.customers, 0) / customers;
  const fit = await maximiseLikelihood<keyof PurchaseParameters>(
    {
      of: purchaseLikelihood(groups),
      // How unlike the rates are, the mean gap, the odds of leaving, and how alike these are.
      coordinatesOf: ({ r, alpha, a, b }) => [r, alpha / r / unit, a / b, a + b].map(Math.log),
      parametersAt: (coordinates) => {
        const [r, gap, odds, size] = coordinates.map(Math.exp) as [number, number, number, number];
        return { r, alpha: r * gap * unit, a: (size * odds) / (1 + odds), b: size / (1 + odds) };
      },
      slopesOf: ({ r, alpha, a, b }, by) => [
        r * by.r + alpha * by.alpha,
        alpha * by.alpha,
        ((a * b) / (a + b)) * (by.a - by.b),
        a * by.a + b * by.b,
      ],
      openWith: [["r", "alpha"], ["alpha"], ["a", "b"], ["a", "b"]],
      starts: starts ?? [
        { r: 0.5, alpha: 0.5 * unit, a: 1, b: 2 },
        { r: 2, alpha: 2 * unit, a: 0.3, b: 3 },
        { r: 0.1, alpha: 0.3 * unit, a: 5, b: 0.5 },
      ],
      customers,
    },
    pause,
  );
  return fit ?? "NO_MAXIMUM";
}

/** The log-likelihood of BG/NBD. */
export function purchaseLogLikelihood(groups: readonly PurchaseGroup[], parameters: PurchaseParameters): number {
  return purchaseLikelihood(groups)(parameters).value;
}

/**
 * The log-likelihood with its derivatives by r, α, a and b. Quotients of gamma functions are products here, since
 * frequencies are whole: Γ(r + x) ÷ Γ(r) = r (r + 1) … (r + x − 1), taken once for all customers who came that often.
 */
function purchaseLikelihood(groups: readonly PurchaseGroup[]): Likelihood<keyof PurchaseParameters>["of"] {
  const histories = new Float64Array(4 * groups.length);
  for (const [index, { frequency, recency, age, customers }] of groups.entries()) {
    histories.set([frequency, recency, age, customers], 4 * index);
  }
  const more = customersWithMore(groups);
  return ({ r, alpha, a, b }) => {
    let [value, byR, byAlpha, byA, byB] = [0, 0, 0, 0, 0];
    for (const [x, customers] of more.entries()) {
      const stays = a / (b + x);
      value += customers * (Math.log(r + x) - Math.log1p(stays));
      byR += customers / (r + x);
      byA -= customers / (a + b + x);
      byB += (customers * stays) / (a + b + x);
    }
    const logAlpha = Math.log(alpha);
    const logA = Math.log(a);
    for (let at = 0; at < histories.length; at += 4) {
      const [x, recency, age, customers] = [histories[at]!, histories[at + 1]!, histories[at + 2]!, histories[at + 3]!];
      const logAge = Math.log1p(age / alpha);
      value -= customers * (r * logAge + x * (logAlpha + logAge));
      byR -= customers * logAge;
      byAlpha += (customers * ((r * age) / alpha - x)) / (alpha + age);
      if (x === 0) continue;
      // How much likelier it is that they left after the last purchase than that they are still there.
      const since = logAge - Math.log1p(recency / alpha);
      const odds = logA - Math.log(b + x - 1) + (r + x) * since;
      const left = 1 / (1 + Math.exp(-odds));
      value += customers * (Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))));
      byR += customers * left * since;
      byAlpha += (customers * left * (r + x) * (recency - age)) / ((alpha + age) * (alpha + recency));
      byA += (customers * left) / a;
      byB -= (customers * left) / (b + x - 1);
    }
    return { value, by: { r: byR, alpha: byAlpha, a: byA, b: byB } };
  };
}

/** At each index how many customers have a higher frequency. */
function customersWithMore(groups: readonly PurchaseGroup[]): number[] {
  const most = groups.reduce((most, { frequency }) => Math.max(most, frequency), 0);
  const more = Array.from({ length: most }, () => 0);
  for (const { frequency, customers } of groups) if (frequency > 0) more[frequency - 1]! += customers;
  for (let x = most - 2; x >= 0; x--) more[x]! += more[x + 1]!;
  return more;
}
