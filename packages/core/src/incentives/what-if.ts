import { badInput } from "../errors.ts";
import { amountText, type DecimalText, decimalAt, Exact, minorPlaces, textOf } from "./decimals.ts";
import { payPeriod } from "./pay-period.ts";
import type { Component, Plan } from "./plan.ts";
import type { ComponentInput, CountInput, GoalInput, IncentiveState, PeriodInput, SalesInput } from "./statement.ts";
import { noState } from "./statement.ts";

/**
 * What one more deal adds, by component id: to the basis of commissions and overrides, the count of spiffs, and what
 * was achieved of the goals of bonuses and allowances.
 */
export type Deal = Readonly<Record<string, DecimalText>>;

/** What a deal would pay. */
export interface DealPay {
  /** All in all, draws and caps included. */
  readonly pays: DecimalText;
  /** By component, in the plan's order; those that it changes nothing of are left out. */
  readonly components: readonly { readonly component: string; readonly pays: DecimalText }[];
  /** The period's total without it and with it. */
  readonly before: DecimalText;
  readonly after: DecimalText;
}

/**
 * What one more deal would pay in a period, on top of what the period has so far.
 *
 * @throws badInput for a component that the plan doesn't have
 * @example
 * // 5 % to 10,000 and 8 % above, 9,000 sold so far
 * payOfDeal(plan, input, { sales: "3000" }).pays // "210.00": 1,000 × 5 % and 2,000 × 8 %
 */
export function payOfDeal(plan: Plan, input: PeriodInput, deal: Deal, state: IncentiveState = noState): DealPay {
  const places = minorPlaces(plan.currency);
  const before = payPeriod(plan, input, state);
  const after = payPeriod(plan, withDeal(plan, input, deal), state);
  const amounts = new Map<string, Exact>();
  const add = (component: string, amount: Exact) =>
    amounts.set(component, (amounts.get(component) ?? new Exact(0)).plus(amount));
  for (const { component, amount } of before.lines) add(component, new Exact(amount).negated());
  for (const { component, amount } of after.lines) add(component, new Exact(amount));
  return {
    pays: amountText(new Exact(after.total).minus(before.total), places),
    components: plan.components.flatMap(({ id }) => {
      const amount = amounts.get(id);
      return !amount || amount.isZero() ? [] : [{ component: id, pays: amountText(amount, places) }];
    }),
    before: before.total,
    after: after.total,
  };
}

function withDeal(plan: Plan, input: PeriodInput, deal: Deal): PeriodInput {
  const components: Record<string, ComponentInput> = { ...input.components };
  for (const [id, amount] of Object.entries(deal)) {
    const component = plan.components.find((one) => one.id === id);
    if (!component || component.kind === "DRAW") {
      throw badInput(`deal: plan ${JSON.stringify(plan.id)} pays no ${JSON.stringify(id)} on a deal`);
    }
    components[id] = addTo(component, components[id], decimalAt(amount, `deal[${JSON.stringify(id)}]`));
  }
  return { ...input, components };
}

function addTo(component: Component, given: ComponentInput | undefined, amount: Exact): ComponentInput {
  const plus = (value: unknown) => textOf(amount.plus(value == null ? 0 : decimalAt(value, component.id)));
  switch (component.kind) {
    case "SPIFF":
      return { count: plus((given as CountInput | undefined)?.count) };
    case "COMMISSION":
    case "OVERRIDE": {
      const sales = given as SalesInput | undefined;
      return { ...sales, basis: plus(sales?.basis) };
    }
    default: {
      const goal = given as GoalInput | undefined;
      return { ...goal, achieved: plus(goal?.achieved) };
    }
  }
}
