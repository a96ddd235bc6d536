import { groupBy } from "../../group-by.ts";
import { type PlanDays, planDaysOf } from "../assignments.ts";
import type { Plan } from "../plan.ts";
import type { PayPeriod } from "../statement.ts";
import { membershipsOf, type PayCompany, type Person, type TeamTree } from "./company.ts";

/** Someone's part of a period on one version of a plan. */
export interface PlanJob extends PlanDays {
  readonly person: Person;
  /** The place of the period in the list of those that are asked for. */
  readonly place: number;
  readonly period: PayPeriod;
  /** Whether no later version of the plan follows within the period: what comes back is settled once. */
  readonly isLast: boolean;
}

/** What everybody is on in each period, in the order in which it is paid. */
export function planJobs(
  people: readonly Person[],
  periods: readonly PayPeriod[],
  { assignments, plans }: PayCompany,
  tree: TeamTree,
): PlanJob[] {
  const byAssignee = groupBy(assignments, ({ rep, team }) => (rep === undefined ? `team ${team}` : `rep ${rep}`));
  return people.flatMap((person) => {
    const rep = String(person.id);
    const memberships = membershipsOf(person, tree);
    const teams = new Set(memberships.flatMap((one) => one.teams));
    const own = [`rep ${rep}`, ...[...teams].map((team) => `team ${team}`)].flatMap((key) => byAssignee.get(key) ?? []);
    if (own.length === 0) return [];
    const question = { rep, employed: [person.employed], memberships, assignments: own, plans: plansOf(own, plans) };
    return periods.flatMap((period, place) => {
      const days = planDaysOf(question, period);
      return days.map((one, index): PlanJob => {
        const isLast = !days.slice(index + 1).some(({ plan }) => plan.id === one.plan.id);
        return { ...one, person, place, period, isLast };
      });
    });
  });
}

function plansOf(assignments: PayCompany["assignments"], plans: readonly Plan[]): Plan[] {
  const keys = new Set(assignments.map(({ plan }) => plan));
  return plans.filter(({ id }) => keys.has(id));
}
