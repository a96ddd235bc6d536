import { type ClosedRange, clipDays, type DayRange } from "./day-ranges.ts";
import { amountText, type Exact, minorPlaces } from "./decimals.ts";
import type { Component, Plan } from "./plan.ts";
import type { PeriodInput, StatementLine } from "./statement.ts";

/** What every component's pay is reckoned with. */
export interface PayContext {
  readonly plan: Plan;
  readonly input: PeriodInput;
  /** The period's days on this version of the plan. */
  readonly days: readonly ClosedRange[];
  /** The days on the plan in any version, of all times. */
  readonly assigned: readonly DayRange[];
  /** Of the currency's minor unit. */
  readonly places: number;
}

export function contextOf(plan: Plan, input: PeriodInput): PayContext {
  return {
    plan,
    input,
    days: clipDays(input.days, input.period),
    assigned: input.assigned ?? input.days,
    places: minorPlaces(plan.currency),
  };
}

/** A line about the period itself, with what most lines don't have left empty. */
export function lineOf(
  { plan, input, places }: PayContext,
  component: Component,
  line: Pick<StatementLine, "type" | "reasons"> & Partial<StatementLine> & { readonly paid: Exact },
): StatementLine {
  const { paid, ...rest } = line;
  return {
    plan: plan.id,
    version: plan.version,
    component: component.id,
    kind: component.kind,
    period: input.period.key,
    basis: null,
    rate: null,
    portions: [],
    earlier: "0",
    amount: amountText(paid, places),
    ...rest,
  };
}

/** Where a component's input stands, for messages. */
export function placeOf(component: Component, field: string): string {
  return `components[${JSON.stringify(component.id)}].${field}`;
}
