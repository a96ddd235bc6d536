import { IncentiveStatement } from "./incentive-statement.ts";

if (!customElements.get("incentive-statement")) customElements.define("incentive-statement", IncentiveStatement);
