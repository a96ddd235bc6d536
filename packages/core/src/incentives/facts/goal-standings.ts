import { type Calendar, earlier } from "../../calendar.ts";
import { queryStandings } from "../../goals/query-standings.ts";
import { builtInCatalog, type Catalog } from "../../metrics/catalog.ts";
import type { Scope } from "../../scope.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { DecimalText } from "../decimals.ts";
import type { Plan } from "../plan.ts";
import type { PayPeriod } from "../statement.ts";
import type { PayGoal } from "./goal-rows.ts";
import { isRewarded } from "./reward-plan.ts";

/** A goal as it stands. */
interface KnownGoal {
  readonly achieved: DecimalText | null;
  readonly target: DecimalText;
}

/** A goal by its key, at the end of a period. */
export type GoalLookup = (key: string, period: PayPeriod) => KnownGoal | undefined;

/** How the goals stand at the end of each period that plans name, or that end then with a reward. */
export async function keyedGoals(
  db: WarehouseDb,
  scope: Scope,
  goals: readonly PayGoal[],
  plans: readonly Plan[],
  { periods, calendar, catalog = builtInCatalog }: KeyedQuestion,
): Promise<GoalLookup> {
  const keys = new Set(
    plans.flatMap(({ components }) => components.flatMap((one) => ("goal" in one ? [one.goal] : []))),
  );
  const named = goals.filter(({ key }) => keys.has(key));
  const known = new Map<string, KnownGoal>();
  await Promise.all(
    periods.map(async (period) => {
      const rewarded = goals.filter((goal) => isRewarded(goal, period) && !keys.has(goal.key));
      const asked = [...named, ...rewarded].filter(({ from }) => from <= period.to);
      if (asked.length === 0) return;
      const asOf = earlier(period.to, calendar.today);
      const standings = await queryStandings(db, scope, asked.map(goalOf), { calendar, asOf, catalog });
      asked.forEach((goal, index) => {
        const { value } = standings[index]!;
        const isLower = catalog.metrics.some(({ id, better }) => id === goal.metric && better === "LOWER");
        known.set(`${period.key}/${goal.key}`, figuresOf(goal, value, isLower));
      });
    }),
  );
  return (key, period) => known.get(`${period.key}/${key}`);
}

export interface KeyedQuestion {
  readonly periods: readonly PayPeriod[];
  readonly calendar: Calendar;
  readonly catalog?: Catalog | undefined;
}

/** Where lower is better, what was allowed is the achievement: attainment is target ÷ value, and 1 is reached. */
function figuresOf({ target }: PayGoal, value: number | null, isLower: boolean): KnownGoal {
  if (isLower && value !== null && value > 0) return { achieved: target, target: String(value) };
  return { achieved: value === null ? null : String(value), target };
}

function goalOf({ id, metric, filter, target, from, to, rep, team, parent }: PayGoal) {
  return {
    id,
    metric,
    filter,
    target: Number(target),
    startsOn: from,
    endsOn: to,
    repId: rep,
    teamId: team,
    parentId: parent,
  };
}
