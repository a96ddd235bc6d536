import { attainmentReason } from "./attainment.ts";
import { lineOf, type PayContext } from "./context.ts";
import { amountText, type Exact, rateText, rounded, shownQuotient, textOf, zero } from "./decimals.ts";
import type { Earned, Sales } from "./pay-sales.ts";
import type { Commission, Override } from "./plan.ts";
import type { RatedPortion } from "./rate-sales.ts";
import { spanOf } from "./spans.ts";
import { roundTogether } from "./split.ts";
import type { LineReason, Portion, StatementLine } from "./statement.ts";

/** What sales earned as a line, with its tiers and reasons. */
export function earnedLine(component: Commission | Override, earned: Earned, context: PayContext): StatementLine {
  const { places } = context;
  const { amount, sales } = earned;
  const portions = earned.isReached ? earned.portions : [];
  const earlier = portions.length === 0 ? amount : earlierPart(component, earned, places);
  return lineOf(context, component, {
    type: "EARNED",
    basis: textOf(sales.basis),
    rate: oneRate(portions),
    portions: shownPortions(portions, amount.minus(earlier), places),
    earlier: amountText(earlier, places),
    paid: amount,
    reasons: [
      { kind: "RATES", method: component.rates.method, by: component.rates.by, tiers: component.rates.tiers.length },
      ...attainmentReasons(component, earned),
      ...accumulationReasons(component, earned, context),
    ],
  });
}

/** What of the amount isn't this period's portions. */
function earlierPart({ retroactive }: Commission | Override, { before, isCrossing }: Earned, places: number): Exact {
  if (retroactive) return rounded(before.granted.negated(), places);
  return isCrossing ? rounded(before.earned, places) : zero;
}

function attainmentReasons(component: Commission | Override, { sales, after, isReached }: Earned): LineReason[] {
  const { rates, goal, accelerator, threshold } = component;
  const { quota } = sales;
  const figure = attained(component, sales, after.basis);
  const reasons: LineReason[] = [];
  if (rates.by === "ATTAINMENT" || accelerator !== null || threshold?.by === "ATTAINMENT") {
    reasons.push(quota ? attainmentReason(figure, quota) : { kind: "NO_QUOTA" });
  }
  if (accelerator && quota && goal === null && figure.gt(quota.times(accelerator.above))) {
    reasons.push({ kind: "ACCELERATED", ...accelerator });
  }
  if (threshold && !isReached) {
    const { by, at } = threshold;
    const reached = by === "AMOUNT" ? textOf(after.basis) : quota && shownQuotient(figure, quota);
    reasons.push({ kind: "BELOW_THRESHOLD", by, at, reached });
  }
  return reasons;
}

function attained({ goal }: Commission | Override, { achieved }: Sales, basis: Exact): Exact {
  return goal === null ? basis : (achieved ?? zero);
}

function accumulationReasons(
  { accumulate, retroactive }: Commission | Override,
  { before, after, isReached, isCrossing }: Earned,
  { plan, input, places }: PayContext,
): LineReason[] {
  const reasons: LineReason[] = [];
  const text = (amount: Exact) => amountText(rounded(amount, places), places);
  if (accumulate !== "PERIOD" || !before.basis.isZero()) {
    reasons.push({ kind: "ACCUMULATED", from: spanOf(accumulate, plan, input).from, basis: textOf(after.basis) });
  }
  if (retroactive && !before.granted.isZero()) {
    reasons.push({ kind: "RATED_ANEW", due: text(isReached ? after.earned : zero), paid: text(before.granted) });
  }
  if (!retroactive && isCrossing && !before.earned.isZero()) {
    reasons.push({ kind: "HELD_BACK_UNTIL_NOW", amount: text(before.earned) });
  }
  return reasons;
}

function oneRate(portions: readonly RatedPortion[]): string | null {
  const [first] = portions;
  return first && portions.every(({ rate }) => rate.eq(first.rate)) ? rateText(first.rate) : null;
}

function shownPortions(portions: readonly RatedPortion[], total: Exact, places: number): Portion[] {
  if (portions.length === 0) return [];
  const amounts = roundTogether(
    portions.map(({ amount }) => amount),
    total,
    places,
  );
  return portions.map(({ tier, rate, basis }, index) => ({
    from: textOf(tier.from),
    to: tier.to && textOf(tier.to),
    rate: rateText(rate),
    basis: textOf(basis),
    amount: amountText(amounts[index]!, places),
  }));
}
