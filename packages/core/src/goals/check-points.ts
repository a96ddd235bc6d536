import { type Calendar, daysBetween, type Grain } from "../calendar.ts";
import { builtInCatalog } from "../metrics/catalog.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { bucketsOf } from "../period.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { accrualOf } from "./accrual.ts";
import { groupGoals } from "./owner-values.ts";
import type { Goal, GoalView } from "./question.ts";

/** A day on which one should look how far it is. */
export interface CheckPoint {
  readonly on: string;
  /** What should have come together by then, in proportion to the days; of what does not add up, the target itself. */
  readonly target: number;
  /** What had; null of days to come, and of what does not add up over time. */
  readonly value: number | null;
}

/**
 * The check-points of a goal: the ends of its weeks, months or quarters, so that there are a few of them.
 *
 * @example // of the quarter from 2024-04-01 with a target of 91, on 2024-05-15
 * // [{ on: "2024-04-30", target: 30, value: 28.5 }, { on: "2024-05-31", target: 61, value: null }, { on: "2024-06-30", target: 91, value: null }]
 */
export async function queryCheckPoints(
  db: WarehouseDb,
  scope: Scope,
  goal: Goal,
  view: GoalView,
): Promise<CheckPoint[]> {
  const { calendar, catalog = builtInCatalog } = view;
  const asOf = lastKnownDay(view);
  const grain = checkGrain(goal);
  const ends = checkDays(goal, calendar);
  const metric = catalog.metrics.find(({ id }) => id === goal.metric);
  const accrual = metric && accrualOf(metric);
  const days = daysBetween(goal.startsOn, goal.endsOn) + 1;
  const targetOn = (on: string) => {
    return accrual === "LEVEL" ? goal.target : (goal.target * (daysBetween(goal.startsOn, on) + 1)) / days;
  };
  const known = new Map<string, number | null>();
  if (accrual === "SUM" && goal.startsOn <= asOf) {
    const [group] = groupGoals([goal], calendar);
    const { period, where } = group!;
    const rows = await queryMetrics(db, scope, {
      period,
      calendar,
      asOf,
      catalog,
      where,
      dimensions: [grain],
      metrics: [{ key: "value", metric: goal.metric, as: "RUNNING" }],
    });
    for (const [index, { values }] of rows.entries()) known.set(ends[index]!, values.value ?? null);
  }
  return ends.map((on) => ({ on, target: targetOn(on), value: on <= asOf ? (known.get(on) ?? null) : null }));
}

/** The days of the check-points. */
export function checkDays(goal: Pick<Goal, "startsOn" | "endsOn">, calendar: Calendar): string[] {
  return bucketsOf({ from: goal.startsOn, to: goal.endsOn }, checkGrain(goal), calendar).map(({ to }) => to);
}

function checkGrain({ startsOn, endsOn }: Pick<Goal, "startsOn" | "endsOn">): Grain {
  const days = daysBetween(startsOn, endsOn) + 1;
  if (days <= 7) return "day";
  if (days <= 45) return "week";
  return days <= 200 ? "month" : days <= 1100 ? "quarter" : "year";
}
