import { addDays, addGrains, bucketEnd, type Calendar, daysBetween } from "../calendar.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { groupGoals, ownerValues, periodOfDays } from "./owner-values.ts";
import type { Goal, GoalHistory, GoalView } from "./question.ts";
import { isReached } from "./standing.ts";

/** Periods that are looked back on, and how many of them make a deviation worth knowing. */
const most = 8;
const fewest = 3;

/**
 * What the owners of goals came to in the periods before: quarters before a quarter, else as many days. Periods before
 * an owner's first value are none of theirs, and neither are those that are not over.
 *
 * @returns one a goal, in their order
 */
export async function queryGoalHistories(
  db: WarehouseDb,
  scope: Scope,
  goals: readonly Goal[],
  view: GoalView,
): Promise<GoalHistory[]> {
  const { calendar, catalog = builtInCatalog } = view;
  const asOf = lastKnownDay(view);
  const measurable = goals.filter(({ metric }) => catalog.metrics.some(({ id }) => id === metric));
  const values = new Map<number, (number | null)[]>();
  await Promise.all(
    groupGoals(measurable, calendar).map(async (group) => {
      const periods = periodsBefore(group.period, calendar).filter(({ to }) => to < asOf);
      const found = await Promise.all(
        periods.map((period) => ownerValues(db, scope, group, { period, calendar, asOf, catalog })),
      );
      for (const { id } of group.goals)
        values.set(
          id,
          found.map((byGoal) => byGoal.get(id) ?? null),
        );
    }),
  );
  return goals.map((goal) => {
    const isBetter = values.has(goal.id) ? catalog.metric(goal.metric) : { better: "HIGHER" as const };
    return historyOf(goal.target, values.get(goal.id) ?? [], isBetter);
  });
}

/**
 * What values of earlier periods, the latest first, say of a target.
 *
 * @example historyOf(130, [120, 100, 110], { better: "HIGHER" })
 *   // { periods: 3, mean: 110, deviation: 10, zScore: 2, reachedShare: 0 }
 */
export function historyOf(
  target: number,
  values: readonly (number | null)[],
  metric: Parameters<typeof isReached>[2],
): GoalHistory {
  const first = values.findLastIndex((value) => value !== null && value !== 0);
  const known = values.slice(0, first + 1).filter((value) => value !== null);
  const periods = known.length;
  if (periods === 0) return { periods, mean: null, deviation: null, zScore: null, reachedShare: null };
  const mean = known.reduce((sum, value) => sum + value, 0) / periods;
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = periods < fewest ? null : Math.sqrt(squares / (periods - 1));
  const reached = known.filter((value) => isReached(value, target, metric)).length;
  return {
    periods,
    mean,
    deviation,
    zScore: deviation ? (target - mean) / deviation : null,
    reachedShare: reached / periods,
  };
}

function periodsBefore({ from, to, shape }: Period, calendar: Calendar): Period[] {
  const days = daysBetween(from, to) + 1;
  return Array.from({ length: most }, (_, index) => {
    const back = index + 1;
    if (shape.kind !== "calendar")
      return periodOfDays(addDays(from, -back * days), addDays(to, -back * days), calendar);
    const start = addGrains(from, shape.grain, -back, calendar);
    return periodOfDays(start, bucketEnd(start, shape.grain, calendar), calendar);
  });
}
