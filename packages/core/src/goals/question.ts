import type { Calendar } from "../calendar.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { MetricId } from "../metrics/definition.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Page } from "../page.ts";

/** Whose goal it is. */
export type GoalLevel = "COMPANY" | "TEAM" | "REP";

export const goalLevels: readonly GoalLevel[] = ["COMPANY", "TEAM", "REP"];

/**
 * How a goal stands.
 *
 * - NOT_STARTED: its first day is yet to come
 * - ON_TRACK, AT_RISK, BEHIND: under way, and expected to be reached, perhaps, or not
 * - REACHED, MISSED: over; REACHED also where a sum has its target before the end
 */
export type GoalStatus = "NOT_STARTED" | "ON_TRACK" | "AT_RISK" | "BEHIND" | "REACHED" | "MISSED";

/** A goal as the warehouse has it. */
export interface Goal {
  readonly id: number;
  readonly metric: MetricId;
  readonly filter: string | null;
  readonly target: number;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly repId: number | null;
  readonly teamId: number | null;
  readonly parentId: number | null;
}

/** From where goals are looked at. */
export interface GoalView {
  readonly calendar: Calendar;
  /** Facts after this day are not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** The built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
  /** False for who needs values and pace only: forecasts read years. A goal under way is then judged by its pace. */
  readonly forecasts?: boolean | undefined;
}

export interface GoalFilter {
  readonly level?: readonly GoalLevel[] | null | undefined;
  /** The team that it counts for, with its sub-teams. */
  readonly team?: ValueFilter<number> | null | undefined;
  readonly rep?: ValueFilter<number> | null | undefined;
  readonly metric?: readonly MetricId[] | null | undefined;
  readonly status?: readonly GoalStatus[] | null | undefined;
  /** Whether it has a parent (of those in scope). */
  readonly hasParent?: boolean | null | undefined;
}

export type GoalOrderField = "LEVEL" | "STARTS_ON" | "ENDS_ON" | "TARGET" | "NAME";

export interface GoalOrder {
  readonly by: GoalOrderField;
  readonly direction: "ASC" | "DESC";
}

export interface GoalsQuestion extends GoalView, Page {
  /** Goals that have a day in it; all unless given. */
  readonly period?: { readonly from: string; readonly to: string } | undefined;
  readonly where?: GoalFilter | undefined;
  /** The company's before teams' before reps', then by first day and name, unless said. */
  readonly orderBy?: readonly GoalOrder[] | undefined;
}

/** How a goal stands on a day. */
export interface GoalStanding {
  /** The last day whose facts it knows. */
  readonly asOf: string;
  /** What was achieved; null where the metric has no value, or before the first day. */
  readonly value: number | null;
  /** value ÷ target, not capped. */
  readonly attainment: number | null;
  /** What should have come together by now: the target's share of the days that have passed; of what does not add up over time, the target. Null before the first day. */
  readonly due: number | null;
  /** The share of the goal's days that have passed, 0 to 1. */
  readonly elapsed: number;
  /** value ÷ the target's share of the days that have passed; of what does not add up over time, of the target. */
  readonly pace: number | null;
  /** What the value will have come to at the end, as far as can be told. */
  readonly expected: number | null;
  /** Of a sum over time that is under way and has any history. */
  readonly forecast: Forecast | null;
  readonly status: GoalStatus;
}

/** What the owner came to in earlier periods as long as the goal's. */
export interface GoalHistory {
  /** How many there are, at most 8. */
  readonly periods: number;
  readonly mean: number | null;
  /** The sample standard deviation; null of fewer than 3. */
  readonly deviation: number | null;
  /** (target − mean) ÷ deviation; null where the deviation is not known, or zero. */
  readonly zScore: number | null;
  /** The share of them in which the target would have been reached. */
  readonly reachedShare: number | null;
}

/** What a goal's parts come to: those goals of the same metric that name it as their parent. */
export interface GoalParts {
  readonly count: number;
  readonly target: number;
  /** target ÷ the goal's own. */
  readonly coverage: number | null;
  /** The sum of their values, of metrics that may be added up over owners. */
  readonly value: number | null;
}
