import { GoalProgress } from "./goal-progress.ts";

if (!customElements.get("goal-progress")) customElements.define("goal-progress", GoalProgress);
