/** What the bar of a budget shows, in hundredths of the longest one's width. */
export interface BudgetBar {
  /** How far the budget reaches. */
  readonly planned: number;
  /** How far spending reaches within the budget. */
  readonly within: number;
  /** How far it reaches in all; as far as `within` unless the budget is passed. */
  readonly spent: number;
  /** Where spending should stand by now; nowhere where there is no budget, or all of it is due. */
  readonly due: number | undefined;
}

export interface BudgetAmounts {
  readonly planned: number;
  readonly plannedToDate: number;
  readonly spent: number;
}

/**
 * The bars of budgets on one scale, which begins at zero and ends at the largest amount: lengths can be compared.
 *
 * @example budgetBars([{ planned: 200, plannedToDate: 100, spent: 50 }, { planned: 40, plannedToDate: 40, spent: 100 }])
 *   // [{ planned: 100, within: 25, spent: 25, due: 50 }, { planned: 20, within: 20, spent: 50, due: undefined }]
 */
export function budgetBars(rows: readonly BudgetAmounts[]): BudgetBar[] {
  const end = Math.max(0, ...rows.flatMap(({ planned, spent }) => [planned, spent]));
  const place = (amount: number) => (end === 0 ? 0 : (100 * Math.max(amount, 0)) / end);
  return rows.map(({ planned, plannedToDate, spent }) => ({
    planned: place(planned),
    within: place(Math.min(spent, planned)),
    spent: place(spent),
    due: planned > 0 && plannedToDate < planned ? place(plannedToDate) : undefined,
  }));
}
