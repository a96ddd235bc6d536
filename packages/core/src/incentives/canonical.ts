import { clipDays } from "./day-ranges.ts";
import { readDecimal, textOf } from "./decimals.ts";
import type { Plan } from "./plan.ts";
import type { ComponentInput, IncentiveState, PeriodInput } from "./statement.ts";

/**
 * All that a period's pay was reckoned from, as one text: the same for the same plan version, figures and state,
 * whatever the order of their fields and lists and however decimals were written. Its hash, kept with a closed
 * statement, tells whether facts have changed since.
 *
 * @example canonicalInput(plan, input, state) // {"input":{"calendar":{…},"components":{…},…},"plan":{…},"state":{…}}
 */
export function canonicalInput(plan: Plan, input: PeriodInput, state: IncentiveState): string {
  const { period } = input;
  const days = clipDays(input.days, period);
  const components = Object.entries(input.components).map(([id, given]) => [id, inOrder(given)]);
  const facts = { ...input, days, components: Object.fromEntries(components) };
  return `{"input":${canonicalJson(facts)},"plan":${textOfPlan(plan)},"state":${canonicalJson(state)}}`;
}

const planTexts = new WeakMap<Plan, string>();

/** A plan is the same object for all who are on it. */
function textOfPlan(plan: Plan): string {
  const text = planTexts.get(plan) ?? canonicalJson(plan);
  planTexts.set(plan, text);
  return text;
}

/** JSON with fields in order, without spaces, and without fields that have no value. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(",")}}`;
}

/** Lists whose order means nothing in an order of their own, decimals in one form. */
function inOrder(input: ComponentInput): unknown {
  const plain = (fields: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, sameDecimal(name, value)]));
  const lists = input as { readonly returns?: readonly object[]; readonly team?: readonly object[] };
  const sorted = (list: readonly object[] | undefined) => list?.map(plain).map(canonicalJson).sort();
  return { ...plain(input), returns: sorted(lists.returns), team: lists.team && textOfTeam(lists.team, sorted) };
}

const teamTexts = new WeakMap<readonly object[], string>();

/** So is the team that shares a bonus. */
function textOfTeam(team: readonly object[], sorted: (list: readonly object[]) => string[] | undefined): string {
  const text = teamTexts.get(team) ?? sorted(team)!.join();
  teamTexts.set(team, text);
  return text;
}

const keys = ["id", "member", "period", "team", "returns"];

function sameDecimal(name: string, value: unknown): unknown {
  const read = keys.includes(name) ? undefined : readDecimal(value);
  return read ? textOf(read) : value;
}
