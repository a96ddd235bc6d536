import { SwotBoard } from "./swot-board.ts";

if (!customElements.get("swot-board")) customElements.define("swot-board", SwotBoard);
