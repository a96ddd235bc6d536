import { attainmentReason, shownAttainment } from "./attainment.ts";
import { lineOf, type PayContext, placeOf } from "./context.ts";
import { amountText, decimalAt, Exact, rounded, textOf, zero } from "./decimals.ts";
import { limitPay } from "./limit.ts";
import type { Commission, Override } from "./plan.ts";
import { type RatedPortion, type Rating, rateSales, ratingOf, sumOf } from "./rate-sales.ts";
import { closeRecord, openRecord, type SalesRecord, soldIn } from "./sales-record.ts";
import { spanOf } from "./spans.ts";
import { roundTogether } from "./split.ts";
import type { LineReason, Portion, SalesInput, SalesState, StatementLine } from "./statement.ts";
import { type EarlierReturn, takeBack } from "./take-back.ts";

/**
 * A period's commission or override: takes back what came back, rates the sales where the accumulation stands, and holds
 * the result within cap and floor.
 */
export function paySales(
  component: Commission | Override,
  given: SalesInput | undefined,
  before: SalesState | undefined,
  context: PayContext,
): { lines: StatementLine[]; state: SalesState | undefined } {
  if (!given && context.days.length === 0 && !before) return { lines: [], state: undefined };
  const input = readSales(component, given, context);
  const span = spanOf(component.accumulate, context.plan, context.input);
  const record = openRecord(before, span.from);
  const clawbacks = input.returns.map((returned) => takeBack(record, returned, component, context));
  const earned = earn(component, input, record, context);
  const limited = limitPay(earned.amount, record, component, context);
  noteSold(component, record, earned, earned.amount.plus(limited.lost), context.input.period.key);
  record.lost = record.lost.minus(limited.lost);
  const isIdle = context.days.length === 0 && input.basis.isZero() && earned.amount.isZero();
  return {
    lines: [...(isIdle ? [] : [earned.line]), ...limited.lines, ...clawbacks],
    state: closeRecord(record),
  };
}

interface Sales {
  readonly basis: Exact;
  readonly returns: readonly EarlierReturn[];
  /** Above zero, or null. */
  readonly quota: Exact | null;
  readonly achieved: Exact | null;
}

function readSales(component: Commission | Override, input: SalesInput | undefined, { input: all }: PayContext): Sales {
  const at = (value: unknown, field: string) => decimalAt(value, placeOf(component, field));
  let basis = input ? at(input.basis, "basis") : zero;
  const earlier = new Map<string, Exact>();
  input?.returns?.forEach(({ period, basis: text }, index) => {
    const returned = at(text, `returns[${index}].basis`);
    // What came back before it was paid was never sold, and so is what nobody can tell the sale of.
    if (period === null || period === all.period.key) basis = basis.plus(returned);
    else earlier.set(period, (earlier.get(period) ?? zero).plus(returned));
  });
  const quota = input?.quota == null ? null : at(input.quota, "quota");
  return {
    basis,
    returns: [...earlier]
      .map(([period, returned]) => ({ period, basis: returned }))
      .sort((a, b) => (a.period < b.period ? -1 : 1)),
    quota: quota?.gt(0) ? quota : null,
    achieved: input?.achieved == null ? null : at(input.achieved, "achieved"),
  };
}

interface Earned {
  readonly amount: Exact;
  /** What this period's own sales earn, unrounded. */
  readonly own: Exact;
  /** Whether the threshold has been reached just now. */
  readonly isCrossing: boolean;
  readonly line: StatementLine;
}

