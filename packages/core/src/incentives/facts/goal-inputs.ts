import { addDays, type BucketCalendar, bucketEnd, earlier } from "../../calendar.ts";
import { bucketsOf } from "../../period.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { type ClosedRange, clipDays, countDays, endless } from "../day-ranges.ts";
import { type DecimalText, type Exact, textOf, zero } from "../decimals.ts";
import type { Bonus } from "../plan.ts";
import { targetWithin } from "../prorate.ts";
import type { GoalInput, PayPeriod, TeamMember } from "../statement.ts";
import { lastTeam, type Person, type TeamTree, teamDays } from "./company.ts";
import type { GoalLookup } from "./goal-standings.ts";
import type { PlanJob } from "./plan-jobs.ts";
import { queryBases } from "./query-bases.ts";
import type { Quotas } from "./quotas.ts";
import { type JobKey, jobKey } from "./sales-inputs.ts";
import type { FactWindow } from "./windows.ts";

export interface GoalQuestion {
  readonly calendar: BucketCalendar;
  readonly tree: TeamTree;
  readonly quotas: Quotas;
  readonly goal: GoalLookup;
  /** Everybody's parts of the periods, for those who share with others. */
  readonly everybody: readonly PlanJob[];
}

/** What a bonus or an allowance is judged by: someone's, or a team's, of the time that it is for. */
export interface GoalComponent {
  readonly goal: string | null;
  readonly share: Bonus["share"];
  /** The time, null where nothing of it is due in the period. */
  readonly spanOf: (job: PlanJob) => ClosedRange | null;
}

const wholeFacts = { product: null, category: null, channel: null, region: null, newOrReturning: null };
const revenue = { basis: "REVENUE", where: wholeFacts, when: "ORDERED" } as const;

/** What was achieved of which target, and of a shared bonus who shares. */
export async function goalInputs(
  db: WarehouseDb,
  scope: Scope,
  component: GoalComponent,
  jobs: readonly PlanJob[],
  question: GoalQuestion,
): Promise<Map<JobKey, GoalInput>> {
  const due = jobs.flatMap((job) => {
    const span = component.spanOf(job);
    return span ? [{ job, span }] : [];
  });
  if (due.length === 0) return new Map();
  const figures = await (component.share === "REP" ? ownFigures : teamFigures)(db, scope, component, due, question);
  return new Map(due.map(({ job }) => [jobKey(job.person.id, job.place), figures(job)]));
}

type Due = { readonly job: PlanJob; readonly span: ClosedRange };
type Figures = (job: PlanJob) => GoalInput;

async function ownFigures(
  db: WarehouseDb,
  scope: Scope,
  { goal }: GoalComponent,
  due: readonly Due[],
  { quotas, ...question }: GoalQuestion,
): Promise<Figures> {
  if (goal !== null) return ({ period }) => question.goal(goal, period) ?? {};
  const days = new Map(due.map(({ job, span }) => [job, clipDays(job.assigned, span)]));
  const sold = await revenueOf(
    db,
    scope,
    due.flatMap(({ job }) => windowsOf(job.person.id, job.place, upTo(days.get(job)!, job.period.to))),
  );
  return (job) => ({
    achieved: sold(job.person.id, job.place),
    target: quotas.ofPerson(job.person.id, "REVENUE", days.get(job)!),
  });
}

