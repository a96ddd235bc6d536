import { DriverChart } from "./driver-chart.ts";

if (!customElements.get("driver-chart")) customElements.define("driver-chart", DriverChart);
