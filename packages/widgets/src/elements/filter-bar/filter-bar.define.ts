import { FilterBar } from "./filter-bar.ts";

if (!customElements.get("filter-bar")) customElements.define("filter-bar", FilterBar);
