import { CareerLadder } from "./career-ladder.ts";

if (!customElements.get("career-ladder")) customElements.define("career-ladder", CareerLadder);
