import type { BucketCalendar } from "../../calendar.ts";
import { type ClosedRange, clipDays } from "../day-ranges.ts";
import type { Bonus, Plan } from "../plan.ts";
import type { PayPeriod, PeriodInput, TeamMember } from "../statement.ts";
import { lastTeam, type PayCompany, type Person, type TeamTree } from "./company.ts";
import type { PayGoal } from "./goal-rows.ts";
import type { GoalLookup } from "./goal-standings.ts";

/** The plan by which goals pay their rewards. Nobody writes it: it follows from the goals that end in a period. */
export const rewardPlanId = "goals";

/**
 * The rewards of goals as a plan: for each a bonus that is due with the goal's last day. That of a team's goal is shared
 * equally by its members, that of the company's by everybody.
 */
function rewardPlan(goals: readonly PayGoal[], period: ClosedRange, currency: string): Plan | undefined {
  if (goals.length === 0) return undefined;
  return {
    id: rewardPlanId,
    version: 1,
    label: { en: "Rewards of goals", "zh-CN": "目标奖励" },
    note: null,
    currency,
    year: "CALENDAR",
    from: period.from,
    to: period.to,
    components: goals.map(
      ({ key, name, reward, rep }): Bonus => ({
        id: key,
        kind: "BONUS",
        label: { en: name, "zh-CN": name },
        note: null,
        every: "MONTHLY",
        goal: key,
        table: { method: "FLAT", tiers: [{ from: "1", to: null, amount: reward! }] },
        share: rep === null ? "EQUAL" : "REP",
        prorated: false,
      }),
    ),
  };
}

/** Whether a goal pays a reward in a period. */
export function isRewarded({ reward, to }: PayGoal, period: ClosedRange): boolean {
  return reward !== null && Number(reward) > 0 && period.from <= to && to <= period.to;
}

/** The rewards of the goals that end in a period: one's own, and one's part of those of one's teams and the company. */
export function rewardsOf(
  { people, currency }: PayCompany,
  goals: readonly PayGoal[],
  goal: GoalLookup,
  tree: TeamTree,
  calendar: BucketCalendar,
): (person: Person, period: PayPeriod) => { plan: Plan; input: PeriodInput } | undefined {
  const byPeriod = new Map<PayPeriod, ReadonlyMap<number, readonly PayGoal[]>>();
  const members = new Map<PayGoal, readonly TeamMember[]>();
  return (person, period) => {
    const due = byPeriod.get(period) ?? dueIn(period);
    byPeriod.set(period, due);
    const own = due.get(person.id) ?? [];
    const plan = rewardPlan(own, period, currency);
    if (!plan) return undefined;
    const member = String(person.id);
    const components = own.map((one) => {
      const shared = one.rep === null ? { member, team: members.get(one)! } : {};
      return [one.key, { ...goal(one.key, period), ...shared }] as const;
    });
    const days = clipDays([person.employed], period);
    return { plan, input: { period, calendar, days, components: Object.fromEntries(components) } };
  };

  /** The goals that are due by the person who has a part in them. */
  function dueIn(period: PayPeriod): Map<number, PayGoal[]> {
    const due = new Map<number, PayGoal[]>();
    for (const one of goals.filter((each) => isRewarded(each, period))) {
      const sharers = people.filter((person) => isOf(one, person));
      members.set(
        one,
        sharers.map(({ id }) => ({ id: String(id), days: 1 })),
      );
      for (const { id } of sharers) due.set(id, [...(due.get(id) ?? []), one]);
    }
    return due;
  }

  /** Whose goal it is, or who is employed on its last day, and in its team then. */
  function isOf({ rep, team, to }: PayGoal, person: Person): boolean {
    if (rep !== null) return rep === person.id;
    const isEmployed = clipDays([person.employed], { from: to, to }).length > 0;
    if (team === null || !isEmployed) return isEmployed;
    const own = lastTeam(person, { from: to, to });
    return own !== null && tree.above(own).includes(team);
  }
}
