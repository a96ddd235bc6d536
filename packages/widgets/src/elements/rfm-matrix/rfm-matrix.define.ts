import { RfmMatrix } from "./rfm-matrix.ts";

if (!customElements.get("rfm-matrix")) customElements.define("rfm-matrix", RfmMatrix);
