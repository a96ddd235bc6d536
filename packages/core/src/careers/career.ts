import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { Text } from "../metrics/definition.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Page } from "../page.ts";

/** What a level asks for. What is null isn't asked for. */
export interface LevelConditions {
  /** Attainment of quota over the last `attainmentMonths` whole months: 1 is 100 %. */
  readonly minAttainment: number | null;
  readonly attainmentMonths: number;
  /** Whole months since hiring. */
  readonly minTenureMonths: number | null;
  /** External ids of the courses to be completed. */
  readonly courses: readonly string[];
  /** The latest review's score, 1 to 5. */
  readonly minReview: number | null;
}

/** What is known of a person on a day. */
export interface CareerRecord {
  /** Null where there was no quota. */
  readonly attainment: number | null;
  /** Null where the day of hiring isn't known. */
  readonly tenureMonths: number | null;
  /** External ids of the courses that were completed. */
  readonly completed: readonly string[];
  /** Of those that were begun. */
  readonly enrolled: readonly string[];
  /** Null without any; the mean where the latest day has several. */
  readonly review: number | null;
}

export type CareerConditionKind = "ATTAINMENT" | "TENURE" | "COURSES" | "REVIEW";

/**
 * How ready somebody is for the next level.
 *
 * - READY: every condition is met
 * - CLOSE: each of those that are not is nearly met: 90 % of the attainment, three months of tenure, one course, one point
 *   of the review
 * - NOT_YET: some condition is further away, or not known
 */
export type CareerReadiness = "READY" | "CLOSE" | "NOT_YET";

export const careerReadiness: readonly CareerReadiness[] = ["READY", "CLOSE", "NOT_YET"];

/** One condition of a level, and how somebody stands to it. */
export interface CareerCondition {
  readonly kind: CareerConditionKind;
  /** What is asked for: attainment, months, a number of courses, a score. */
  readonly required: number;
  /** What is there of it; null where that isn't known. */
  readonly actual: number | null;
  readonly met: boolean;
  /** Whether it is met, or nearly. */
  readonly near: boolean;
  /** The same in words, with what is missing. */
  readonly text: Text;
}

export interface CareerJudgement {
  readonly readiness: CareerReadiness;
  readonly conditions: readonly CareerCondition[];
}

/** Where somebody stands on the ladder, and how ready they are for the next level. */
export interface Career {
  readonly repId: number;
  /** The level that they are at; null before the first. */
  readonly levelId: number | null;
  readonly since: string | null;
  /** The level after it; null at the top, and where there is no ladder. */
  readonly nextId: number | null;
  /** Null where there is no level to go to. */
  readonly readiness: CareerReadiness | null;
  readonly conditions: readonly CareerCondition[];
}

export interface CareersQuestion extends Page {
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** The built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
  readonly where?:
    | {
        readonly rep?: ValueFilter<number> | null | undefined;
        /** The team that they are in today, with its sub-teams. */
        readonly team?: ValueFilter<number> | null | undefined;
        /** One of these. */
        readonly readiness?: readonly CareerReadiness[] | null | undefined;
      }
    | undefined;
}