function earn(component: Commission | Override, sales: Sales, record: SalesRecord, context: PayContext): Earned {
  const { places } = context;
  const { retroactive } = component;
  const start = record.basis;
  const end = start.plus(sales.basis);
  const rating = ratingOf(component.rates, sales.quota, component.accelerator);
  // By attainment of a goal the goal's figure reaches the tier, by amount the sales do.
  const isByGoal = component.goal !== null && component.rates.by === "ATTAINMENT";
  const reachedTier = isByGoal ? (sales.achieved ?? zero) : end;
  const portions = rating ? rateSales(rating, retroactive ? zero : start, end, reachedTier) : [];
  const own = sumOf(portions);
  const threshold = thresholdOf(component, sales, end);
  const isReached = threshold.isReached || (!retroactive && record.reached);
  const isCrossing = isReached && !record.reached;
  const due = retroactive ? own : record.earned.plus(own);
  const amount = isReached || retroactive ? rounded((isReached ? due : zero).minus(record.granted), places) : zero;

  const shown = isReached ? portions : [];
  let earlier = zero;
  if (retroactive) earlier = rounded(record.granted.negated(), places);
  else if (isCrossing) earlier = rounded(record.earned, places);
  if (shown.length === 0) earlier = amount;
  const line = lineOf(context, component, {
    type: "EARNED",
    basis: textOf(sales.basis),
    rate: oneRate(shown),
    portions: shownPortions(shown, amount.minus(earlier), places),
    earlier: amountText(earlier, places),
    paid: amount,
    reasons: [
      ...reasonsOf(component, sales, rating, end),
      ...(threshold.isReached || isReached ? [] : [threshold.reason!]),
      ...accumulated(component, context, end, start),
      ...(retroactive && !record.granted.isZero()
        ? [
            {
              kind: "RATED_ANEW" as const,
              due: amountText(rounded(isReached ? due : zero, places), places),
              paid: amountText(rounded(record.granted, places), places),
            },
          ]
        : []),
      ...(!retroactive && isCrossing && !record.earned.isZero()
        ? [{ kind: "HELD_BACK_UNTIL_NOW" as const, amount: amountText(rounded(record.earned, places), places) }]
        : []),
    ],
  });
  record.basis = end;
  record.earned = due;
  record.granted = record.granted.plus(amount);
  record.reached = isReached;
  return { amount, own, isCrossing, line };
}

/** Notes what the period's sales were paid, so that returns can take it back. */
function noteSold(
  { retroactive }: Commission | Override,
  record: SalesRecord,
  { amount, own, isCrossing, line }: Earned,
  kept: Exact,
  period: string,
): void {
  const sold = soldIn(record, period);
  let paid = kept;
  if (isCrossing && !retroactive && !amount.isZero()) {
    // Now the earlier sales of the accumulation have been paid as well.
    for (const one of record.sold.values()) {
      if (one === sold || one.from !== record.from || !one.paid.isZero()) continue;
      one.paid = one.earned.times(kept).div(amount);
      paid = paid.minus(one.paid);
    }
  }
  sold.basis = sold.basis.plus(line.basis!);
  sold.earned = sold.earned.plus(retroactive ? zero : own);
  sold.paid = sold.paid.plus(paid);
}

function thresholdOf(
  { threshold, goal }: Commission | Override,
  { quota, achieved }: Sales,
  basis: Exact,
): { isReached: boolean; reason?: LineReason } {
  if (!threshold) return { isReached: true };
  const { by, at } = threshold;
  if (by === "AMOUNT") {
    return { isReached: basis.gte(at), reason: { kind: "BELOW_THRESHOLD", by, at, reached: textOf(basis) } };
  }
  const figure = goal === null ? basis : (achieved ?? zero);
  const reached = quota && shownAttainment(figure, quota);
  // Multiplied, not divided: exactly 80 % of a quota has to be 80 %.
  const isReached = quota !== null && figure.gte(quota.times(at));
  return { isReached, reason: { kind: "BELOW_THRESHOLD", by, at, reached } };
}

function reasonsOf(
  { rates, goal, accelerator, threshold }: Commission | Override,
  { quota, achieved }: Sales,
  rating: Rating | null,
  basis: Exact,
): LineReason[] {
  const reasons: LineReason[] = [
    { kind: "RATES", method: rates.method, by: rates.by, tiers: rates.tiers.length },
  ];
  const asksAttainment = rates.by === "ATTAINMENT" || accelerator !== null || threshold?.by === "ATTAINMENT";
  if (asksAttainment && !quota) reasons.push({ kind: "NO_QUOTA" });
  if (asksAttainment && quota) {
    const figure = goal === null ? basis : (achieved ?? zero);
    reasons.push(attainmentReason(figure, quota));
  }
  if (rating?.accelerator && basis.gt(rating.accelerator.above)) {
    reasons.push({ kind: "ACCELERATED", above: accelerator!.above, factor: accelerator!.factor });
  }
  return reasons;
}

function accumulated({ accumulate }: Commission | Override, context: PayContext, end: Exact, start: Exact): LineReason[] {
  if (accumulate === "PERIOD" && start.isZero()) return [];
  return [
    { kind: "ACCUMULATED", from: spanOf(accumulate, context.plan, context.input).from, basis: textOf(end) },
  ];
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

function rateText(rate: Exact): string {
  return textOf(rate.toDecimalPlaces(10));
}
