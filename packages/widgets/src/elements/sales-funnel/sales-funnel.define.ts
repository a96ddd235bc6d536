import { SalesFunnel } from "./sales-funnel.ts";

if (!customElements.get("sales-funnel")) customElements.define("sales-funnel", SalesFunnel);
