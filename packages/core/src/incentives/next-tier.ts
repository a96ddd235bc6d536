import { badInput } from "../errors.ts";
import { amountText, type DecimalText, decimalAt, Exact, minorPlaces, rateText, textOf, zero } from "./decimals.ts";
import { payPeriod } from "./pay-period.ts";
import type { Bonus, Commission, Override, Plan } from "./plan.ts";
import { type Rating, rateSales, ratingOf, tierAt } from "./rate-sales.ts";
import type { GoalInput, IncentiveState, PeriodInput, SalesInput } from "./statement.ts";
import { noState } from "./statement.ts";
import { payOfDeal } from "./what-if.ts";

/** What comes next as sales rise. */
export interface NextTier {
  /** A tier of the table, the threshold under which nothing is paid, or where acceleration begins. */
  readonly kind: "TIER" | "THRESHOLD" | "ACCELERATOR";
  /** Where it begins, in the basis (or the goal's figure). */
  readonly at: DecimalText;
  /** What there is so far of the accumulation, and what is missing. */
  readonly reached: DecimalText;
  readonly missing: DecimalText;
  /** Money for one more of the basis, now and from there on; null where the tiers are amounts of a bonus. */
  readonly rate: DecimalText | null;
  readonly nextRate: DecimalText | null;
  /** What exactly the missing would pay; null where sales have to be known for that, and the tiers are those of a goal. */
  readonly pays: DecimalText | null;
}

/**
 * How far it is to the next tier of a commission, an override or a bonus, and what changes there.
 *
 * @returns null on the highest one, and without the quota that tiers are parts of
 * @throws badInput for a component that has no tiers
 * @example
 * // 5 % to 10,000 and 8 % above, 9,000 sold so far
 * nextTier(plan, "sales", input)
 * // { kind: "TIER", at: "10000", reached: "9000", missing: "1000", rate: "0.05", nextRate: "0.08", pays: "50.00" }
 */
export function nextTier(
  plan: Plan,
  componentId: string,
  input: PeriodInput,
  state: IncentiveState = noState,
): NextTier | null {
  const component = plan.components.find(({ id }) => id === componentId);
  switch (component?.kind) {
    case "COMMISSION":
    case "OVERRIDE":
      return nextOfSales(plan, component, input, state);
    case "BONUS":
      return nextOfBonus(plan, component, input.components[componentId] as GoalInput | undefined);
    default:
      throw badInput(`plan ${JSON.stringify(plan.id)} has no component with tiers ${JSON.stringify(componentId)}`);
  }
}

function nextOfSales(
  plan: Plan,
  component: Commission | Override,
  input: PeriodInput,
  state: IncentiveState,
): NextTier | null {
  const given = input.components[component.id] as SalesInput | undefined;
  const quota = positive(given?.quota, "quota");
  const after = payPeriod(plan, input, state).state.components[`${plan.id}/${component.id}`];
  const basis = new Exact(after?.basis ?? 0);
  const byGoal = component.goal !== null;
  const figure = byGoal ? decimalAt(given?.achieved ?? "0", "achieved") : basis;
  const rating = ratingOf(component.rates, quota, component.accelerator);
  const next = pointsOf(component, rating, quota, after?.reached ?? false)
    .filter(({ at }) => at.gt(figure))
    .sort((a, b) => a.at.cmp(b.at))[0];
  if (!next || !rating) return null;
  const missing = next.at.minus(figure);
  const isPaid = !component.threshold || after?.reached === true;
  return {
    ...shownPoint(next, figure),
    rate: isPaid ? rateFrom(rating, figure) : "0",
    nextRate: isPaid || next.kind === "THRESHOLD" ? rateFrom(rating, next.at) : "0",
    pays: byGoal ? null : payOfDeal(plan, input, { [component.id]: textOf(missing) }, state).pays,
  };
}

interface Point {
  readonly kind: NextTier["kind"];
  readonly at: Exact;
}

function pointsOf(
  { threshold }: Commission | Override,
  rating: Rating | null,
  quota: Exact | null,
  isReached: boolean,
): Point[] {
  const points: Point[] = (rating?.tiers ?? []).map(({ from }) => ({ kind: "TIER", at: from }));
  if (rating?.accelerator) points.push({ kind: "ACCELERATOR", at: rating.accelerator.above });
  if (!threshold || isReached) return points;
  // Before the threshold nothing else changes anything.
  const at = threshold.by === "AMOUNT" ? new Exact(threshold.at) : quota?.times(threshold.at);
  return at ? [{ kind: "THRESHOLD", at }] : [];
}

function nextOfBonus(plan: Plan, { table }: Bonus, input: GoalInput | undefined): NextTier | null {
  const target = positive(input?.target, "target");
  if (!target) return null;
  const achieved = decimalAt(input?.achieved ?? "0", "achieved");
  const points = table.tiers.map(({ from, amount }) => ({ kind: "TIER" as const, at: target.times(from), amount }));
  const next = points.find(({ at }) => at.gt(achieved));
  if (!next) return null;
  const places = minorPlaces(plan.currency);
  const now = points.findLast(({ at }) => at.lte(achieved))?.amount ?? "0";
  // An interpolated table pays nothing for reaching a tier, but for filling it.
  const gain = table.method === "FLAT" ? new Exact(next.amount).minus(now) : null;
  return {
    ...shownPoint(next, achieved),
    rate: null,
    nextRate: null,
    pays: gain && amountText(gain, places),
  };
}

function shownPoint({ kind, at }: Point, figure: Exact) {
  return { kind, at: textOf(at), reached: textOf(figure), missing: textOf(at.minus(figure)) };
}

/** What one more of the basis pays from a figure on. */
function rateFrom(rating: Rating, figure: Exact): DecimalText {
  const { tiers } = rating;
  const end = tierAt(tiers, figure).to;
  const step = end?.gt(figure) ? Exact.min(1, end.minus(figure)) : new Exact(1);
  const [first] = rateSales(rating, figure, figure.plus(step), figure);
  return rateText(first?.rate ?? zero);
}

function positive(value: unknown, place: string): Exact | null {
  const read = value == null ? null : decimalAt(value, place);
  return read?.gt(0) ? read : null;
}
