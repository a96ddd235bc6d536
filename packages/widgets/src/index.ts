/** The classes. Importing them defines no element: import `all.define.js` or an element's own `.define.js` for that. */
export { setDefaultEndpoint } from "./data/clients.ts";
export { type FailureKind, RequestError } from "./data/errors.ts";
export { CohortGrid } from "./elements/cohort-grid/cohort-grid.ts";
export { CustomerCard } from "./elements/customer-card/customer-card.ts";
export { CustomerList } from "./elements/customer-list/customer-list.ts";
export { DriverChart } from "./elements/driver-chart/driver-chart.ts";
export { FilterBar } from "./elements/filter-bar/filter-bar.ts";
export { KpiCard } from "./elements/kpi-card/kpi-card.ts";
export { MetricChart } from "./elements/metric-chart/metric-chart.ts";
export { MetricTable } from "./elements/metric-table/metric-table.ts";
export { PeriodPicker } from "./elements/period-picker/period-picker.ts";
export { RecommendationList } from "./elements/recommendation-list/recommendation-list.ts";
export { RecoveryList } from "./elements/recovery-list/recovery-list.ts";
export { RfmMatrix } from "./elements/rfm-matrix/rfm-matrix.ts";
export { SalesProvider } from "./elements/sales-provider/sales-provider.ts";
export { SatisfactionMeter } from "./elements/satisfaction-meter/satisfaction-meter.ts";
export { useLocale } from "./localization.ts";
