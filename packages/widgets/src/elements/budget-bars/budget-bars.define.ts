import { BudgetBars } from "./budget-bars.ts";

if (!customElements.get("budget-bars")) customElements.define("budget-bars", BudgetBars);
