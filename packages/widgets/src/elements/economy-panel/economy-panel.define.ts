import { EconomyPanel } from "./economy-panel.ts";

if (!customElements.get("economy-panel")) customElements.define("economy-panel", EconomyPanel);
