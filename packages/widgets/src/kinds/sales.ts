export { DriverChart } from "../elements/driver-chart/driver-chart.ts";
export { FilterBar } from "../elements/filter-bar/filter-bar.ts";
export { MetricChart } from "../elements/metric-chart/metric-chart.ts";
export { MetricTable } from "../elements/metric-table/metric-table.ts";
export { PeriodPicker } from "../elements/period-picker/period-picker.ts";
