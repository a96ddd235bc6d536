import { groupBy } from "../../group-by.ts";
import type { MetricId } from "../../metrics/definition.ts";
import type { DayRange } from "../day-ranges.ts";
import type { DecimalText } from "../decimals.ts";
import type { Basis } from "../plan.ts";
import { type Target, targetWithin } from "../prorate.ts";
import type { PayGoal } from "./goal-rows.ts";

/** The metric whose goals are the quota of a basis; deals that are won are what brings revenue. */
const metricOf: Readonly<Record<Basis, MetricId>> = {
  REVENUE: "revenue",
  GROSS_PROFIT: "grossProfit",
  VOLUME: "volume",
  WON_AMOUNT: "revenue",
};

/** Quotas by whose they are. */
export interface Quotas {
  /** Someone's own quota on some days; null where there is none. */
  readonly ofPerson: (person: number, basis: Basis, days: readonly DayRange[]) => DecimalText | null;
  /** That of teams together. */
  readonly ofTeams: (teams: readonly number[], basis: Basis, days: readonly DayRange[]) => DecimalText | null;
}

/**
 * What goals come to as quotas. Of revenue each goal has its part, in which nothing is twice; of other figures a goal
 * that is made up of shorter ones of the same owner gives way to them.
 */
export function quotasOf(goals: readonly PayGoal[]): Quotas {
  const open = goals.filter(({ filter }) => filter === null);
  const byPerson = groupBy(
    open.filter(({ rep }) => rep !== null),
    ({ rep, metric }) => `${rep} ${metric}`,
  );
  const byTeam = groupBy(
    open.filter(({ team }) => team !== null),
    ({ team, metric }) => `${team} ${metric}`,
  );
  return {
    ofPerson: (person, basis, days) => {
      const metric = metricOf[basis];
      return targetWithin(targets(byPerson.get(`${person} ${metric}`) ?? []), days);
    },
    ofTeams: (teams, basis, days) => {
      const metric = metricOf[basis];
      const all = teams.flatMap((team) => byTeam.get(`${team} ${metric}`) ?? []);
      return targetWithin(targets(metric === "revenue" ? all : all.filter(({ rep }) => rep === null)), days);
    },
  };
}

function targets(goals: readonly PayGoal[]): Target[] {
  return goals.flatMap(({ metric, quota, target, from, to, ...goal }) => {
    if (metric === "revenue") return Number(quota) > 0 ? [{ from, to, target: quota }] : [];
    const isMadeUp = goals.some((other) => {
      const isShorter = other.from > from || other.to < to;
      return other.rep === goal.rep && other.team === goal.team && isShorter && other.from >= from && other.to <= to;
    });
    return isMadeUp ? [] : [{ from, to, target }];
  });
}
