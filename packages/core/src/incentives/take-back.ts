import { lineOf, type PayContext } from "./context.ts";
import { type Exact, rounded, shownQuotient, textOf, zero } from "./decimals.ts";
import type { Commission, Override } from "./plan.ts";
import { type SalesRecord, type SoldRecord, soldFrom, soldIn } from "./sales-record.ts";
import type { StatementLine } from "./statement.ts";

/** A return of sales of an earlier period; its basis is negative. */
export interface EarlierReturn {
  readonly period: string;
  readonly basis: Exact;
}

/**
 * Takes back what returned sales were paid: their basis × what that period's sales have been paid ÷ these sales, both
 * as far as they haven't come back yet. So what comes back in pieces takes back, in the end, exactly what was paid.
 * Where sales of an accumulation are rated anew, all of them have been paid at one rate, and it is that.
 * Sales of the accumulation under way also no longer count in it.
 */
export function takeBack(
  record: SalesRecord,
  returned: EarlierReturn,
  component: Commission | Override,
  context: PayContext,
): StatementLine {
  const { period, basis } = returned;
  const sold = soldIn(record, period);
  const { basis: whole, paid } = paidSales(record, sold, component.retroactive);
  const isRated = whole.gt(0);
  const amount = isRated ? rounded(paid.times(basis).div(whole), context.places) : zero;
  if (sold) {
    const cut = sold.basis.gt(0) ? sold.earned.times(basis).div(sold.basis) : zero;
    if (sold.from === record.from) cutAccumulation(record, { basis, cut, amount }, component.retroactive);
    sold.basis = sold.basis.plus(basis);
    sold.earned = sold.earned.plus(cut);
    sold.paid = sold.paid.plus(amount);
  }
  const rate = isRated ? shownQuotient(paid, whole, 10) : "0";
  const text = textOf(basis);
  return lineOf(context, component, {
    type: "CLAWBACK",
    period,
    basis: text,
    rate,
    paid: amount,
    reasons: [{ kind: "RETURNED", period, basis: text, rate }],
  });
}

/** The sales that a return is one of, and what they were paid. */
function paidSales(record: SalesRecord, sold: SoldRecord | undefined, retroactive: boolean) {
  if (!sold) return { basis: zero, paid: zero };
  if (!retroactive) return sold;
  let [basis, paid] = [zero, zero];
  for (const one of soldFrom(record, sold.from)) {
    basis = basis.plus(one.basis);
    paid = paid.plus(one.paid);
  }
  return { basis, paid };
}

interface Cut {
  readonly basis: Exact;
  /** What the returned sales had earned before caps. */
  readonly cut: Exact;
  /** What was taken back. */
  readonly amount: Exact;
}

function cutAccumulation(record: SalesRecord, { basis, cut, amount }: Cut, retroactive: boolean): void {
  const before = record.basis;
  record.basis = before.plus(basis);
  record.earned = record.earned.plus(cut);
  if (record.lost.isZero()) {
    record.granted = record.granted.plus(amount);
  } else if (retroactive && before.gt(0)) {
    const lost = record.lost.times(basis).div(before);
    record.lost = record.lost.plus(lost);
    record.granted = record.granted.plus(amount).plus(lost);
  } else {
    // What the cap took of these sales leaves with them.
    record.lost = record.lost.plus(cut.minus(amount));
    record.granted = record.granted.plus(cut);
  }
}
