import { attainmentReason } from "./attainment.ts";
import { lineOf, type PayContext, placeOf } from "./context.ts";
import { clipDays, countDays, endless } from "./day-ranges.ts";
import { amountText, decimalAt, Exact, rounded, shownQuotient, textOf, zero } from "./decimals.ts";
import type { Allowance, Bonus, Component, Spiff } from "./plan.ts";
import { prorate } from "./prorate.ts";
import { rateSales, ratingOf, sumOf, tierAt } from "./rate-sales.ts";
import { bonusSpan } from "./spans.ts";
import type { CountInput, GoalInput, LineReason, StatementLine } from "./statement.ts";
import { shareOf } from "./team-shares.ts";

/** A bonus, in the period in which its month, quarter or year ends. */
export function payBonus(bonus: Bonus, input: GoalInput | undefined, context: PayContext): StatementLine[] {
  const { plan, input: all, days, assigned, places } = context;
  const span = bonusSpan(bonus.every, plan, all);
  const held = clipDays(assigned, span);
  // Of two versions within the period the later one pays.
  const last = days.at(-1)?.to ?? all.period.to;
  const isLater = clipDays(held, { from: all.period.from, to: endless }).some(({ to }) => to > last);
  if (span.to > all.period.to || held.length === 0 || isLater) return [];
  const { amount, reasons } = bonusAmount(bonus, input, places);
  if (bonus.share !== "REP") {
    const shared = shareOf(bonus, { ...input, total: amount }, context);
    return [lineOf(context, bonus, { type: "EARNED", paid: shared.amount, reasons: [...reasons, shared.reason] })];
  }
  const part = bonus.prorated ? prorate(amount, held, span, places) : amount;
  return [
    lineOf(context, bonus, {
      type: "EARNED",
      paid: part,
      reasons: part.eq(amount) ? reasons : [...reasons, proration(held, span)],
    }),
  ];
}

function bonusAmount(bonus: Bonus, input: GoalInput | undefined, places: number) {
  const { tiers, method } = bonus.table;
  const { achieved, target } = readGoal(bonus, input);
  const unconditional = new Exact(tiers[0]!.from).isZero();
  const reasons: LineReason[] = target ? [attainmentReason(achieved, target)] : [];
  if (!target && !unconditional) reasons.push({ kind: "NO_QUOTA" });
  const isReached = target ? achieved.gte(target.times(tiers[0]!.from)) : unconditional;
  if (!isReached) {
    return { amount: zero, reasons: [...reasons, missed(tiers[0]!.from, achieved, target)] };
  }
  const rating = ratingOf({ by: "ATTAINMENT", method: "INTERPOLATED", tiers }, target ?? new Exact(1), null)!;
  const figure = target ? achieved : zero;
  const exact =
    method === "FLAT" ? tierAt(rating.tiers, figure).pays : sumOf(rateSales(rating, rating.tiers[0]!.from, figure));
  const amount = rounded(exact, places);
  return { amount, reasons: [...reasons, { kind: "GOAL_AMOUNT" as const, amount: amountText(amount, places) }] };
}

/** A period's allowance. */
export function payAllowance(allowance: Allowance, input: GoalInput | undefined, context: PayContext): StatementLine[] {
  const { input: all, days, places } = context;
  if (days.length === 0) return [];
  const line = (paid: Exact, reasons: LineReason[]) => [lineOf(context, allowance, { type: "EARNED", paid, reasons })];
  const reasons: LineReason[] = [];
  if (allowance.minimumAttainment !== null) {
    const { achieved, target } = readGoal(allowance, input);
    const needed = allowance.minimumAttainment;
    reasons.push(target ? attainmentReason(achieved, target) : { kind: "NO_QUOTA" });
    if (!target || achieved.lt(target.times(needed))) {
      return line(zero, [...reasons, missed(needed, achieved, target)]);
    }
  }
  const amount = rounded(new Exact(allowance.amount), places);
  const part = allowance.prorated ? prorate(amount, days, all.period, places) : amount;
  return line(part, part.eq(amount) ? reasons : [...reasons, proration(days, all.period)]);
}

/** A spiff, for what was counted in the period. */
export function paySpiff(spiff: Spiff, input: CountInput | undefined, context: PayContext): StatementLine[] {
  if (!input) return [];
  const count = decimalAt(input.count, placeOf(spiff, "count"));
  if (count.isZero()) return [];
  const { per, amount } = spiff;
  return [
    lineOf(context, spiff, {
      type: "EARNED",
      basis: textOf(count),
      rate: amount,
      paid: rounded(count.times(amount), context.places),
      reasons: [{ kind: "COUNT", per, count: textOf(count), amount }],
    }),
  ];
}

function readGoal(component: Component, input: GoalInput | undefined): { achieved: Exact; target: Exact | null } {
  const read = (field: "achieved" | "target") =>
    input?.[field] == null ? null : decimalAt(input[field], placeOf(component, field));
  const target = read("target");
  return { achieved: read("achieved") ?? zero, target: target?.gt(0) ? target : null };
}

function missed(needed: string, achieved: Exact, target: Exact | null): LineReason {
  return { kind: "GOAL_MISSED", needed, attainment: target && shownQuotient(achieved, target) };
}

function proration(days: readonly { from: string; to: string }[], of: { from: string; to: string }): LineReason {
  return { kind: "PRORATED", days: countDays(days), of: countDays([of]) };
}
