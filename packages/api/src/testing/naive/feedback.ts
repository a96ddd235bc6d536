import type { MetricFilter, Scope, Warehouse } from "@salesglass/core";
import fc from "fast-check";
import type { companyOf } from "./company.ts";
import { meets } from "./filters.ts";

type Base = ReturnType<typeof companyOf>;

/** A company in which customers refer each other, are spoken to, and some have been erased. */
export type FeedbackCompany = Omit<Base, "customer" | "interaction"> & {
  readonly customer: readonly Warehouse["customer"][];
  readonly interaction: readonly Warehouse["interaction"][];
};

/** The company with what is said of its customers made up from a seed. */
export function withFeedback(company: Base, seed: number): FeedbackCompany {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed });
  const upTo = (count: number) => random!.next().value! % count;
  const customer = company.customer.map((one) => ({
    ...one,
    erased: one.id % 9 === 0,
    referred_by_id: upTo(2) === 0 && one.id > 1 ? 1 + upTo(one.id - 1) : null,
    acquired_on: after("2023-01-01", upTo(500)),
  }));
  // Some on the very day of an answer.
  const interaction = Array.from({ length: 60 }, (_, index) => {
    const answer = company.survey_response[upTo(company.survey_response.length)]!;
    const { customer_id, day } =
      index % 3 === 0 ? answer : { customer_id: 1 + upTo(30), day: after("2023-03-01", upTo(400)) };
    return { id: index + 1, customer_id, rep_id: 1, kind: "CALL", day };
  });
  return { ...company, customer, interaction };
}

/** The ids of the customers in the care of the scope's reps who meet a filter. */
export function customersInCare(
  { customer, rep, ...company }: FeedbackCompany,
  scope: Scope,
  where: MetricFilter,
  { anonymous }: { anonymous: boolean },
): Set<number> {
  const teamOf = (id: number | null) => rep.find((one) => one.id === id)?.team_id ?? null;
  const found = customer.filter((one) => {
    if (one.anonymous && !anonymous) return false;
    const team = teamOf(one.owner_id);
    if (scope.kind === "rep" && one.owner_id !== scope.repId) return false;
    if (scope.kind === "teams" && (team === null || !scope.teamIds.includes(team))) return false;
    const attributes = { customer: one.id, rep: one.owner_id, team, region: one.region, customerKind: one.kind };
    return meets(where, attributes, {}, { customer, rep, ...company } as never);
  });
  return new Set(found.map(({ id }) => id));
}

/** Whether a viewer may see a sale. */
export function seesSale(scope: Scope): (sale: Pick<Warehouse["sale"], "rep_id" | "team_id">) => boolean {
  if (scope.kind === "everything") return () => true;
  if (scope.kind === "rep") return ({ rep_id }) => rep_id === scope.repId;
  return ({ team_id }) => team_id !== null && scope.teamIds.includes(team_id);
}

/** The day so many days later. */
export function after(day: string, days: number): string {
  return new Date(Date.parse(day) + 86_400_000 * days).toISOString().slice(0, 10);
}

export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}
