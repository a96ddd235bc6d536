import type { Calendar } from "../../calendar.ts";
import type { Catalog } from "../../metrics/catalog.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { type ClosedRange, clipDays } from "../day-ranges.ts";
import type { Component, Plan } from "../plan.ts";
import { bonusSpan, spanOf } from "../spans.ts";
import type { ComponentInput, PayPeriod, PeriodInput } from "../statement.ts";
import { bucketCalendarOf } from "./bucket-calendar.ts";
import { type PayCompany, type Person, teamTree } from "./company.ts";
import { type GoalQuestion, goalInputs } from "./goal-inputs.ts";
import { queryPayGoals } from "./goal-rows.ts";
import { keyedGoals } from "./goal-standings.ts";
import { type PlanJob, planJobs } from "./plan-jobs.ts";
import { quotasOf } from "./quotas.ts";
import { rewardsOf } from "./reward-plan.ts";
import { countInputs, type JobKey, jobKey, salesInputs } from "./sales-inputs.ts";
import { hullOf } from "./windows.ts";

/** All that someone's pay for a period is reckoned from: for each plan and version that they are on, in order. */
export interface PersonPeriod {
  readonly person: Person;
  readonly period: PayPeriod;
  readonly plans: readonly { readonly plan: Plan; readonly input: PeriodInput }[];
}

export interface PayInputsQuestion {
  /** Calendar months, in order. */
  readonly periods: readonly PayPeriod[];
  /** Whose; everybody's unless given. */
  readonly people?: readonly number[] | undefined;
  readonly calendar: Calendar;
  readonly catalog?: Catalog | undefined;
}

/**
 * What people's pay is reckoned from, aggregated by the engine: one statement for each component of each plan version,
 * whoever is on it. Persons and periods for which nothing is to be paid are left out.
 *
 * @param scope whose facts count: what someone is paid may follow from a whole team's, so this is `everything` but for
 *   questions of what if
 * @throws badInput for a plan in another currency than the sales
 */
export async function queryPayInputs(
  db: WarehouseDb,
  scope: Scope,
  company: PayCompany,
  question: PayInputsQuestion,
): Promise<PersonPeriod[]> {
  const { periods, people: asked, calendar } = question;
  if (periods.length === 0) return [];
  const people = asked ? company.people.filter(({ id }) => asked.includes(id)) : company.people;
  const tree = teamTree(company.teams);
  const jobs = planJobs(people, periods, company, tree);
  const everybody = !asked || !isShared(company.plans) ? jobs : planJobs(company.people, periods, company, tree);
  const goals = await queryPayGoals(db, scope, hullOfSpans(jobs, periods, calendar));
  const goal = await keyedGoals(db, scope, goals, company.plans, question);
  const context = { calendar, tree, quotas: quotasOf(goals), goal, everybody };
  const inputs = await componentInputs(db, scope, jobs, context);
  const rewards = rewardsOf(company, goals, goal, tree, bucketCalendarOf(calendar));
  const byPerson = new Map<JobKey, PlanJob[]>();
  for (const job of jobs) {
    const key = jobKey(job.person.id, job.place);
    byPerson.set(key, [...(byPerson.get(key) ?? []), job]);
  }
  return people.flatMap((person) =>
    periods.flatMap((period, place) => {
      const own = byPerson.get(jobKey(person.id, place)) ?? [];
      const plans = own.map((job) => ({ plan: job.plan, input: inputOf(job, inputs, calendar) }));
      const reward = rewards(person, period);
      return plans.length > 0 || reward ? [{ person, period, plans: reward ? [...plans, reward] : plans }] : [];
    }),
  );
}

type Inputs = ReadonlyMap<Component, ReadonlyMap<JobKey, ComponentInput>>;

function inputOf(
  { plan, person, place, period, days, assigned }: PlanJob,
  inputs: Inputs,
  calendar: Calendar,
): PeriodInput {
  const key = jobKey(person.id, place);
  const components = plan.components.flatMap((component) => {
    const input = inputs.get(component)?.get(key);
    return input ? [[component.id, input] as const] : [];
  });
  return {
    period,
    calendar: bucketCalendarOf(calendar),
    days,
    assigned,
    components: Object.fromEntries(components),
  };
}

