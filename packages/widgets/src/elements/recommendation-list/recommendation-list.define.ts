import { RecommendationList } from "./recommendation-list.ts";

if (!customElements.get("recommendation-list")) customElements.define("recommendation-list", RecommendationList);
