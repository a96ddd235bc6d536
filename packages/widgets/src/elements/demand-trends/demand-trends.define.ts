import { DemandTrends } from "./demand-trends.ts";

if (!customElements.get("demand-trends")) customElements.define("demand-trends", DemandTrends);
