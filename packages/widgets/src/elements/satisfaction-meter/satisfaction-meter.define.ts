import { SatisfactionMeter } from "./satisfaction-meter.ts";

if (!customElements.get("satisfaction-meter")) customElements.define("satisfaction-meter", SatisfactionMeter);
