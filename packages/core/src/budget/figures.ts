import type { BudgetFigures, BudgetState } from "./budget.ts";

export type SpentFigures = Pick<BudgetFigures, "planned" | "plannedToDate" | "spent">;
export type EarnedFigures = Pick<BudgetFigures, "revenue" | "grossProfit">;

/** So much more than planned by now is not yet called ahead: bills come in lumps, and a part of a month has no exact budget. */
const leeway = 1.1;

/**
 * What follows from what was planned, spent and earned.
 *
 * @param cutsMonth whether the days begin or end within a month
 * @example figuresOf({ planned: 300, plannedToDate: 100, spent: 150 }, { revenue: 1000, grossProfit: 450 }, false)
 *   // { remaining: 150, variance: 50, used: 0.5, pace: 1.5, state: "AHEAD", costOfSales: 0.15, returnOnSpend: 2, … }
 */
export function figuresOf(spending: SpentFigures, earned: EarnedFigures, cutsMonth: boolean): BudgetFigures {
  const { planned, plannedToDate, spent } = spending;
  const { revenue, grossProfit } = earned;
  return {
    ...spending,
    ...earned,
    remaining: difference(planned, spent),
    variance: difference(spent, plannedToDate),
    used: ratio(spent, planned),
    pace: ratio(spent, plannedToDate),
    state: stateOf(spending, cutsMonth),
    costOfSales: revenue === null ? null : ratio(spent, revenue),
    returnOnSpend: grossProfit === null ? null : ratio(grossProfit - spent, spent),
  };
}

function stateOf({ planned, plannedToDate, spent }: SpentFigures, cutsMonth: boolean): BudgetState {
  if (planned === 0) return spent > 0 ? "UNPLANNED" : "WITHIN";
  if (spent > planned * (cutsMonth ? leeway : 1)) return "OVER";
  return spent > leeway * plannedToDate ? "AHEAD" : "WITHIN";
}

function ratio(value: number, by: number): number | null {
  return by === 0 ? null : value / by;
}

/** Amounts have four places; what doubles add behind them is none of it. */
function difference(a: number, b: number): number {
  return Math.round((a - b) * 10_000) / 10_000;
}