/** The inputs of each component of each plan version, for everybody who is on it. */
async function componentInputs(
  db: WarehouseDb,
  scope: Scope,
  jobs: readonly PlanJob[],
  context: GoalQuestion,
): Promise<Inputs> {
  const byPlan = new Map<Plan, PlanJob[]>();
  for (const job of jobs) byPlan.set(job.plan, [...(byPlan.get(job.plan) ?? []), job]);
  const entries = [...byPlan].flatMap(([plan, own]) =>
    plan.components.map(async (component) => [component, await inputsOf(db, scope, component, own, context)] as const),
  );
  return new Map(await Promise.all(entries));
}

async function inputsOf(
  db: WarehouseDb,
  scope: Scope,
  component: Component,
  jobs: readonly PlanJob[],
  context: GoalQuestion,
): Promise<Map<JobKey, ComponentInput>> {
  const { calendar, quotas, tree } = context;
  switch (component.kind) {
    case "COMMISSION":
    case "OVERRIDE": {
      const sales = await salesInputs(db, scope, component, jobs, tree);
      const isJudged =
        component.rates.by === "ATTAINMENT" ||
        component.threshold?.by === "ATTAINMENT" ||
        component.accelerator !== null;
      if (!isJudged) return sales as Map<JobKey, ComponentInput>;
      return new Map(
        jobs.map((job): [JobKey, ComponentInput] => {
          const key = jobKey(job.person.id, job.place);
          return [key, { basis: "0", ...sales.get(key), ...quotaOf(job) }];
        }),
      );
    }
    case "SPIFF":
      return countInputs(db, scope, component, jobs);
    case "BONUS": {
      const spanOfBonus = ({ plan, period }: PlanJob) => {
        const span = bonusSpan(component.every, plan, { period, calendar });
        return span.to <= period.to ? span : null;
      };
      return goalInputs(db, scope, { ...component, spanOf: spanOfBonus }, jobs, context);
    }
    case "ALLOWANCE": {
      if (component.minimumAttainment === null) return new Map();
      return goalInputs(
        db,
        scope,
        { goal: component.goal, share: "REP", spanOf: ({ period }) => period },
        jobs,
        context,
      );
    }
    case "DRAW":
      return new Map();
  }

  function quotaOf({ plan, period, person, assigned }: PlanJob) {
    const { goal, basis, accumulate, kind } = component as Extract<Component, { basis: unknown }>;
    if (goal !== null) {
      const known = context.goal(goal, period);
      return { quota: known?.target ?? null, achieved: known?.achieved ?? null };
    }
    const days = clipDays(assigned, spanOf(accumulate, plan, { period, calendar }));
    if (kind === "COMMISSION") return { quota: quotas.ofPerson(person.id, basis, days) };
    const managed = person.memberships.filter(({ role, from }) => role === "MANAGER" && from <= period.to);
    const teams = managed.flatMap(({ team }) =>
      component.kind === "OVERRIDE" && component.subTeams ? tree.below(team) : [team],
    );
    return { quota: quotas.ofTeams([...new Set(teams)], basis, days) };
  }
}

/** Whether any plan pays by what others do: then it matters who is on it besides those who are asked for. */
function isShared(plans: readonly Plan[]): boolean {
  return plans.some(({ components }) => components.some((one) => one.kind === "BONUS" && one.share !== "REP"));
}

/** The days whose goals may matter: the years that the periods lie in, as plans part them. */
function hullOfSpans(jobs: readonly PlanJob[], periods: readonly PayPeriod[], calendar: Calendar): ClosedRange {
  const plans = [...new Set(jobs.map((job) => job.plan))];
  const years = plans.flatMap((plan) => periods.map((period) => spanOf("YEAR", plan, { period, calendar })));
  return hullOf([...periods, ...years]);
}
