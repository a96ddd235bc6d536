import { addDays, earlier } from "../calendar.ts";
import { type ClosedRange, clipDays, type DayRange, endless } from "./day-ranges.ts";
import type { Plan } from "./plan.ts";

/** A plan for a rep, or for all of a team and of the teams under it. */
export interface Assignment extends DayRange {
  readonly plan: string;
  readonly rep?: string | undefined;
  readonly team?: string | undefined;
}

/** The team that a rep was in. */
export interface Membership extends DayRange {
  /** It and the teams above it, the nearest first. */
  readonly teams: readonly string[];
}

/** When a rep is on which version of a plan. */
export interface PlanDays {
  readonly plan: Plan;
  /** On this version, within the period; none where only earlier sales and times are still to be settled. */
  readonly days: readonly ClosedRange[];
  /** On the plan in any version, of all times. */
  readonly assigned: readonly ClosedRange[];
}

export interface PlanQuestion {
  readonly rep: string;
  /** The days of employment. */
  readonly employed: readonly DayRange[];
  readonly memberships: readonly Membership[];
  /** Those of the rep and of all teams that they were in; others don't matter. */
  readonly assignments: readonly Assignment[];
  /** All versions of the plans that are assigned. */
  readonly plans: readonly Plan[];
}

/**
 * The plans that a rep is on in a period, by their days: joiners, leavers, changes of team, of plan and of version all
 * part it. The rep's own assignment goes before the team's, a team's before that of the team above it. Plans that the
 * rep was on before come too, without days: their bonuses may be due, and their sales may come back.
 *
 * @returns in the order of their days, which is the order in which they are paid
 * @example
 * // from the team's plan to a plan of one's own on the 16th
 * planDaysOf(question, march) // [{ plan: team, days: [1st–15th], … }, { plan: own, days: [16th–31st], … }]
 */
export function planDaysOf(question: PlanQuestion, period: ClosedRange): PlanDays[] {
  const pieces = piecesOf(question);
  const found = new Map<Plan, ClosedRange[]>();
  for (const { plan, ...days } of pieces) {
    const ranges = found.get(plan) ?? [];
    ranges.push(days);
    found.set(plan, ranges);
  }
  const assigned = (id: string) =>
    clipDays(
      pieces.filter(({ plan }) => plan.id === id),
      always,
    );
  const inForce = [...found].map(([plan, ranges]) => ({
    plan,
    days: clipDays(ranges, period),
    assigned: assigned(plan.id),
  }));
  return inForce
    .filter(({ plan, days }) => days.length > 0 || isLastBefore(plan, found, period))
    .sort((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1));
}

const always: ClosedRange = { from: "0000-01-01", to: endless };

/** A plan without days in the period goes by the version that it was last in. */
function isLastBefore(plan: Plan, found: ReadonlyMap<Plan, readonly ClosedRange[]>, period: ClosedRange): boolean {
  const last = (one: Plan) => clipDays(found.get(one)!, { from: always.from, to: period.to }).at(-1)?.to ?? "";
  const versions = [...found.keys()].filter(({ id }) => id === plan.id);
  if (versions.some((version) => last(version) >= period.from)) return false;
  return last(plan) !== "" && versions.every((version) => last(version) <= last(plan));
}

function firstDay({ days }: PlanDays): string {
  return days[0]?.from ?? "";
}

/** Stretches of days on one version of a plan, in order. */
function piecesOf({ rep, employed, memberships, assignments, plans }: PlanQuestion): (ClosedRange & { plan: Plan })[] {
  const all: readonly DayRange[] = [...employed, ...memberships, ...assignments, ...plans];
  const starts = new Set(
    all.flatMap(({ from, to }) => (to === null || to >= endless ? [from] : [from, addDays(to, 1)])),
  );
  const days = [...starts].sort();
  const holds = ({ from, to }: DayRange, day: string) => from <= day && day <= (to ?? endless);
  return days.flatMap((from, index) => {
    if (!employed.some((range) => holds(range, from))) return [];
    const teams = memberships.find((range) => holds(range, from))?.teams ?? [];
    const open = assignments.filter((range) => holds(range, from));
    const own = open.find((one) => one.rep === rep);
    const nearest = teams.flatMap((team) => open.filter((one) => one.team === team))[0];
    const id = (own ?? nearest)?.plan;
    const plan = plans.find((version) => version.id === id && holds(version, from));
    const next = days[index + 1];
    return plan ? [{ plan, from, to: next ? earlier(addDays(next, -1), endless) : endless }] : [];
  });
}
