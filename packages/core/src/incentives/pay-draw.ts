import { addDays, addMonths } from "../calendar.ts";
import { lineOf, type PayContext } from "./context.ts";
import { clipDays } from "./day-ranges.ts";
import { amountText, Exact, sumOfAmounts, zero } from "./decimals.ts";
import type { Draw } from "./plan.ts";
import { prorate } from "./prorate.ts";
import type { StatementLine } from "./statement.ts";

/**
 * Adds up to the guaranteed minimum where a period's earnings are below it, and takes back of a recoverable draw's
 * balance what they are above it.
 *
 * @param lines what the other components pay in the period
 * @example with a minimum of 1,000 and earnings of 500, 700, 400: draws of 500, 300, 600; balances 500, 800, 1,400
 */
export function payDraw(
  draw: Draw,
  lines: readonly StatementLine[],
  balance: Exact,
  context: PayContext,
): { lines: StatementLine[]; balance: Exact } {
  const { places } = context;
  const counts = ({ component, kind }: StatementLine) =>
    draw.against ? draw.against.includes(component) : kind !== "ALLOWANCE";
  const earned = sumOfAmounts(
    lines.filter(counts).map(({ amount }) => amount),
    places,
  );
  const minimum = guaranteed(draw, context);
  const text = (amount: Exact) => amountText(amount, places);
  const figures = { minimum: text(minimum), earned: text(earned) };
  if (minimum.gt(0) && earned.lt(minimum)) {
    const drawn = minimum.minus(earned);
    const owed = draw.recoverable ? balance.plus(drawn) : balance;
    const { recoverable } = draw;
    const reason = { kind: "DRAWN" as const, ...figures, recoverable, balance: text(owed) };
    return { lines: [lineOf(context, draw, { type: "DRAW", paid: drawn, reasons: [reason] })], balance: owed };
  }
  const back = draw.recoverable ? Exact.min(balance, Exact.max(earned.minus(minimum), zero)) : zero;
  if (back.isZero()) return { lines: [], balance };
  const left = balance.minus(back);
  const reason = { kind: "RECOVERED" as const, ...figures, balance: text(left) };
  return {
    lines: [lineOf(context, draw, { type: "RECOVERY", paid: back.negated(), reasons: [reason] })],
    balance: left,
  };
}

/** The minimum, by the days of the plan on which it holds. */
function guaranteed({ minimum, months }: Draw, { input, days, assigned, places }: PayContext): Exact {
  const first = assigned.reduce<string | undefined>(
    (least, { from }) => (!least || from < least ? from : least),
    undefined,
  );
  const until = months === null || !first ? input.period.to : addDays(addMonths(first, months), -1);
  const held = clipDays(days, { from: input.period.from, to: until });
  return prorate(new Exact(minimum), held, input.period, places);
}
