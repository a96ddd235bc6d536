import { CustomerCard } from "./customer-card.ts";

if (!customElements.get("customer-card")) customElements.define("customer-card", CustomerCard);
