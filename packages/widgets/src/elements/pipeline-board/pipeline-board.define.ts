import { PipelineBoard } from "./pipeline-board.ts";

if (!customElements.get("pipeline-board")) customElements.define("pipeline-board", PipelineBoard);
