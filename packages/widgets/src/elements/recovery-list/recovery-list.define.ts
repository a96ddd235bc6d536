import { RecoveryList } from "./recovery-list.ts";

if (!customElements.get("recovery-list")) customElements.define("recovery-list", RecoveryList);
