import { badInput } from "../errors.ts";
import { suggest } from "../suggest.ts";
import { contextOf, type PayContext } from "./context.ts";
import { amountText, figureOf, sumOfAmounts, textOf } from "./decimals.ts";
import { payDraw } from "./pay-draw.ts";
import { payAllowance, payBonus, paySpiff } from "./pay-goals.ts";
import { paySales } from "./pay-sales.ts";
import type { Component, Plan } from "./plan.ts";
import type {
  CountInput,
  GoalInput,
  IncentiveState,
  PeriodInput,
  PeriodResult,
  SalesInput,
  SalesState,
  StatementLine,
} from "./statement.ts";
import { noState } from "./statement.ts";

/**
 * What one person is paid for one period by one version of a plan, line by line, and what their next period has to know.
 * It depends on its arguments alone. For two plans or versions within a period it is called for each, in the order of
 * their days, the state going from one to the other.
 *
 * @param state what the person's period before left; `noState` for the first
 * @throws badInput naming the component and field of what can't be read
 * @example
 * // 5 % to 10,000 and 8 % above, sales of 12,000
 * payPeriod(plan, input).lines[0]
 * // { component: "sales", type: "EARNED", basis: "12000", amount: "660.00",
 * //   portions: [{ from: "0", to: "10000", rate: "0.05", basis: "10000", amount: "500.00" },
 * //              { from: "10000", to: null, rate: "0.08", basis: "2000", amount: "160.00" }], … }
 */
export function payPeriod(plan: Plan, input: PeriodInput, state: IncentiveState = noState): PeriodResult {
  checkComponents(plan, input);
  const context = contextOf(plan, input);
  const components: Record<string, SalesState> = { ...state.components };
  const lines: StatementLine[] = [];
  for (const component of plan.components) {
    const key = `${plan.id}/${component.id}`;
    const paid = payComponent(component, state.components[key], context);
    lines.push(...paid.lines);
    if (paid.state) components[key] = paid.state;
  }
  let balance = figureOf(state.drawBalance);
  for (const component of plan.components) {
    if (component.kind !== "DRAW") continue;
    const drawn = payDraw(component, lines, balance, context);
    lines.push(...drawn.lines);
    balance = drawn.balance;
  }
  return {
    lines,
    total: amountText(
      sumOfAmounts(
        lines.map(({ amount }) => amount),
        context.places,
      ),
      context.places,
    ),
    state: { components, drawBalance: textOf(balance) },
  };
}

/**
 * Several periods, one after the other.
 *
 * @param periods in the order of their days
 */
export function payPeriods(
  periods: readonly { readonly plan: Plan; readonly input: PeriodInput }[],
  state: IncentiveState = noState,
): PeriodResult[] {
  let before = state;
  return periods.map(({ plan, input }) => {
    const result = payPeriod(plan, input, before);
    before = result.state;
    return result;
  });
}

function payComponent(
  component: Component,
  state: SalesState | undefined,
  context: PayContext,
): { lines: StatementLine[]; state?: SalesState | undefined } {
  const input = context.input.components[component.id];
  switch (component.kind) {
    case "COMMISSION":
    case "OVERRIDE":
      return paySales(component, input as SalesInput | undefined, state, context);
    case "BONUS":
      return { lines: payBonus(component, input as GoalInput | undefined, context) };
    case "ALLOWANCE":
      return { lines: payAllowance(component, input as GoalInput | undefined, context) };
    case "SPIFF":
      return { lines: paySpiff(component, input as CountInput | undefined, context) };
    case "DRAW":
      // It follows from what all others pay.
      return { lines: [] };
  }
}

function checkComponents({ id, components }: Plan, input: PeriodInput): void {
  const ids = components.map((component) => component.id);
  for (const name of Object.keys(input.components)) {
    if (ids.includes(name)) continue;
    const near = suggest(name, ids);
    throw badInput(
      `components: plan ${JSON.stringify(id)} has no component ${JSON.stringify(name)}, ${near ? `did you mean ${near}?` : `expected one of ${ids.join(", ")}`}`,
    );
  }
}
