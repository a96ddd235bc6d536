import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shareMargin, surveyChange, surveyFigures } from "./survey-figures.ts";
import { type SurveyKind, scoresOf, surveyKinds } from "./surveys.ts";

/** Counts for the scale, from scores and how many gave each. */
function counts(kind: SurveyKind, given: Readonly<Record<number, number>>): number[] {
  return scoresOf(kind).map((score) => given[score] ?? 0);
}

describe("the figures of a survey", () => {
  it("have the margins that are computed by hand", () => {
    // p₊ = .5, p₋ = .2: variance .7 − .09 = .61; 196 × √(.61 ÷ 10) = 48.41
    const nps = surveyFigures("NPS", counts("NPS", { 3: 2, 8: 3, 9: 5 }), 5);
    expect(nps).toMatchObject({ responses: 10, positive: 5, neutral: 3, negative: 2, score: 30 });
    expect(nps.margin).toBeCloseTo(48.40843, 5);
    expect(nps.low).toBeCloseTo(-18.40843, 5);
    expect(nps.high).toBeCloseTo(78.40843, 5);
    // p = .75: 1.96 × √(.1875 ÷ 8) = .30006
    const csat = surveyFigures("CSAT", counts("CSAT", { 1: 1, 3: 1, 4: 4, 5: 2 }), 5);
    expect(csat).toMatchObject({ responses: 8, positive: 6, neutral: 1, negative: 1, score: 0.75, high: 1 });
    expect(csat.margin).toBeCloseTo(0.300062, 6);
    // Scores 2, 4, 6, 7, 7: mean 5.2, s² = (10.24 + 1.44 + .64 + 3.24 + 3.24) ÷ 4 = 4.7; 1.96 × √(4.7 ÷ 5) = 1.9003
    const ces = surveyFigures("CES", counts("CES", { 2: 1, 4: 1, 6: 1, 7: 2 }), 5);
    expect(ces).toMatchObject({ responses: 5, positive: 3, neutral: 1, negative: 1, score: 5.2, high: 7 });
    expect(ces.margin).toBeCloseTo(1.900291, 6);
    expect(ces.low).toBeCloseTo(3.299709, 6);
  });

  it("are the number of answers and no score below the minimum", () => {
    const four = surveyFigures("NPS", counts("NPS", { 10: 4 }), 5);
    expect(four).toMatchObject({
      responses: 4,
      positive: 4,
      score: null,
      margin: null,
      low: null,
      positiveShare: null,
    });
    expect(surveyFigures("NPS", counts("NPS", { 10: 4 }), 4)).toMatchObject({ score: 100 });
    expect(surveyFigures("CES", counts("CES", {}), 0)).toMatchObject({ responses: 0, score: null });
  });

  it("have no margin where all answers are alike", () => {
    expect(surveyFigures("NPS", counts("NPS", { 9: 3, 10: 4 }), 5)).toMatchObject({ score: 100, margin: null });
    expect(surveyFigures("NPS", counts("NPS", { 7: 9 }), 5)).toMatchObject({ score: 0, margin: null });
    expect(surveyFigures("CES", counts("CES", { 6: 1 }), 1)).toMatchObject({ score: 6, margin: null, high: null });
  });

  it("have shares that sum to 1, and an interval within the scale that holds the score", () => {
    const kinds = fc.constantFrom(...surveyKinds);
    const answers = kinds.chain((kind) => {
      const scale = scoresOf(kind);
      const given = fc.array(fc.nat(40), { minLength: scale.length, maxLength: scale.length });
      return fc.tuple(fc.constant(kind), given, fc.integer({ min: 0, max: 30 }));
    });
    const ends = { NPS: [-100, 100], CSAT: [0, 1], CES: [1, 7] } as const;
    fc.assert(
      fc.property(answers, ([kind, given, minimum]) => {
        const figures = surveyFigures(kind, given, minimum);
        const all = given.reduce((sum, one) => sum + one, 0);
        expect(figures.responses).toBe(all);
        expect(figures.positive + figures.neutral + figures.negative).toBe(all);
        expect(figures.score === null).toBe(all === 0 || all < minimum);
        if (figures.score === null) return expect([figures.margin, figures.positiveShare]).toEqual([null, null]);
        expect(figures.positiveShare! + figures.neutralShare! + figures.negativeShare!).toBeCloseTo(1, 12);
        if (figures.margin === null) return;
        const [lowest, highest] = ends[kind];
        expect(figures.margin).toBeGreaterThan(0);
        for (const [less, more] of [
          [lowest, figures.low!],
          [figures.low!, figures.score],
          [figures.score, figures.high!],
          [figures.high!, highest],
        ] as const) {
          expect(less).toBeLessThanOrEqual(more);
        }
      }),
      { seed: 4 },
    );
  });
});

describe("a change", () => {
  it("is more than chance where it is larger than both margins together, as the root of their squares", () => {
    const before = { score: 30, margin: 8 };
    expect(surveyChange({ score: 40, margin: 6 }, before)).toEqual({ difference: 10, margin: 10, significant: false });
    expect(surveyChange({ score: 40.1, margin: 6 }, before).significant).toBe(true);
    expect(surveyChange({ score: 19, margin: 6 }, before)).toMatchObject({ difference: -11, significant: true });
  });

  it("says nothing where a score or a margin is missing", () => {
    const before = { score: 30, margin: 8 };
    expect(surveyChange({ score: null, margin: null }, before)).toEqual({
      difference: null,
      margin: null,
      significant: null,
    });
    expect(surveyChange({ score: 100, margin: null }, before)).toEqual({
      difference: 70,
      margin: null,
      significant: null,
    });
  });
});

it("the margin of a share is that of CSAT", () => {
  expect(shareMargin(0.5, 100)).toBeCloseTo(0.098, 12);
  expect([shareMargin(0, 10), shareMargin(1, 10), shareMargin(0.5, 0)]).toEqual([null, null, null]);
});
