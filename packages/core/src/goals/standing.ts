import { daysBetween } from "../calendar.ts";
import type { Forecast } from "../forecast/forecast.ts";
import type { MetricDefinition } from "../metrics/definition.ts";
import { accrualOf } from "./accrual.ts";
import type { Goal, GoalStanding, GoalStatus } from "./question.ts";

/** What is known of a goal on a day. */
export interface StandingInput {
  readonly goal: Pick<Goal, "target" | "startsOn" | "endsOn">;
  readonly metric: MetricDefinition;
  readonly value: number | null;
  readonly forecast: Forecast | null;
  /** The last day whose facts are known. */
  readonly asOf: string;
  /** The company's today: a day is over when it has passed. */
  readonly today: string;
}

/** Within so much of the target a goal is at risk, and further off it is behind, where no range tells. */
const nearness = 0.1;

/**
 * How a goal stands. Under way, it goes by what the value is expected to come to: the forecast of a sum (at risk while
 * the target lies within its range), the pace so far of what only grows, else the value of today.
 *
 * @example
 * // 60 of 100 on the 15th of June's 30 days, without a forecast
 * standingOf(input) // { value: 60, attainment: 0.6, elapsed: 0.5, pace: 1.2, expected: 120, status: "ON_TRACK", … }
 */
export function standingOf({ goal, metric, value, forecast, asOf, today }: StandingInput): GoalStanding {
  const { target, startsOn, endsOn } = goal;
  const accrual = accrualOf(metric);
  const days = daysBetween(startsOn, endsOn) + 1;
  const elapsed = Math.min(1, Math.max(0, (daysBetween(startsOn, asOf) + 1) / days));
  if (elapsed === 0) {
    return {
      asOf,
      value: null,
      attainment: null,
      due: null,
      elapsed,
      pace: null,
      expected: null,
      forecast: null,
      status: "NOT_STARTED",
    };
  }
  const isOver = asOf >= endsOn && today > endsOn;
  const share = accrual === "LEVEL" ? 1 : elapsed;
  const soFar = value === null ? null : value / share;
  const expected = isOver ? value : (forecast?.value ?? soFar);
  return {
    asOf,
    value,
    attainment: value === null ? null : value / target,
    due: target * share,
    elapsed,
    pace: soFar === null ? null : soFar / target,
    expected,
    forecast: isOver ? null : forecast,
    status: isOver ? (isReached(value, target, metric) ? "REACHED" : "MISSED") : underWay(),
  };

  function underWay(): GoalStatus {
    if (value !== null && accrual !== "LEVEL") {
      if (metric.better === "HIGHER" && value >= target) return "REACHED";
      if (metric.better === "LOWER" && value > target) return "BEHIND";
    }
    // Nothing to measure yet says nothing good, and nothing bad.
    if (expected === null) return "AT_RISK";
    if (isReached(expected, target, metric)) return "ON_TRACK";
    const best = metric.better === "HIGHER" ? forecast?.high : forecast?.low;
    const within = metric.better === "HIGHER" ? target * (1 - nearness) : target * (1 + nearness);
    return isReached(best ?? expected, best == null ? within : target, metric) ? "AT_RISK" : "BEHIND";
  }
}

/** Whether a value meets a target; of a metric whose lower values are better it must not be above. */
export function isReached(value: number | null, target: number, { better }: Pick<MetricDefinition, "better">): boolean {
  if (value === null) return false;
  return better === "HIGHER" ? value >= target : value <= target;
}
