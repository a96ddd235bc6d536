import { badInput } from "../errors.ts";
import { shown } from "../metrics/own-sql.ts";
import { type PayContext, placeOf } from "./context.ts";
import { amountText, decimalAt, Exact, shownQuotient, zero } from "./decimals.ts";
import type { Bonus } from "./plan.ts";
import { splitAmount } from "./split.ts";
import type { GoalInput, LineReason, TeamMember } from "./statement.ts";

/**
 * A member's part of a team's bonus. The parts of all members add up to exactly the team's amount, whatever the order
 * in which they are named.
 *
 * @throws badInput where the member isn't in the team, is there twice, or lacks what the bonus is shared by
 */
export function shareOf(
  bonus: Bonus,
  { team, member, total }: GoalInput & { readonly total: Exact },
  { places }: PayContext,
): { amount: Exact; reason: LineReason } {
  const by = bonus.share as Exclude<Bonus["share"], "REP">;
  if (!team || team.length === 0) throw badInput(`${placeOf(bonus, "team")}: missing, expected the team's members`);
  const { weights, sum, parts } = partsOf(bonus, team, total, places);
  const amount = parts.get(member ?? "");
  if (!amount) {
    throw badInput(`${placeOf(bonus, "member")}: ${shown(member)}, expected one of the team's ${team.length} members`);
  }
  const share = sum.isZero()
    ? shownQuotient(new Exact(1), new Exact(team.length))
    : shownQuotient(weights.get(member!)!, sum);
  return {
    amount,
    reason: {
      kind: "SHARED",
      by,
      total: amountText(total, places),
      members: team.length,
      share,
    },
  };
}

interface Parts {
  readonly weights: ReadonlyMap<string, Exact>;
  readonly sum: Exact;
  readonly parts: ReadonlyMap<string, Exact>;
}

/** The splits that were made of a team, so that one isn't made anew for each of its many members. */
const known = new WeakMap<readonly TeamMember[], Map<string, Parts>>();

function partsOf(bonus: Bonus, team: readonly TeamMember[], total: Exact, places: number): Parts {
  const key = `${bonus.share} ${total.toFixed()} ${places}`;
  const splits = known.get(team) ?? new Map<string, Parts>();
  known.set(team, splits);
  const found = splits.get(key);
  if (found) return found;
  const members = [...team].sort((a, b) => (a.id < b.id ? -1 : 1));
  const weights = new Map(members.map((member) => [member.id, weightOf(bonus, member)]));
  if (weights.size < members.length) throw badInput(`${placeOf(bonus, "team")}: a member is there twice`);
  const list = [...weights.values()];
  const amounts = splitAmount(total, list, places);
  const parts: Parts = {
    weights,
    sum: list.reduce((sum, weight) => sum.plus(weight), zero),
    parts: new Map(members.map(({ id }, index) => [id, amounts[index]!])),
  };
  splits.set(key, parts);
  return parts;
}

function weightOf(bonus: Bonus, { id, days, sales, salary }: TeamMember): Exact {
  const place = (field: string) => placeOf(bonus, `team[${JSON.stringify(id)}].${field}`);
  const weights = {
    REP: () => zero,
    EQUAL: () => decimalAt(days, place("days")),
    BY_SALES: () => decimalAt(sales, place("sales")),
    BY_SALARY: () => decimalAt(salary, place("salary")),
  };
  // Who has had more returned than sold has no part, and takes none from others.
  return Exact.max(weights[bonus.share](), zero);
}
