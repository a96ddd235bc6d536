import { adjustments } from "./adjustments.ts";
import { canonicalInput } from "./canonical.ts";
import { amountText, type DecimalText, minorPlaces, sumOfAmounts } from "./decimals.ts";
import type { PersonPeriod } from "./facts/query-pay-inputs.ts";
import { payPeriods } from "./pay-period.ts";
import { type IncentiveState, noState, type PayPeriod, type StatementLine } from "./statement.ts";

/** What someone was paid for a closed period, and what it left. */
export interface ClosedStatement {
  readonly period: PayPeriod;
  /** Of someone whose closed periods all hold, and who had no adjustments, nobody looks at the lines. */
  readonly lines: readonly StatementLine[];
  /** That of the period before where nothing was paid. */
  readonly state: IncentiveState;
  /** Whether today's facts are those that it was reckoned from: `factsText` is what it was. */
  readonly holds: boolean;
}

/** What someone is owed for a period by today's facts. */
export interface DueStatement {
  readonly period: PayPeriod;
  readonly lines: readonly StatementLine[];
  readonly total: DecimalText;
  /** What the period before left, and what this one leaves. */
  readonly before: IncentiveState;
  readonly state: IncentiveState;
}

/**
 * What one person is owed for the open periods that follow the closed ones. The first of them has, besides its own lines,
 * the adjustments of the closed ones, so that all that is paid is what one close with today's facts would have paid.
 *
 * @param inputs of each period that has any, closed and open, in order
 * @param closed in order, without gaps before the first open one
 * @param open in order
 * @returns a statement for each open period, empty where nothing is to be paid
 */
export function settle(
  inputs: readonly Pick<PersonPeriod, "period" | "plans">[],
  closed: readonly ClosedStatement[],
  open: readonly PayPeriod[],
  currency: string,
): DueStatement[] {
  const byKey = new Map(inputs.map((one) => [one.period.key, one.plans]));
  const places = minorPlaces(currency);
  const held = closed.findIndex(({ holds }) => !holds);
  const same = held < 0 ? closed : closed.slice(0, held);
  let state = same.at(-1)?.state ?? noState;
  const pay = (period: PayPeriod) => {
    const paid = payPeriods(byKey.get(period.key) ?? [], state);
    state = paid.at(-1)?.state ?? state;
    return paid.flatMap(({ lines }) => lines);
  };
  const paid = closed.map(({ period, lines }) => ({ period: period.key, lines }));
  const due = closed.map(({ period, lines }, index) => ({
    period: period.key,
    lines: index < same.length ? lines.filter(({ type }) => type !== "ADJUSTMENT") : pay(period),
  }));
  const corrections = adjustments(paid, due, currency);
  return open.map((period, index) => {
    const before = state;
    const lines = [...pay(period), ...(index === 0 ? corrections : [])];
    const total = amountText(
      sumOfAmounts(
        lines.map(({ amount }) => amount),
        places,
      ),
      places,
    );
    return { period, lines, total, before, state };
  });
}

/**
 * What a person's pay for a period is reckoned from, as one text whose hash is kept with the closed statement: the same
 * as long as plan versions, days and figures are. What periods before left is not in it: it follows from their texts.
 */
export function factsText(plans: PersonPeriod["plans"]): string {
  return plans.map(({ plan, input }) => canonicalInput(plan, input, noState)).join();
}
