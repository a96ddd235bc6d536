import { CompetitorGrid } from "./competitor-grid.ts";

if (!customElements.get("competitor-grid")) customElements.define("competitor-grid", CompetitorGrid);
