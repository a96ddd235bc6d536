// Only the elements that the page has; `@salesglass/widgets/all.define.js` would bring all of them.
import "@salesglass/widgets/elements/sales-provider/sales-provider.define.js";
import "@salesglass/widgets/elements/period-picker/period-picker.define.js";
import "@salesglass/widgets/elements/filter-bar/filter-bar.define.js";
import "@salesglass/widgets/elements/kpi-card/kpi-card.define.js";
import "@salesglass/widgets/elements/metric-chart/metric-chart.define.js";
import "@salesglass/widgets/elements/driver-chart/driver-chart.define.js";
import "@salesglass/widgets/elements/metric-table/metric-table.define.js";
import { suitSteps } from "./chart-steps.ts";
import { keepState } from "./page-state.ts";
import "./sales-mix.ts";

const provider = document.querySelector("sales-provider")!;
keepState(provider);
void suitSteps(document.querySelector("metric-chart")!, provider).catch(() => {});
