import { PayoutSimulator } from "./payout-simulator.ts";

if (!customElements.get("payout-simulator")) customElements.define("payout-simulator", PayoutSimulator);
