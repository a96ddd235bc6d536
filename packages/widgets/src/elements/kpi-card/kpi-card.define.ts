import { KpiCard } from "./kpi-card.ts";

if (!customElements.get("kpi-card")) customElements.define("kpi-card", KpiCard);
