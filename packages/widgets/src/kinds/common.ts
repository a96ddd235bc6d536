export { KpiCard } from "../elements/kpi-card/kpi-card.ts";
export { SalesProvider } from "../elements/sales-provider/sales-provider.ts";
