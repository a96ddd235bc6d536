import { CohortGrid } from "./cohort-grid.ts";

if (!customElements.get("cohort-grid")) customElements.define("cohort-grid", CohortGrid);
