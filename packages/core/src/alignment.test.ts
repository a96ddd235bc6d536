import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, bucketEnd, bucketStart, type Calendar, daysBetween, type Grain, grains } from "./calendar.ts";
import { alignBuckets, alignedDays, type Comparison, comparisonPeriod, comparisons } from "./comparison.ts";
import { fiscalPatterns } from "./fiscal.ts";
import { bucketsOf, parsePeriod } from "./period.ts";

const calendar: Calendar = { today: "2024-03-15", fiscalYearStart: 1, weekStart: 1 };
/** The National Retail Federation's; its FY2023 has 53 weeks. */
const retail: Calendar = { today: "2024-03-15", fiscalYearStart: 2, weekStart: 7, fiscalPattern: "4-5-4" };

function align(text: string, comparison: Comparison, grain: Grain, own = calendar) {
  const period = parsePeriod(text, own);
  const { pairs } = alignBuckets(period, comparisonPeriod(period, comparison, own), comparison, grain, own);
  return Object.fromEntries(pairs.map(({ anchor, key }) => [anchor, key]));
}

it("sets month beside month, week beside the week of its number, day beside day", () => {
  expect(align("2024", "SAME_PERIOD_LAST_YEAR", "month")).toMatchObject({ "2024-02-01": "2023-02-01" });
  expect(align("2024", "SAME_PERIOD_LAST_YEAR", "week")).toMatchObject({ "2024-04-01": "2023-04-03" });
  expect(align("2024-03", "PREVIOUS_PERIOD", "day")).toMatchObject({ "2024-03-05": "2024-02-05" });
  expect(align("2024-W14", "SAME_PERIOD_LAST_YEAR", "day")).toMatchObject({ "2024-04-01": "2023-04-03" });
});

it("leaves a day or week without a counterpart alone", () => {
  expect(align("2024", "SAME_PERIOD_LAST_YEAR", "day")).not.toHaveProperty("2024-02-29");
  expect(align("2024-03", "PREVIOUS_PERIOD", "day")).not.toHaveProperty("2024-03-30");
  expect(align("2020", "SAME_PERIOD_LAST_YEAR", "week")).not.toHaveProperty("2020-12-28");
});

it("gives days that are left over to the last bucket, where the n-th day stands beside the n-th", () => {
  const period = parsePeriod("2024-02", calendar);
  const other = comparisonPeriod(period, "PREVIOUS_PERIOD", calendar);
  const { pairs } = alignBuckets(period, other, "PREVIOUS_PERIOD", "week", calendar);
  expect(pairs.slice(-3)).toEqual([
    { key: "2024-01-29", anchor: "2024-02-29" },
    { key: "2024-01-30", anchor: "2024-02-29" },
    { key: "2024-01-31", anchor: "2024-02-29" },
  ]);
});

it("leaves a day alone whose counterpart is beyond as many days", () => {
  // 74 days of 2025 are compared with 74 of 2024, which end on the 14th of March.
  const own = { ...calendar, today: "2025-03-15" };
  const pairs = align("year-to-date", "SAME_PERIOD_LAST_YEAR", "day", own);
  expect(pairs).toMatchObject({ "2025-03-14": "2024-03-14" });
  expect(pairs).not.toHaveProperty("2025-03-15");
});

describe("where fiscal years are made of weeks", () => {
  it("sets a fiscal month beside the one of its number, and weeks and days beside those of their number in it", () => {
    expect(align("FY2024", "SAME_PERIOD_LAST_YEAR", "fiscalMonth", retail)).toMatchObject({
      "2024-02-04": "2023-01-29",
      "2025-01-05": "2023-12-31",
    });
    expect(align("FY2024", "SAME_PERIOD_LAST_YEAR", "week", retail)).toMatchObject({ "2024-03-10": "2023-03-05" });
    expect(align("FY2024", "SAME_PERIOD_LAST_YEAR", "day", retail)).toMatchObject({ "2024-03-12": "2023-03-07" });
    expect(align("FY2024-Q2", "PREVIOUS_PERIOD", "fiscalMonth", retail)).toEqual({
      "2024-05-05": "2024-02-04",
      "2024-06-02": "2024-03-03",
      "2024-07-07": "2024-04-07",
    });
  });

  it("lines up fiscal months of other periods too", () => {
    expect(align("2024", "SAME_PERIOD_LAST_YEAR", "fiscalMonth", retail)).toMatchObject({ "2024-03-03": "2023-02-26" });
  });

  it("leaves the 53rd week alone, on either side", () => {
    const long = align("FY2023", "SAME_PERIOD_LAST_YEAR", "week", retail);
    expect(Object.keys(long)).toHaveLength(52);
    expect(long).not.toHaveProperty("2024-01-28");
    const short = align("FY2024", "SAME_PERIOD_LAST_YEAR", "week", retail);
    expect(Object.keys(short)).toHaveLength(52);
    expect(Object.values(short)).not.toContain("2024-01-28");
    // A month of four weeks has nothing for the fifth of the month after it.
    const weeks = { "2024-03-03": "2024-02-04", "2024-03-24": "2024-02-25" };
    expect(align("FY2024-P02", "PREVIOUS_PERIOD", "week", retail)).toMatchObject(weeks);
    expect(align("FY2024-P02", "PREVIOUS_PERIOD", "week", retail)).not.toHaveProperty("2024-03-31");
  });

  it("sets the same day of the week beside each day", () => {
    for (const [anchor, key] of Object.entries(align("FY2024", "SAME_PERIOD_LAST_YEAR", "day", retail))) {
      expect(daysBetween(key, anchor) % 7).toBe(0);
    }
  });
});

