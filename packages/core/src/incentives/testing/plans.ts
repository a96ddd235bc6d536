import { addMonths } from "../../calendar.ts";
import { parsePlan } from "../parse-plan.ts";
import { payPeriods } from "../pay-period.ts";
import type { Plan } from "../plan.ts";
import type { ComponentInput, PeriodInput, PeriodResult } from "../statement.ts";

export const calendar = { fiscalYearStart: 1, weekStart: 1 };
export const label = { en: "Label", "zh-CN": "名称" };

/** A commission on revenue as somebody writes it; `fields` are added or go before. */
export function commission(fields: object): Record<string, unknown> {
  return { id: "sales", kind: "COMMISSION", label, basis: "REVENUE", ...fields };
}

/** A table by amount as `[[from, rate], …]`. */
export function table(method: "FLAT" | "STEP", tiers: readonly (readonly [number, number])[], by = "AMOUNT") {
  return { by, method, tiers: tiers.map(([from, rate]) => ({ from, rate })) };
}

export function planWith(...components: object[]): Plan {
  return parsePlan({ id: "plan", label, currency: "USD", from: "2024-01-01", components });
}

/** The first month is January 2024. */
export function month(number: number): PeriodInput["period"] {
  const from = addMonths("2024-01-01", number - 1);
  const to = addMonths("2024-01-31", number - 1);
  return { key: from.slice(0, 7), from, to };
}

/** Somebody who is on the plan for the whole month. */
export function inputOf(number: number, components: Record<string, ComponentInput>): PeriodInput {
  const period = month(number);
  return { period, calendar, days: [period], assigned: [{ from: "2024-01-01", to: null }], components };
}

/** Months from January 2024 on, one after the other. */
export function payMonths(plan: Plan, months: readonly Record<string, ComponentInput>[]): PeriodResult[] {
  return payPeriods(months.map((components, index) => ({ plan, input: inputOf(index + 1, components) })));
}

/** Months of sales on the component `sales`. */
export function paySalesOf(plan: Plan, bases: readonly (number | string)[], more: object = {}): PeriodResult[] {
  return payMonths(
    plan,
    bases.map((basis) => ({ sales: { basis: String(basis), ...more } })),
  );
}

export const totals = (results: readonly PeriodResult[]) => results.map(({ total }) => Number(total));
export const sum = (amounts: readonly (number | string)[]) =>
  amounts.reduce<number>((total, amount) => Math.round(100 * (total + Number(amount))) / 100, 0);

/** Types and amounts of lines, for short expectations. */
export const short = ({ lines }: PeriodResult) => lines.map(({ type, amount }) => `${type} ${amount}`);
