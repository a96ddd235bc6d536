import fc from "fast-check";
import { expect, it } from "vitest";
import { bucketStart, type Calendar, type Grain, grains } from "./calendar.ts";
import { alignBuckets, comparisonPeriod, comparisons } from "./comparison.ts";
import { parsePeriod } from "./period.ts";

const calendar: Calendar = { today: "2024-03-15", fiscalYearStart: 1, weekStart: 1 };

function align(text: string, comparison: (typeof comparisons)[number], grain: Grain) {
  const period = parsePeriod(text, calendar);
  const { pairs } = alignBuckets(period, comparisonPeriod(period, comparison, calendar), comparison, grain, calendar);
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

it("never counts a comparison's bucket twice, and stays within the period", () => {
  const texts = [
    "2024",
    "2024-02",
    "2024-W09",
    "last-90-days",
    "last-12-months",
    "month-to-date",
    "2023-11-07..2024-03-03",
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...texts),
      fc.constantFrom(...comparisons),
      fc.constantFrom(...grains),
      fc.integer({ min: 1, max: 7 }),
      (text, comparison, grain, weekStart) => {
        const own = { ...calendar, weekStart };
        const period = parsePeriod(text, own);
        const { pairs, keyGrain } = alignBuckets(
          period,
          comparisonPeriod(period, comparison, own),
          comparison,
          grain,
          own,
        );
        expect(new Set(pairs.map(({ key }) => key)).size).toBe(pairs.length);
        for (const { key, anchor } of pairs) {
          expect(bucketStart(key, keyGrain, own)).toBe(key);
          expect(anchor >= bucketStart(period.from, grain, own) && anchor <= period.to).toBe(true);
        }
      },
    ),
  );
});
