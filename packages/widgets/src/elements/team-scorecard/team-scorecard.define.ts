import { TeamScorecard } from "./team-scorecard.ts";

if (!customElements.get("team-scorecard")) customElements.define("team-scorecard", TeamScorecard);
