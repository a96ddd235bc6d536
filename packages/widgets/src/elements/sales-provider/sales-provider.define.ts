import { SalesProvider } from "./sales-provider.ts";

if (!customElements.get("sales-provider")) customElements.define("sales-provider", SalesProvider);
