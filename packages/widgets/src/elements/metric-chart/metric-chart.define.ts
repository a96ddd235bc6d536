import { MetricChart } from "./metric-chart.ts";

if (!customElements.get("metric-chart")) customElements.define("metric-chart", MetricChart);
