import { CustomerList } from "./customer-list.ts";

if (!customElements.get("customer-list")) customElements.define("customer-list", CustomerList);
