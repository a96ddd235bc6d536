export { AlertList } from "../elements/alert-list/alert-list.ts";
export { BudgetBars } from "../elements/budget-bars/budget-bars.ts";
export { TeamScorecard } from "../elements/team-scorecard/team-scorecard.ts";
