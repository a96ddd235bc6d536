import type { Text } from "../metrics/definition.ts";
import type { CareerCondition, CareerJudgement, CareerRecord, LevelConditions } from "./career.ts";
import { attainmentText, coursesText, reviewText, tenureText } from "./career-texts.ts";

/** So much of the attainment, and so many months, courses and points less, are nearly enough. */
const nearly = { attainment: 0.9, months: 3, courses: 1, points: 1 };

/**
 * How ready somebody is for a level: every condition that it has, in the order of attainment, tenure, courses and review.
 * A level without conditions is open to everybody.
 *
 * @param names what people call courses, by their external ids
 * @example
 * judgeCareer({ minAttainment: 1, attainmentMonths: 12, minTenureMonths: 24, courses: [], minReview: null },
 *   { attainment: 1.04, tenureMonths: 22, completed: [], enrolled: [], review: null }, new Map())
 * // { readiness: "CLOSE", conditions: [{ kind: "ATTAINMENT", required: 1, actual: 1.04, met: true, … },
 * //   { kind: "TENURE", required: 24, actual: 22, met: false, text: { en: "22 months with the company, 2 short of 24.", … } }] }
 */
export function judgeCareer(
  level: LevelConditions,
  record: CareerRecord,
  names: ReadonlyMap<string, Text>,
): CareerJudgement {
  const conditions = [
    attainmentCondition(level, record),
    tenureCondition(level, record),
    coursesCondition(level, record, names),
    reviewCondition(level, record),
  ].filter((condition) => condition !== undefined);
  const readiness = conditions.every(({ met }) => met)
    ? "READY"
    : conditions.every(({ near }) => near)
      ? "CLOSE"
      : "NOT_YET";
  return { readiness, conditions };
}

function attainmentCondition(level: LevelConditions, record: CareerRecord): CareerCondition | undefined {
  const { minAttainment: required, attainmentMonths } = level;
  if (required === null) return undefined;
  const text = attainmentText(required, record.attainment, attainmentMonths);
  return condition("ATTAINMENT", required, record.attainment, required * nearly.attainment, text);
}

function tenureCondition(level: LevelConditions, { tenureMonths }: CareerRecord): CareerCondition | undefined {
  const { minTenureMonths: required } = level;
  if (required === null) return undefined;
  return condition("TENURE", required, tenureMonths, required - nearly.months, tenureText(required, tenureMonths));
}

function coursesCondition(
  { courses }: LevelConditions,
  { completed, enrolled }: CareerRecord,
  names: ReadonlyMap<string, Text>,
): CareerCondition | undefined {
  const required = new Set(courses);
  if (required.size === 0) return undefined;
  const missing = [...required].filter((course) => !completed.includes(course));
  const text = coursesText(
    required.size,
    missing.map((course) => ({
      name: names.get(course) ?? { en: course, "zh-CN": course },
      isEnrolled: enrolled.includes(course),
    })),
  );
  return condition("COURSES", required.size, required.size - missing.length, required.size - nearly.courses, text);
}

function reviewCondition({ minReview: required }: LevelConditions, { review }: CareerRecord) {
  if (required === null) return undefined;
  return condition("REVIEW", required, review, required - nearly.points, reviewText(required, review));
}

function condition(
  kind: CareerCondition["kind"],
  required: number,
  actual: number | null,
  nearEnough: number,
  text: Text,
): CareerCondition {
  const met = actual !== null && actual >= required;
  return { kind, required, actual, met, near: met || (actual !== null && actual >= nearEnough), text };
}
