import { badInput } from "../../errors.ts";
import { probabilityAlive, purchasesWhileAlive } from "./expected-purchases.ts";
import type { PurchaseHistory, PurchaseParameters } from "./purchase-model.ts";
import { expectedSpend, type SpendParameters } from "./spend-model.ts";

/** How far a value looks ahead, and what money that comes later is worth today. */
export interface LifetimeTerms {
  /** 1 to 120. */
  readonly horizonMonths: number;
  /** A year's: 0.1 is 10 %. */
  readonly discountRate: number;
}

export interface LifetimeParameters {
  /** In days. */
  readonly purchases: PurchaseParameters;
  readonly spend: SpendParameters;
}

/** What is expected of a customer over the horizon. */
export interface LifetimeFigures {
  readonly probabilityAlive: number;
  readonly expectedPurchases: number;
  /** At a purchase. */
  readonly expectedSpend: number;
  /** All of it, discounted to the as-of day. */
  readonly value: number;
}

/** The mean month of the Gregorian calendar. */
const daysPerMonth = 365.2425 / 12;

const longestHorizon = 120;

/**
 * A customer's lifetime value: over the months of the horizon, the purchases expected in the month × what is expected
 * to be spent at each ÷ (1 + d)^month, where d is the month's share of the yearly discount rate.
 *
 * @throws badInput for terms that `checkTerms` refuses
 * @example
 * lifetimeFigures(parameters, { frequency: 2, recency: 213, age: 272, total: 44.72 }, { horizonMonths: 12, discountRate: 0.1 })
 * // { probabilityAlive: 0.73, expectedPurchases: 1.55, expectedSpend: 24.65, value: 36.4 }
 */
export function lifetimeFigures(
  { purchases, spend }: LifetimeParameters,
  history: PurchaseHistory & { readonly total: number },
  terms: LifetimeTerms,
): LifetimeFigures {
  const alive = probabilityAlive(purchases, history);
  const ahead = purchasesAhead(purchases, history, checkTerms(terms));
  const each = expectedSpend(spend, history);
  return {
    probabilityAlive: alive,
    expectedPurchases: alive * ahead.purchases,
    expectedSpend: each,
    value: alive * ahead.discounted * each,
  };
}

/**
 * The purchases of the horizon that are expected of somebody who is still a customer, as they are and each divided by
 * its month's discount.
 */
export function purchasesAhead(
  parameters: PurchaseParameters,
  history: Omit<PurchaseHistory, "recency">,
  { horizonMonths, discountRate }: LifetimeTerms,
): { purchases: number; discounted: number } {
  const growth = (1 + discountRate) ** (1 / 12);
  let purchases = 0;
  let discounted = 0;
  for (let month = 1; month <= horizonMonths; month++) {
    const until = purchasesWhileAlive(parameters, history, month * daysPerMonth);
    discounted += (until - purchases) / growth ** month;
    purchases = until;
  }
  return { purchases, discounted };
}

/**
 * Answers the terms when they make sense.
 *
 * @throws badInput for a horizon that is no whole number of months from 1 to 120, and a rate that is not above −1 and
 *   at most 1: whoever says 10 means 10 %
 */
export function checkTerms(terms: LifetimeTerms): LifetimeTerms {
  const { horizonMonths, discountRate } = terms;
  if (!Number.isInteger(horizonMonths) || horizonMonths < 1 || horizonMonths > longestHorizon) {
    throw badInput(`horizonMonths: ${horizonMonths}, expected a whole number of months, 1 to ${longestHorizon}`);
  }
  if (!(discountRate > -1 && discountRate <= 1)) {
    throw badInput(
      `discountRate: ${discountRate}, expected a yearly rate above -1 and at most 1, such as 0.1 for 10 %`,
    );
  }
  return terms;
}
