import { LeaderBoard } from "./leader-board.ts";

if (!customElements.get("leader-board")) customElements.define("leader-board", LeaderBoard);
