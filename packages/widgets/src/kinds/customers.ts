export { CohortGrid } from "../elements/cohort-grid/cohort-grid.ts";
export { CustomerCard } from "../elements/customer-card/customer-card.ts";
export { CustomerList } from "../elements/customer-list/customer-list.ts";
export { RecommendationList } from "../elements/recommendation-list/recommendation-list.ts";
export { RecoveryList } from "../elements/recovery-list/recovery-list.ts";
export { RfmMatrix } from "../elements/rfm-matrix/rfm-matrix.ts";
export { SatisfactionMeter } from "../elements/satisfaction-meter/satisfaction-meter.ts";
