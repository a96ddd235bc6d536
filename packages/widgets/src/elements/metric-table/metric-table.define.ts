import { MetricTable } from "./metric-table.ts";

if (!customElements.get("metric-table")) customElements.define("metric-table", MetricTable);
