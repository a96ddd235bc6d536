export { PipelineBoard } from "../elements/pipeline-board/pipeline-board.ts";
export { SalesFunnel } from "../elements/sales-funnel/sales-funnel.ts";
