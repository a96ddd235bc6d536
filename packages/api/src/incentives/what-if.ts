import {
  badInput,
  comparePay,
  type DealPay,
  type DecimalText,
  dealFor,
  everything,
  type HypotheticalDeal,
  type IncentiveState,
  type NextTier,
  nextTier,
  type PayCompany,
  type PayComparison,
  type Period,
  type PeriodInput,
  type PersonPay,
  type Plan,
  parsePlan,
  payOfDeal,
  payPeriods,
  queryMetrics,
  queryPayInputs,
  type Scope,
  settle,
} from "@salesglass/core";
import type { Due, PayRecord } from "./due-statements.ts";
import { readPayCompany } from "./pay-company.ts";
import { payPeriodsBetween } from "./pay-periods.ts";

/** The plan that someone is on at the end of a period, as it stands before it is paid. */
export interface Standing {
  readonly plan: Plan;
  readonly input: PeriodInput;
  readonly state: IncentiveState;
}

/** Where someone stands in an open period; undefined where they are on no plan. */
export function standingOf({ plans, before }: Pick<Due, "plans" | "before">): Standing | undefined {
  const own = plans.filter(({ plan, input }) => plan.id !== "goals" && input.days.length > 0);
  const last = own.at(-1);
  if (!last) return undefined;
  const earlier = payPeriods(plans.slice(0, plans.indexOf(last)), before);
  return { ...last, state: earlier.at(-1)?.state ?? before };
}

/** What one more deal would pay someone in an open period, by the plan that they are on at its end. */
export function payoutOfDeal(standing: Standing, deal: HypotheticalDeal, day: string): DealPay {
  const { plan, input, state } = standing;
  return payOfDeal(plan, input, dealFor(plan, deal, day), state);
}

/** How far it is to the next tier of each component that has any. */
export function nextTiersOf({ plan, input, state }: Standing): { component: string; next: NextTier }[] {
  return plan.components.flatMap(({ id, kind }) => {
    if (kind !== "COMMISSION" && kind !== "OVERRIDE" && kind !== "BONUS") return [];
    const next = nextTier(plan, id, input, state);
    return next ? [{ component: id, next }] : [];
  });
}

export interface PlanTrial {
  /** A plan as data: a draft, or one that is in force with another rate. */
  readonly plan: unknown;
  /** The key of the plan in whose place it is tried. */
  readonly replaces: string;
  readonly period: Period;
}

/**
 * What people would have been paid for whole months by another plan, beside what the plans in force pay: by today's
 * facts, as if nothing had been accumulated before.
 *
 * @throws badInput for a plan that can't be read, is in another currency, or takes the place of one that isn't there, and
 *   for a period that is no whole months
 */
export async function comparePlan(
  record: PayRecord,
  scope: Scope,
  people: readonly number[],
  trial: PlanTrial,
): Promise<PayComparison> {
  const { store, wholeWarehouse, calendar, catalog } = record;
  const { period, replaces } = trial;
  const company = await readPayCompany(store);
  const periods = payPeriodsBetween(period.from, period.to, calendar);
  if (periods[0]!.from !== period.from || periods.at(-1)!.to !== period.to) {
    throw badInput(`period: ${JSON.stringify(period.text)} is no whole months, expected one such as 2024 or 2024-Q1`);
  }
  const draft = parsePlan(trial.plan);
  if (draft.currency !== company.currency) {
    throw badInput(
      `plan.currency: ${draft.currency} is another currency than that of the sales, expected ${company.currency}`,
    );
  }
  const keys = [...new Set(company.plans.map(({ id }) => id))];
  if (!keys.includes(replaces)) {
    throw badInput(
      `replaces: there is no plan ${JSON.stringify(replaces)} in force, expected one of ${keys.join(", ") || "those that you save as ACTIVE"}`,
    );
  }
  const inPlace: Plan = { ...draft, id: replaces, from: period.from, to: null };
  const tried: PayCompany = { ...company, plans: [...company.plans.filter(({ id }) => id !== replaces), inPlace] };
  const question = { periods, people, calendar, catalog };
  const payBy = async (one: PayCompany): Promise<PersonPay[]> => {
    const inputs = await queryPayInputs(wholeWarehouse.db, everything, one, question);
    const byPerson = new Map<number, (typeof inputs)[number][]>();
    for (const input of inputs) byPerson.set(input.person.id, [...(byPerson.get(input.person.id) ?? []), input]);
    return [...byPerson].flatMap(([person, own]) =>
      settle(own, [], periods, one.currency).map(({ total }) => ({ person: String(person), amount: total })),
    );
  };
  const [before, after, revenue] = await Promise.all([payBy(company), payBy(tried), revenueIn(record, scope, period)]);
  return comparePay(before, after, { before: revenue, after: revenue }, company.currency);
}

async function revenueIn(
  { wholeWarehouse, calendar, catalog }: PayRecord,
  scope: Scope,
  period: Period,
): Promise<DecimalText> {
  const rows = await queryMetrics(wholeWarehouse.db, scope, {
    period,
    calendar,
    catalog,
    dimensions: [],
    metrics: [{ key: "revenue", metric: "revenue" }],
  });
  return String(rows[0]?.values.revenue ?? 0);
}
