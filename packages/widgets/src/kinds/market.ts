export { ChannelShift } from "../elements/channel-shift/channel-shift.ts";
export { CompetitorGrid } from "../elements/competitor-grid/competitor-grid.ts";
export { DemandTrends } from "../elements/demand-trends/demand-trends.ts";
export { EconomyPanel } from "../elements/economy-panel/economy-panel.ts";
export { SwotBoard } from "../elements/swot-board/swot-board.ts";