async function teamFigures(
  db: WarehouseDb,
  scope: Scope,
  { goal, share, spanOf }: GoalComponent,
  due: readonly Due[],
  { quotas, tree, everybody, ...question }: GoalQuestion,
): Promise<Figures> {
  const teams = new Map(due.map(({ job, span }) => [job, lastTeam(job.person, span)]));
  const groups = new Map<string, Group>();
  const plans = new Set(due.map(({ job }) => job.plan.id));
  for (const job of everybody) {
    if (!plans.has(job.plan.id)) continue;
    const span = spanOf(job);
    const team = span && lastTeam(job.person, span);
    if (span && team !== null) addMember(groups, { job, span, team });
  }
  const list = [...groups.values()];
  const [achieved, members] = await Promise.all([
    goal === null
      ? revenueOf(
          db,
          scope,
          list.flatMap(({ team, place, span, until }) =>
            tree.below(team).flatMap((one) => windowsOf(team, place, upTo([span], until), one)),
          ),
        )
      : undefined,
    share === "BY_SALES"
      ? revenueOf(
          db,
          scope,
          list.flatMap(({ members, place, until }) =>
            members.flatMap(({ person, days }) => windowsOf(person.id, place, upTo(days, until))),
          ),
        )
      : undefined,
  ]);
  const inputs = new Map(
    list.map((group) => {
      const { team, place, span } = group;
      const known = goal === null ? undefined : question.goal(goal, group.period);
      const figures = achieved
        ? { achieved: achieved(team, place), target: quotas.ofTeams(tree.below(team), "REVENUE", [span]) }
        : (known ?? {});
      return [
        groupKey(team, place),
        { ...figures, team: group.members.map((member) => memberOf(member, group, members)) },
      ];
    }),
  );
  return (job) => {
    const team = teams.get(job) ?? null;
    const input = team === null ? undefined : inputs.get(groupKey(team, job.place));
    // Who is in no team shares with nobody, and what isn't reached can't be shared.
    return input ? { ...input, member: String(job.person.id) } : { member: String(job.person.id), team: [alone(job)] };
  };

  function memberOf({ person, days }: Member, { place, span }: Group, sold: Sold | undefined): TeamMember {
    return {
      id: String(person.id),
      days: countDays(days),
      ...(sold && { sales: sold(person.id, place) }),
      ...(share === "BY_SALARY" && { salary: salaryWithin(person, days, span, question.calendar) }),
    };
  }

  function alone({ person }: PlanJob): TeamMember {
    return { id: String(person.id), days: 1, sales: "0", salary: "0" };
  }
}

interface Member {
  readonly person: Person;
  readonly days: readonly ClosedRange[];
}

interface Group {
  readonly team: number;
  readonly place: number;
  readonly period: PayPeriod;
  readonly span: ClosedRange;
  /** The last day that is known at the end of the period. */
  readonly until: string;
  readonly members: Member[];
}

function groupKey(team: number, place: number): string {
  return `${team}/${place}`;
}

/** Adds a member to those who share: with the days on the plan and in the team, which is the one at the end. */
function addMember(groups: Map<string, Group>, { job, span, team }: Due & { readonly team: number }): void {
  const { person, place, period } = job;
  const key = groupKey(team, place);
  const group = groups.get(key) ?? { team, place, period, span, until: period.to, members: [] };
  groups.set(key, group);
  if (group.members.some((member) => member.person === person)) return;
  const inTeam = teamDays(person).filter((one) => one.team === team);
  const days = clipDays(job.assigned, span).flatMap((range) =>
    clipDays(inTeam, range).flatMap((stay) => clipDays([person.employed], stay)),
  );
  if (days.length > 0) group.members.push({ person, days });
}

/** Days up to one, as far as there are any. */
function upTo(days: readonly ClosedRange[], to: string): ClosedRange[] {
  return days.filter(({ from }) => from <= to).map((range) => ({ from: range.from, to: earlier(range.to, to) }));
}

function windowsOf(person: number, span: number, days: readonly ClosedRange[], team?: number): FactWindow[] {
  return days.flatMap(({ from, to }): FactWindow[] => {
    const facts = { person, span, team, from, to };
    return [facts, { ...facts, kind: "RETURN" }];
  });
}

type Sold = (person: number, span: number) => DecimalText;

/** Revenue by person and span, less what came back on the same days. */
async function revenueOf(db: WarehouseDb, scope: Scope, windows: readonly FactWindow[]): Promise<Sold> {
  const sums = new Map<JobKey, Exact>();
  for (const { person, span, amount } of await queryBases(db, scope, revenue, windows)) {
    const key = jobKey(person, span);
    sums.set(key, (sums.get(key) ?? zero).plus(amount));
  }
  return (person, span) => textOf(sums.get(jobKey(person, span)) ?? zero);
}

/** What someone earns as salary on some days: of each month the part of its days. */
function salaryWithin(
  { salaries }: Person,
  days: readonly ClosedRange[],
  span: ClosedRange,
  calendar: BucketCalendar,
): DecimalText {
  const months = bucketsOf(span, "month", calendar).map(({ start }) => ({
    from: start,
    to: bucketEnd(start, "month", calendar),
  }));
  const parts = salaries.map(({ from, amount }, index) => {
    const next = salaries[index + 1]?.from;
    const to = next === undefined ? endless : addDays(next, -1);
    const held = days.flatMap((range) => clipDays([{ from, to }], range));
    return (
      targetWithin(
        months.map((month) => ({ ...month, target: amount })),
        held,
      ) ?? "0"
    );
  });
  return textOf(parts.reduce((all, part) => all.plus(part), zero));
}
