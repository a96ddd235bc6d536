import { type SurveyKind, scoresOf, surveys } from "./surveys.ts";

/** Half the width of a 95 % interval, in standard errors. */
const standardErrors = 1.96;

/** What a number of answers to one survey says. Everything but counts is null below the minimum of answers. */
export interface SurveyFigures {
  readonly responses: number;
  /** NPS −100 to 100; CSAT 0 to 1; CES 1 to 7. */
  readonly score: number | null;
  /** In the score's unit; null where all answers are alike: of a spread of nothing the formula can't say how sure it is. */
  readonly margin: number | null;
  /** Score − margin and score + margin, within the scale; null without a margin. */
  readonly low: number | null;
  readonly high: number | null;
  /** Promoters; content; easy. */
  readonly positive: number;
  readonly neutral: number;
  /** Detractors; not content; hard. */
  readonly negative: number;
  readonly positiveShare: number | null;
  readonly neutralShare: number | null;
  readonly negativeShare: number | null;
  /** How many gave each score, the lowest first. */
  readonly distribution: readonly { readonly score: number; readonly responses: number }[];
}

/**
 * The figures of answers, from how many gave each score.
 *
 * - NPS = 100 × (p₊ − p₋), margin 100 × 1.96 × √((p₊ + p₋ − (p₊ − p₋)²) ÷ n)
 * - CSAT = p₊, margin 1.96 × √(p₊ × (1 − p₊) ÷ n)
 * - CES = the mean, margin 1.96 × s ÷ √n with s² = Σ(score − mean)² ÷ (n − 1)
 *
 * p₊ and p₋ are the shares of the positive and the negative. These are 95 % intervals of a random sample.
 *
 * @param counts one for each score of the scale, the lowest first
 * @example
 * surveyFigures("NPS", [0, 0, 0, 2, 0, 0, 0, 0, 3, 5, 0], 5)
 * // { responses: 10, score: 30, margin: 48.4…, low: -18.4…, high: 78.4…, positive: 5, neutral: 3, negative: 2, … }
 */
export function surveyFigures(kind: SurveyKind, counts: readonly number[], minimum: number): SurveyFigures {
  const { negativeTo, positiveFrom } = surveys[kind];
  const distribution = scoresOf(kind).map((score, index) => ({ score, responses: counts[index] ?? 0 }));
  const count = (from: number, to: number) =>
    distribution.reduce((sum, one) => sum + (one.score >= from && one.score <= to ? one.responses : 0), 0);
  const [negative, positive, responses] = [
    count(-Infinity, negativeTo),
    count(positiveFrom, Infinity),
    count(-Infinity, Infinity),
  ];
  const groups = { responses, positive, neutral: responses - positive - negative, negative, distribution };
  if (responses === 0 || responses < minimum) return { ...groups, ...nothing };
  const { score, error } = scoreOf(kind, groups);
  const margin = error > 0 ? standardErrors * error : null;
  return {
    ...groups,
    score,
    margin,
    ...intervalOf(kind, score, margin),
    positiveShare: positive / responses,
    neutralShare: groups.neutral / responses,
    negativeShare: negative / responses,
  };
}

const nothing = {
  score: null,
  margin: null,
  low: null,
  high: null,
  positiveShare: null,
  neutralShare: null,
  negativeShare: null,
} as const;

type Counts = Pick<SurveyFigures, "responses" | "positive" | "negative" | "distribution">;

/** The score and its standard error. */
function scoreOf(kind: SurveyKind, { responses, positive, negative, distribution }: Counts) {
  if (kind === "CES") return meanOf(distribution, responses);
  const [p, q] = [positive / responses, negative / responses];
  if (kind === "CSAT") return { score: p, error: Math.sqrt((p * (1 - p)) / responses) };
  // As the catalogue's metric has it, so that both round alike.
  const score = (100 * (positive - negative)) / responses;
  // All alike leaves no spread; by roundings it could be a little less than nothing.
  return { score, error: 100 * Math.sqrt(Math.max(0, p + q - (p - q) ** 2) / responses) };
}

function meanOf(distribution: Counts["distribution"], responses: number) {
  const score = distribution.reduce((sum, one) => sum + one.score * one.responses, 0) / responses;
  const squares = distribution.reduce((sum, one) => sum + one.responses * (one.score - score) ** 2, 0);
  return { score, error: responses > 1 ? Math.sqrt(squares / (responses - 1) / responses) : 0 };
}

function intervalOf(kind: SurveyKind, score: number, margin: number | null) {
  if (margin === null) return { low: null, high: null };
  const { lowest, highest } = kind === "CES" ? surveys.CES : ends[kind];
  return { low: Math.max(lowest, score - margin), high: Math.min(highest, score + margin) };
}

/** Between which values a score lies. */
const ends = { NPS: { lowest: -100, highest: 100 }, CSAT: { lowest: 0, highest: 1 } } as const;

/** How a score differs from another, and whether by more than chance would make it. */
export interface SurveyChange {
  readonly difference: number | null;
  /** Of the difference: √(margin² + margin²). */
  readonly margin: number | null;
  /** Whether the difference is larger than its margin; null where one of them is not known. */
  readonly significant: boolean | null;
}

/**
 * Compares the scores of two independent samples: the difference is more than chance (at 95 %) where it is larger than
 * the root of the sum of both squared margins.
 *
 * @example surveyChange({ score: 40, margin: 6 }, { score: 30, margin: 8 }) // { difference: 10, margin: 10, significant: false }
 */
export function surveyChange(
  now: Pick<SurveyFigures, "score" | "margin">,
  before: Pick<SurveyFigures, "score" | "margin">,
): SurveyChange {
  const difference = now.score === null || before.score === null ? null : now.score - before.score;
  const margin = now.margin === null || before.margin === null ? null : Math.hypot(now.margin, before.margin);
  return {
    difference,
    margin: difference === null ? null : margin,
    significant: difference === null || margin === null ? null : Math.abs(difference) > margin,
  };
}

/**
 * The margin of a share of so many, as of CSAT; null of none and where all are alike.
 *
 * @example shareMargin(0.5, 100) // 0.098
 */
export function shareMargin(share: number, count: number): number | null {
  return count > 0 && share > 0 && share < 1 ? standardErrors * Math.sqrt((share * (1 - share)) / count) : null;
}
