import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CareerRecord, LevelConditions } from "./career.ts";
import { careerReadiness } from "./career.ts";
import { judgeCareer } from "./judge-career.ts";

const level: LevelConditions = {
  minAttainment: 1,
  attainmentMonths: 12,
  minTenureMonths: 24,
  courses: ["neg", "key"],
  minReview: 4,
};
const nothing: LevelConditions = {
  minAttainment: null,
  attainmentMonths: 12,
  minTenureMonths: null,
  courses: [],
  minReview: null,
};
const enough: CareerRecord = {
  attainment: 1.04,
  tenureMonths: 24,
  completed: ["key", "neg", "other"],
  enrolled: [],
  review: 4,
};
const names = new Map([["neg", { en: "Negotiation", "zh-CN": "谈判技巧" }]]);
const judge = (record: Partial<CareerRecord>, conditions: LevelConditions = level) =>
  judgeCareer(conditions, { ...enough, ...record }, names);
const textOf = (record: Partial<CareerRecord>, kind: string) =>
  judge(record).conditions.find((condition) => condition.kind === kind)!.text;

describe("the judgement of a career", () => {
  it("is READY where every condition is met, just so or by more", () => {
    const { readiness, conditions } = judge({});
    expect(readiness).toBe("READY");
    expect(conditions.map(({ kind, required, actual, met }) => [kind, required, actual, met])).toEqual([
      ["ATTAINMENT", 1, 1.04, true],
      ["TENURE", 24, 24, true],
      ["COURSES", 2, 2, true],
      ["REVIEW", 4, 4, true],
    ]);
  });

  it("is READY for a level that asks for nothing", () => {
    expect(judge({ attainment: null, tenureMonths: null, review: null }, nothing)).toEqual({
      readiness: "READY",
      conditions: [],
    });
  });

  it("is CLOSE where what is missing is little, and NOT_YET where it is more or not known", () => {
    const near: Partial<CareerRecord>[] = [
      { attainment: 0.9 },
      { tenureMonths: 21 },
      { completed: ["key"] },
      { review: 3 },
      { attainment: 0.95, tenureMonths: 23, completed: ["neg"], review: 3.5 },
    ];
    for (const record of near) expect(judge(record).readiness, JSON.stringify(record)).toBe("CLOSE");
    const far: Partial<CareerRecord>[] = [
      { attainment: 0.899 },
      { tenureMonths: 20 },
      { completed: [] },
      { review: 2.9 },
      { attainment: null },
      { tenureMonths: null },
      { review: null },
      { attainment: 0.95, review: 2 },
    ];
    for (const record of far) expect(judge(record).readiness, JSON.stringify(record)).toBe("NOT_YET");
  });

  it("says what is missing, in both languages", () => {
    expect(textOf({ attainment: 0.9499 }, "ATTAINMENT")).toEqual({
      en: "Attainment of 94.9% over the last 12 whole months, 5.1 percentage points short of 100%.",
      "zh-CN": "近 12 个整月目标达成率 94.9%，距要求的 100% 还差 5.1 个百分点。",
    });
    expect(textOf({ tenureMonths: 1 }, "TENURE")).toEqual({
      en: "1 month with the company, 23 short of 24.",
      "zh-CN": "入职 1 个月，距要求的 24 个月还差 23 个月。",
    });
    expect(textOf({ completed: [], enrolled: ["neg"] }, "COURSES")).toEqual({
      en: "Still to be completed: Negotiation (begun), key.",
      "zh-CN": "尚待完成：谈判技巧（已报名）、key。",
    });
    expect(textOf({ review: 3.5 }, "REVIEW")).toEqual({
      en: "The latest review is 3.5, 0.5 below 4.",
      "zh-CN": "最近一次考评 3.5 分，比要求的 4 分低 0.5 分。",
    });
  });

  it("says what isn't known", () => {
    expect(textOf({ attainment: null }, "ATTAINMENT").en).toMatch(/^There was no quota .*; 100% is asked for\.$/);
    expect(textOf({ tenureMonths: null }, "TENURE").en).toMatch(/isn't recorded; 24 months/);
    expect(textOf({ review: null }, "REVIEW")["zh-CN"]).toBe("尚无考评；要求 4 分。");
  });

  it("never lets what falls short look like enough", () => {
    expect(textOf({ attainment: 0.99999 }, "ATTAINMENT").en).toMatch(
      /^Attainment of 99\.9% .*, 0\.1 percentage points/,
    );
    expect(textOf({ attainment: 0.57 }, "ATTAINMENT").en).toMatch(/^Attainment of 57% .*, 43 percentage points/);
  });

  const record = fc.record({
    attainment: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
    tenureMonths: fc.option(fc.nat(60)),
    completed: fc.subarray(["neg", "key", "other"]),
    enrolled: fc.constant([]),
    review: fc.option(fc.integer({ min: 1, max: 5 })),
  });
  const conditions = fc.record({
    minAttainment: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
    attainmentMonths: fc.constant(12),
    minTenureMonths: fc.option(fc.nat(60)),
    courses: fc.subarray(["neg", "key", "other"]),
    minReview: fc.option(fc.integer({ min: 1, max: 5 })),
  });

  it("never gets worse when somebody does better", () => {
    const more = (a: number | null, b: number) => (a === null ? b : a + b);
    fc.assert(
      fc.property(
        conditions,
        record,
        fc.nat(3),
        fc.nat(12),
        fc.subarray(["neg", "key", "other"]),
        (asked, has, a, b, c) => {
          const better = {
            attainment: more(has.attainment, a),
            tenureMonths: more(has.tenureMonths, b),
            completed: [...has.completed, ...c],
            enrolled: [],
            review: more(has.review, a),
          };
          const place = (one: CareerRecord) => careerReadiness.indexOf(judgeCareer(asked, one, names).readiness);
          expect(place(better)).toBeLessThanOrEqual(place(has));
        },
      ),
    );
  });

  it("does not depend on the order of courses, nor on one that is named twice", () => {
    fc.assert(
      fc.property(conditions, record, (asked, has) => {
        const turned = { ...asked, courses: [...asked.courses, ...asked.courses].reverse() };
        const other = judgeCareer(turned, { ...has, completed: [...has.completed].reverse() }, names);
        const facts = ({ readiness, conditions: list }: typeof other) => [
          readiness,
          list.map(({ kind, required, actual, met, near }) => [kind, required, actual, met, near]),
        ];
        expect(facts(other)).toEqual(facts(judgeCareer(asked, has, names)));
      }),
    );
  });
});
