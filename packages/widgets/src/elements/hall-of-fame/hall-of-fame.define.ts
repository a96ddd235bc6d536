import { HallOfFame } from "./hall-of-fame.ts";

if (!customElements.get("hall-of-fame")) customElements.define("hall-of-fame", HallOfFame);
