import { logBeta } from "./log-gamma.ts";
import type { PurchaseHistory, PurchaseParameters } from "./purchase-model.ts";

/**
 * The probability that somebody is still a customer: 1 for who purchased once, since one can leave only after a
 * purchase, then the lower the longer ago the last one is, seen beside how often they came.
 *
 * @example
 * // CDNOW in weeks, who came back twice, last after 30.43 of 38.86 weeks:
 * probabilityAlive(parameters, { frequency: 2, recency: 30.43, age: 38.86 }) // 0.726…
 */
export function probabilityAlive(parameters: PurchaseParameters, { frequency, recency, age }: PurchaseHistory): number {
  const { r, alpha, a, b } = parameters;
  if (frequency === 0) return 1;
  const since = Math.log1p((age - recency) / (alpha + recency));
  return 1 / (1 + Math.exp(Math.log(a / (b + frequency - 1)) + (r + frequency) * since));
}

/**
 * How many days with a purchase are expected in the next `time`, given what is known of the customer.
 *
 * @example
 * // CDNOW in weeks, in the next 39:
 * expectedPurchases(parameters, { frequency: 2, recency: 30.43, age: 38.86 }, 39) // 1.226
 */
export function expectedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, time: number): number {
  return probabilityAlive(parameters, history) * purchasesWhileAlive(parameters, history, time);
}

/**
 * How many repeat purchases are expected of a new customer within `time` of the first.
 *
 * @example expectedPurchasesOfNew(parameters, 39) // CDNOW in weeks: 1.2…
 */
export function expectedPurchasesOfNew(parameters: PurchaseParameters, time: number): number {
  return purchasesWhileAlive(parameters, { frequency: 0, age: 0 }, time);
}

/**
 * How many purchases are expected of somebody who is a customer at the as-of day; their last purchase plays no part.
 *
 * Of one whom nothing could make leave, the number N has a negative binomial distribution; the j-th purchase happens
 * if N ≥ j and they stayed after each one before. The expectation is Σ P(N > j) · (b + x)ⱼ ÷ (a + b + x)ⱼ over j from 0
 * (rising factorials). It equals the published form with Gauss's ₂F₁, but is a sum of positive numbers: nothing cancels,
 * and a = 1 is no exception. Where that would be very many, the same is integrated over the probability to leave.
 */
export function purchasesWhileAlive(
  { r, alpha, a, b }: PurchaseParameters,
  { frequency, age }: Omit<PurchaseHistory, "recency">,
  time: number,
): number {
  if (time <= 0) return 0;
  const past = { shape: r + frequency, span: time / (alpha + age), leave: a, stay: b + frequency };
  const terms = past.shape * past.span + 40 * (1 + past.span);
  return terms < mostTerms ? summed(past) : integrated(past);
}

/** What a customer's past makes of the four parameters; the span is time in units of α + T. */
export interface Past {
  readonly shape: number;
  readonly span: number;
  readonly leave: number;
  readonly stay: number;
}

const mostTerms = 50_000;
const large = 1e200;

export function summed({ shape, span, leave, stay }: Past): number {
  const odds = span / (1 + span);
  // P(N = j) is `mass` × `scale`: of who comes thousands of times P(N = 0) is too small for a number.
  let logScale = -shape * Math.log1p(span);
  let scale = Math.exp(logScale);
  let mass = 1;
  let more = -Math.expm1(logScale);
  let stayed = 1;
  let sum = 0;
  for (let j = 0; ; j++) {
    sum += stayed * more;
    const ratio = (odds * (shape + j)) / (j + 1);
    const bound = Math.max(ratio, odds);
    // What is left out is less than a geometric series from here.
    if (bound < 1 && stayed * mass * scale * bound < 1e-15 * (1 - bound) ** 2 * sum) return sum;
    mass *= ratio;
    if (mass > large) {
      mass /= large;
      logScale += Math.log(large);
      scale = Math.exp(logScale);
    }
    more = Math.max(0, more - mass * scale);
    stayed *= (stay + j) / (leave + stay + j);
  }
}

/**
 * The same as the mean of (1 − (1 + p · span)^−shape) ÷ p over p's beta distribution, by the trapezoidal rule along
 * ln(p ÷ (1 − p)) stretched by a sinh, where it is bell-shaped and the rule is nearly exact.
 */
export function integrated({ shape, span, leave, stay }: Past): number {
  const centre = Math.log(leave / stay);
  const width = Math.min(1, Math.sqrt(1 / leave + 1 / stay));
  const norm = logBeta(leave, stay);
  const at = (s: number) => {
    const logit = centre + width * Math.sinh(s);
    const [logP, logRest] = [-softplus(-logit), -softplus(logit)];
    const p = Math.exp(logP);
    const purchases = p * span < 1e-300 ? shape * span : -Math.expm1(-shape * Math.log1p(p * span)) / p;
    return Math.exp(leave * logP + stay * logRest - norm) * purchases * width * Math.cosh(s);
  };
  const step = 1 / 32;
  let sum = at(0);
  for (const side of [step, -step]) {
    for (let s = side; Math.abs(s) < 30; s += side) {
      const term = at(s);
      sum += term;
      if (Math.abs(s) > 3 && term < 1e-17 * sum) break;
    }
  }
  return sum * step;
}

/** ln(1 + eˣ) */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}
