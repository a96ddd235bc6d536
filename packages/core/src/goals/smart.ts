import type { Calendar } from "../calendar.ts";
import type { MetricDefinition, Text } from "../metrics/definition.ts";
import { checkDays } from "./check-points.ts";
import type { Goal, GoalHistory, GoalParts, GoalStanding } from "./question.ts";
import {
  achievableText,
  measurableText,
  noMetricText,
  relevantText,
  specificText,
  timeBoundText,
} from "./smart-texts.ts";

export type SmartLetter = "SPECIFIC" | "MEASURABLE" | "ACHIEVABLE" | "RELEVANT" | "TIME_BOUND";

export const smartLetters: readonly SmartLetter[] = ["SPECIFIC", "MEASURABLE", "ACHIEVABLE", "RELEVANT", "TIME_BOUND"];

/** PASSED, worth a look, or not to be told yet. A goal is never refused for it. */
export type SmartResult = "PASSED" | "WARNING" | "UNKNOWN";

/** What one of the five letters says of a goal. */
export interface SmartCheck {
  readonly letter: SmartLetter;
  readonly result: SmartResult;
  readonly text: Text;
}

/** What is known of a goal and its place among others. */
export interface SmartInput {
  readonly goal: Goal;
  /** Undefined where the catalogue has it no more. */
  readonly metric: MetricDefinition | undefined;
  /** What people call the owner; undefined of the company. */
  readonly ownerName: string | undefined;
  readonly standing: GoalStanding;
  readonly history: GoalHistory;
  readonly parts: GoalParts;
  readonly parent: Pick<Goal, "metric" | "startsOn" | "endsOn"> | undefined;
  /** What people call the parent and its metric. */
  readonly parentName: string | undefined;
  readonly calendar: Calendar;
}

/** A target so many deviations beyond the mean is reached in about one period of forty. */
const farZScore = 2;
/** History that no period of reached the target says so from this many. */
const tellingPeriods = 3;

/**
 * The five checks of a goal, each with its result in words and figures: Specific (metric and owner are named), Measurable
 * (it has a value today), Achievable (the target against the owner's own history), Relevant (it is part of something, and
 * its own parts make it up), Time-bound (it has days and check-points, and lies within its whole).
 *
 * After Doran, "There's a S.M.A.R.T. way to write management's goals and objectives", Management Review 70 (1981).
 */
export function smartChecks(input: SmartInput): SmartCheck[] {
  const { metric } = input;
  if (!metric) {
    return smartLetters.map((letter) => ({ letter, result: "WARNING", text: noMetricText(input.goal.metric) }));
  }
  const known = { ...input, metric };
  return [
    { letter: "SPECIFIC", result: "PASSED", text: specificText(known) },
    { letter: "MEASURABLE", result: measurable(known), text: measurableText(known) },
    { letter: "ACHIEVABLE", result: achievable(known), text: achievableText(known) },
    { letter: "RELEVANT", result: relevant(known), text: relevantText(known) },
    {
      letter: "TIME_BOUND",
      result: outlivesParent(known) ? "WARNING" : "PASSED",
      text: timeBoundText(known, checkDays(known.goal, known.calendar).length, outlivesParent(known)),
    },
  ];
}

type Known = SmartInput & { readonly metric: MetricDefinition };

function measurable({ standing }: Known): SmartResult {
  if (standing.value !== null) return "PASSED";
  return standing.status === "NOT_STARTED" ? "UNKNOWN" : "WARNING";
}

function achievable({ history: { periods, zScore, reachedShare }, metric }: Known): SmartResult {
  if (periods < tellingPeriods) return "UNKNOWN";
  const far = zScore !== null && (metric.better === "HIGHER" ? zScore > farZScore : zScore < -farZScore);
  return far || reachedShare === 0 ? "WARNING" : "PASSED";
}

/** The company's own goals are what others are parts of. */
function relevant({ goal, parent, parts }: Known): SmartResult {
  const isTop = goal.repId === null && goal.teamId === null;
  if (!isTop && !parent) return "WARNING";
  return parts.coverage !== null && parts.coverage < 1 ? "WARNING" : "PASSED";
}

function outlivesParent({ goal, parent }: SmartInput): boolean {
  return parent !== undefined && (goal.startsOn < parent.startsOn || goal.endsOn > parent.endsOn);
}