const units = ["month", "quarter", "year", "fiscal-month", "fiscal-quarter", "fiscal-year", "week"];
const texts = [
  ...["2024", "2024-02", "2024-W09", "2020-W53", "2024-02-29", "FY2023", "FY2024-Q1", "FY2023-Q4", "FY2024-P02"],
  ...["FY2023-P12", "2023-11-07..2024-03-03", "last-90-days", "last-12-months", "last-5-weeks", "last-2-quarters"],
  ...units.flatMap((unit) => [`this-${unit}`, `last-${unit}`, `${unit}-to-date`]),
];
const question = fc.record({
  text: fc.constantFrom(...texts),
  comparison: fc.constantFrom(...comparisons),
  grain: fc.constantFrom(...grains),
  own: fc.record({
    today: fc.integer({ min: 0, max: 2_000 }).map((count) => addDays("2020-01-01", count)),
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
    weekStart: fc.integer({ min: 1, max: 7 }),
    fiscalPattern: fc.constantFrom(...fiscalPatterns),
  }),
});

it("never counts a comparison's bucket twice, and stays within both periods", () => {
  fc.assert(
    fc.property(question, ({ text, comparison, grain, own }) => {
      const period = parsePeriod(text, own);
      const other = comparisonPeriod(period, comparison, own);
      const { pairs, keyGrain } = alignBuckets(period, other, comparison, grain, own);
      expect(new Set(pairs.map(({ key }) => key)).size).toBe(pairs.length);
      for (const [index, { key, anchor }] of pairs.entries()) {
        expect(bucketStart(key, keyGrain, own)).toBe(key);
        expect(key <= other.to && bucketEnd(key, keyGrain, own) >= other.from).toBe(true);
        expect(anchor >= period.from && anchor <= period.to).toBe(true);
        if (index > 0) expect(key > pairs[index - 1]!.key && anchor >= pairs[index - 1]!.anchor).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

describe("alignedDays", () => {
  const asked = (text: string, comparison: Comparison, grain: Grain, on: string, own = calendar) => {
    const period = parsePeriod(text, own);
    const bucket = bucketsOf(period, grain, own).find(({ from, to }) => from <= on && on <= to)!;
    const other = comparisonPeriod(period, comparison, own);
    const days = alignedDays(period, other, comparison, grain, own, bucket);
    return days && `${days.from}..${days.to}`;
  };

  it("says which days stand beside a bucket", () => {
    expect(asked("2024", "SAME_PERIOD_LAST_YEAR", "month", "2024-02-10")).toBe("2023-02-01..2023-02-28");
    expect(asked("month-to-date", "PREVIOUS_PERIOD", "month", "2024-03-10")).toBe("2024-02-01..2024-02-15");
    expect(asked("year-to-date", "SAME_PERIOD_LAST_YEAR", "month", "2024-03-10")).toBe("2023-03-01..2023-03-16");
    expect(asked("FY2024", "SAME_PERIOD_LAST_YEAR", "fiscalMonth", "2025-01-10", retail)).toBe(
      "2023-12-31..2024-02-03",
    );
    // Two stretches of 90 days: the n-th day beside the n-th.
    expect(asked("2024-01-01..2024-03-30", "PREVIOUS_PERIOD", "month", "2024-02-10")).toBe("2023-11-03..2023-12-01");
  });

  it("says that nothing stands beside a bucket that is alone", () => {
    expect(asked("2024", "SAME_PERIOD_LAST_YEAR", "day", "2024-02-29")).toBeUndefined();
    expect(asked("2020", "SAME_PERIOD_LAST_YEAR", "week", "2020-12-30")).toBeUndefined();
    expect(asked("FY2023", "SAME_PERIOD_LAST_YEAR", "week", "2024-01-30", retail)).toBeUndefined();
  });

  it("sets all of the comparison period beside a period that is one bucket", () => {
    expect(asked("2024-02-29", "SAME_PERIOD_LAST_YEAR", "day", "2024-02-29")).toBe("2023-02-28..2023-02-28");
    expect(asked("2020-W53", "SAME_PERIOD_LAST_YEAR", "week", "2020-12-30")).toBe("2019-12-23..2019-12-29");
  });

  it("answers the days that the alignment counts there", () => {
    fc.assert(
      fc.property(question, ({ text, comparison, grain, own }) => {
        const period = parsePeriod(text, own);
        const other = comparisonPeriod(period, comparison, own);
        const { pairs, keyGrain } = alignBuckets(period, other, comparison, grain, own);
        const buckets = bucketsOf(period, grain, own);
        if (buckets.length === 1) return;
        for (const bucket of buckets) {
          const here = pairs.filter(({ anchor }) => anchor >= bucket.from && anchor <= bucket.to);
          const counted = here
            .flatMap(({ key }) => bucketsOf({ from: key, to: bucketEnd(key, keyGrain, own) }, "day", own))
            .map(({ from }) => from)
            .filter((day) => day >= other.from && day <= other.to);
          const days = alignedDays(period, other, comparison, grain, own, bucket);
          expect(days ? bucketsOf(days, "day", own).map(({ from }) => from) : []).toEqual(counted);
        }
      }),
      { numRuns: 300 },
    );
  });
});
