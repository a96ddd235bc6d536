export { CareerLadder } from "../elements/career-ladder/career-ladder.ts";
export { GoalProgress } from "../elements/goal-progress/goal-progress.ts";
export { HallOfFame } from "../elements/hall-of-fame/hall-of-fame.ts";
export { IncentiveStatement } from "../elements/incentive-statement/incentive-statement.ts";
export { LeaderBoard } from "../elements/leader-board/leader-board.ts";
export { PayoutSimulator } from "../elements/payout-simulator/payout-simulator.ts";
