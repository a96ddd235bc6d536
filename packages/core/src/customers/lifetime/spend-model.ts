import { digamma, logBeta } from "./log-gamma.ts";
import { type Fit, type Likelihood, maximiseLikelihood } from "./maximise-likelihood.ts";
import type { Pause } from "./minimise.ts";
import { fewestRepeatCustomers } from "./purchase-model.ts";

/** What the customers who came back spent, in the two forms that the likelihood needs. */
export interface SpendGroups {
  /** How many customers came back so many days. */
  readonly byFrequency: readonly { readonly frequency: number; readonly customers: number }[];
  /**
   * How many customers spent so much on these days together (x · z̄), and the sum of the days on which they did: of
   * two customers with equal totals it doesn't matter who came more often.
   */
  readonly byTotal: readonly { readonly total: number; readonly customers: number; readonly days: number }[];
}

/**
 * The Gamma-Gamma model: what a customer spends at a purchase varies around a mean of their own (gamma, shape p), and
 * these means vary between customers (gamma again: q, v), independently of how often they purchase. v is in the
 * currency, the others have no unit.
 */
export interface SpendParameters {
  readonly p: number;
  readonly q: number;
  readonly v: number;
}

export type SpendFit = Fit<keyof SpendParameters>;

/**
 * Fits Gamma-Gamma by maximum likelihood (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value").
 *
 * A customer's spend is the mean of the days on which they came back, without the first purchase, which is how the
 * published figures are computed; who never came back tells nothing of it, nor does a total that isn't positive.
 *
 * @returns why not, where fewer than 20 customers came back, no maximum was found, or spend has no mean (q ≤ 1: a few
 *   customers spend so much more than the others that any mean would be theirs)
 * @example
 * // The 946 of the CDNOW sample who came back until 1997-09-30:
 * await fitSpend(groups) // { parameters: { p: 6.25, q: 3.74, v: 15.45 }, logLikelihood: −4055.92, … }
 */
export async function fitSpend(
  { byFrequency, byTotal }: SpendGroups,
  {
    starts,
    pause,
  }: { readonly starts?: readonly SpendParameters[] | undefined; readonly pause?: Pause | undefined } = {},
): Promise<SpendFit | "TOO_FEW_REPEAT_CUSTOMERS" | "NO_MAXIMUM" | "NO_MEAN_SPEND"> {
  const customers = byFrequency.reduce((sum, group) => sum + group.customers, 0);
  if (customers < fewestRepeatCustomers) return "TOO_FEW_REPEAT_CUSTOMERS";
  const [total, days] = byTotal.reduce(
    ([total, days], one) => [total + one.total * one.customers, days + one.days],
    [0, 0],
  );
  const unit = total / days;
  const fit = await maximiseLikelihood<keyof SpendParameters>(
    {
      of: spendLikelihood({ byFrequency, byTotal }),
      // How alike a customer's spends are, how alike the customers, and nearly the mean.
      coordinatesOf: ({ p, q, v }) => [p, q, (p * v) / q / unit].map(Math.log),
      parametersAt: (coordinates) => {
        const [p, q, mean] = coordinates.map(Math.exp) as [number, number, number];
        return { p, q, v: (mean * unit * q) / p };
      },
      slopesOf: ({ p, q, v }, by) => [p * by.p - v * by.v, q * by.q + v * by.v, v * by.v],
      openWith: [["p", "v"], ["q", "v"], ["v"]],
      starts: starts ?? [
        { p: 3, q: 3, v: unit },
        { p: 30, q: 10, v: 0.3 * unit },
      ],
      customers,
    },
    pause,
  );
  if (!fit) return "NO_MAXIMUM";
  return fit.parameters.q > 1 ? fit : "NO_MEAN_SPEND";
}

/** The log-likelihood of Gamma-Gamma. */
export function spendLogLikelihood(groups: SpendGroups, parameters: SpendParameters): number {
  return spendLikelihood(groups)(parameters).value;
}

/**
 * The log-likelihood of the mean spends z̄ with its derivatives by p, q and v. With m = x z̄ a customer's is
 *
 *   −ln B(px, q) − px ln(1 + v ÷ m) − q ln(1 + m ÷ v) − ln z̄,
 *
 * of which the first part needs x alone, the others m, and the sum of x over those with this m.
 */
function spendLikelihood({ byFrequency, byTotal }: SpendGroups): Likelihood<keyof SpendParameters>["of"] {
  // −Σ ln z̄, the same for all parameters.
  const constant =
    byFrequency.reduce((sum, { frequency, customers }) => sum + customers * Math.log(frequency), 0) -
    byTotal.reduce((sum, { total, customers }) => sum + customers * Math.log(total), 0);
  return ({ p, q, v }) => {
    let value = constant;
    let [byP, byQ, byV] = [0, 0, 0];
    const ofQ = digamma(q);
    for (const { frequency: x, customers } of byFrequency) {
      const ofSum = digamma(p * x + q);
      value -= customers * logBeta(p * x, q);
      byP += customers * x * (ofSum - digamma(p * x));
      byQ += customers * (ofSum - ofQ);
    }
    for (const { total, customers, days } of byTotal) {
      const ofPrior = Math.log1p(v / total);
      const ofSpend = Math.log1p(total / v);
      value -= p * days * ofPrior + q * customers * ofSpend;
      byP -= days * ofPrior;
      byQ -= customers * ofSpend;
      byV += (q * customers * (total / v) - p * days) / (v + total);
    }
    return { value, by: { p: byP, q: byQ, v: byV } };
  };
}

/**
 * What a customer is expected to spend at a purchase, from the mean of the days on which they came back and the mean
 * of all customers: the fewer these days, the more of the latter. Without any it is p v ÷ (q − 1).
 *
 * @param total what they spent on these days together; at or below 0 (only returns are left) they count for nothing
 * @example expectedSpend({ p: 6.25, q: 3.74, v: 15.44 }, { frequency: 2, total: 44.72 }) // 24.65…
 */
export function expectedSpend(
  { p, q, v }: SpendParameters,
  of: { readonly frequency: number; readonly total: number },
): number {
  const isKnown = of.frequency > 0 && of.total > 0;
  return isKnown ? (p * (v + of.total)) / (p * of.frequency + q - 1) : (p * v) / (q - 1);
}
