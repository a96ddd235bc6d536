import { type PayContext, placeOf } from "./context.ts";
import { decimalAt, type Exact, rounded, zero } from "./decimals.ts";
import { earnedLine } from "./earned-line.ts";
import { limitPay } from "./limit.ts";
import type { Commission, Override } from "./plan.ts";
import { type RatedPortion, rateSales, ratingOf, sumOf } from "./rate-sales.ts";
import { beginSold, closeRecord, openRecord, type SalesRecord, soldFrom } from "./sales-record.ts";
import { spanOf } from "./spans.ts";
import type { SalesInput, SalesState, StatementLine } from "./statement.ts";
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
  const sales = readSales(component, given, context);
  const span = spanOf(component.accumulate, context.plan, context.input);
  const record = openRecord(before, span.from);
  const clawbacks = sales.returns.map((returned) => takeBack(record, returned, component, context));
  const earned = earn(component, sales, record, context.places);
  const limited = limitPay(earned.amount, record, component, context);
  noteSold(component, record, { ...earned, kept: earned.amount.plus(limited.lost) }, context.input.period.key);
  record.lost = record.lost.minus(limited.lost);
  const isIdle = context.days.length === 0 && sales.basis.isZero() && earned.amount.isZero();
  const lines = isIdle ? [] : [earnedLine(component, earned, context)];
  return { lines: [...lines, ...limited.lines, ...clawbacks], state: closeRecord(record) };
}

/** A component's input, read. */
export interface Sales {
  /** The period's own sales, less what came back of them. */
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

/** What a period's sales earn, before cap and floor. */
export interface Earned {
  readonly sales: Sales;
  /** Rounded. */
  readonly amount: Exact;
  /** What the portions earn, unrounded. */
  readonly own: Exact;
  /** The stretch that is rated: this period's sales, or all of an accumulation that is rated anew. */
  readonly portions: readonly RatedPortion[];
  /** The accumulation's figures before this period and after it. */
  readonly before: { readonly basis: Exact; readonly earned: Exact; readonly granted: Exact };
  readonly after: { readonly basis: Exact; readonly earned: Exact };
  readonly isReached: boolean;
  /** Whether the threshold has been reached just now. */
  readonly isCrossing: boolean;
}

function earn(component: Commission | Override, sales: Sales, record: SalesRecord, places: number): Earned {
  const { retroactive, goal, rates } = component;
  const before = { basis: record.basis, earned: record.earned, granted: record.granted };
  const basis = before.basis.plus(sales.basis);
  const rating = ratingOf(rates, sales.quota, component.accelerator);
  // By attainment of a goal its figure reaches the tier, else the sales do.
  const figure = goal !== null && rates.by === "ATTAINMENT" ? (sales.achieved ?? zero) : basis;
  const portions = rating ? rateSales(rating, retroactive ? zero : before.basis, basis, figure) : [];
  const own = sumOf(portions);
  const isReached = reaches(component, sales, basis) || (!retroactive && record.reached);
  const isCrossing = isReached && !record.reached;
  const earned = retroactive ? own : before.earned.plus(own);
  const due = isReached ? earned : zero;
  // What is rated anew can fall below its threshold again; else nothing has been granted before it is reached.
  const amount = isReached || retroactive ? rounded(due.minus(before.granted), places) : zero;
  record.basis = basis;
  record.earned = earned;
  record.granted = before.granted.plus(amount);
  record.reached = isReached;
  return { sales, amount, own, portions, before, after: { basis, earned }, isReached, isCrossing };
}

function reaches({ threshold, goal }: Commission | Override, { quota, achieved }: Sales, basis: Exact): boolean {
  if (!threshold) return true;
  if (threshold.by === "AMOUNT") return basis.gte(threshold.at);
  // Multiplied, not divided: exactly 80 % of a quota has to be 80 %.
  return quota !== null && (goal === null ? basis : (achieved ?? zero)).gte(quota.times(threshold.at));
}

/** Notes what the period's sales were paid, so that returns can take it back. */
function noteSold(
  { retroactive }: Commission | Override,
  record: SalesRecord,
  { sales, amount, own, isCrossing, kept }: Earned & { readonly kept: Exact },
  period: string,
): void {
  const sold = beginSold(record, period);
  let paid = kept;
  if (isCrossing && !retroactive && !amount.isZero()) {
    // Now the earlier sales of the accumulation have been paid as well.
    for (const one of soldFrom(record, record.from)) {
      if (one === sold || !one.paid.isZero()) continue;
      one.paid = one.earned.times(kept).div(amount);
      paid = paid.minus(one.paid);
    }
  }
  sold.basis = sold.basis.plus(sales.basis);
  sold.earned = sold.earned.plus(retroactive ? zero : own);
  sold.paid = sold.paid.plus(paid);
}
