import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addGrains,
  addMonths,
  type BucketCalendar,
  bucketEnd,
  bucketStart,
  checkDay,
  daysBetween,
  firstOfFiscalYear,
  grains,
  isoWeekOf,
  nests,
  weekStartOf,
} from "./calendar.ts";
import { fiscalPatterns } from "./fiscal.ts";
import { bucketsOf } from "./period.ts";

const day = fc.integer({ min: -40_000, max: 60_000 }).map((count) => addDays("2000-01-01", count));
const grain = fc.constantFrom(...grains);
const calendar: fc.Arbitrary<BucketCalendar> = fc.record({
  fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  weekStart: fc.integer({ min: 1, max: 7 }),
  fiscalPattern: fc.constantFrom(...fiscalPatterns),
});
const weekCalendar = calendar.filter(({ fiscalPattern }) => fiscalPattern !== "MONTHS");
const fiscalYear = fc.integer({ min: 1900, max: 2150 });
/** The National Retail Federation's calendar. */
const retail: BucketCalendar = { fiscalYearStart: 2, weekStart: 7, fiscalPattern: "4-5-4" };

describe("buckets", () => {
  it("hold each of their days, and touch the next without a gap or an overlap", () => {
    fc.assert(
      fc.property(day, grain, calendar, (on, of, own) => {
        const start = bucketStart(on, of, own);
        const end = bucketEnd(on, of, own);
        expect(start <= on && on <= end).toBe(true);
        expect([bucketStart(start, of, own), bucketEnd(start, of, own)]).toEqual([start, end]);
        expect([bucketStart(end, of, own), bucketEnd(end, of, own)]).toEqual([start, end]);
        const next = addDays(end, 1);
        expect(bucketStart(next, of, own)).toBe(next);
        const before = addDays(start, -1);
        expect(bucketEnd(before, of, own)).toBe(before);
        expect(addGrains(start, of, 1, own)).toBe(next);
      }),
      { numRuns: 2000 },
    );
  });

  it("are counted forwards and back", () => {
    fc.assert(
      fc.property(day, grain, fc.integer({ min: -300, max: 300 }), calendar, (on, of, count, own) => {
        const start = bucketStart(on, of, own);
        const moved = addGrains(start, of, count, own);
        expect(bucketStart(moved, of, own)).toBe(moved);
        expect(addGrains(moved, of, -count, own)).toBe(start);
        expect(bucketStart(addGrains(on, of, count, own), of, own)).toBe(moved);
        const [from, to] = count < 0 ? [moved, start] : [start, moved];
        if (of !== "day" && daysBetween(from, to) < 5000) {
          expect(bucketsOf({ from, to }, of, own)).toHaveLength(Math.abs(count) + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("nest where every one of them lies within one of the other grain", () => {
    const decades = { from: "1990-01-01", to: "2030-12-31" };
    fc.assert(
      fc.property(grain, grain, calendar, (inner, outer, own) => {
        const within = bucketsOf(decades, inner, own).slice(1, -1);
        const lies = ({ from, to }: { from: string; to: string }) => to <= bucketEnd(from, outer, own);
        expect(nests(inner, outer, own)).toBe(within.every(lies));
      }),
      { numRuns: 150 },
    );
  });
});

describe("fiscal years", () => {
  it("of months are those of the calendar, from the month they start in", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 12 }), (on, fiscalYearStart) => {
        const own = { fiscalYearStart, weekStart: 1 };
        expect(bucketStart(on, "fiscalMonth", own)).toBe(bucketStart(on, "month", own));
        // Moving the fiscal year to January makes it the calendar's.
        const moved = addMonths(bucketStart(on, "month", own), 1 - fiscalYearStart);
        for (const [fiscal, plain] of [["fiscalQuarter", "quarter"] as const, ["fiscalYear", "year"] as const]) {
          const start = addMonths(bucketStart(moved, plain, own), fiscalYearStart - 1);
          expect(bucketStart(on, fiscal, own)).toBe(start);
        }
      }),
    );
  });

  it("of weeks start on the week's first day that is nearest to the 1st, and have 52 or 53 weeks", () => {
    fc.assert(
      fc.property(fiscalYear, weekCalendar, (year, own) => {
        const first = `${year}-${String(own.fiscalYearStart).padStart(2, "0")}-01`;
        const start = firstOfFiscalYear(year, own);
        expect(bucketStart(start, "fiscalYear", own)).toBe(start);
        expect(bucketStart(start, "week", own)).toBe(start);
        expect(Math.abs(daysBetween(first, start))).toBeLessThanOrEqual(3);
        expect(addDays(bucketEnd(start, "fiscalYear", own), 1)).toBe(firstOfFiscalYear(year + 1, own));
        expect([52, 53]).toContain(bucketsOf(yearOf(start, own), "week", own).length);
      }),
    );
  });

  it("of weeks have four quarters of three months, and a 53rd week in the last", () => {
    fc.assert(
      fc.property(fiscalYear, weekCalendar, (year, own) => {
        const whole = yearOf(firstOfFiscalYear(year, own), own);
        const weeks = bucketsOf(whole, "week", own).length;
        const pattern = own.fiscalPattern!.split("-").map(Number);
        const expected = [...pattern, ...pattern, ...pattern, ...pattern];
        expected[11]! += weeks - 52;
        const months = bucketsOf(whole, "fiscalMonth", own);
        expect(months.map(({ from, to }) => (daysBetween(from, to) + 1) / 7)).toEqual(expected);
        const quarters = bucketsOf(whole, "fiscalQuarter", own);
        expect(quarters.map(({ from }) => from)).toEqual([0, 3, 6, 9].map((index) => months[index]!.from));
        expect(quarters.at(-1)!.to).toBe(whole.to);
      }),
    );
  });

  it.each([
    [2006, "2006-01-29", 53],
    [2007, "2007-02-04", 52],
    [2011, "2011-01-30", 52],
    [2012, "2012-01-29", 53],
    [2013, "2013-02-03", 52],
    [2017, "2017-01-29", 53],
    [2018, "2018-02-04", 52],
    [2022, "2022-01-30", 52],
    [2023, "2023-01-29", 53],
    [2024, "2024-02-04", 52],
    [2025, "2025-02-02", 52],
  ])("are those of the retail trade: %i starts on %s and has %i weeks", (year, start, weeks) => {
    expect(firstOfFiscalYear(year, retail)).toBe(start);
    expect(bucketsOf(yearOf(start, retail), "week", retail)).toHaveLength(weeks);
  });

  it("have the retail trade's months", () => {
    const months = bucketsOf(yearOf("2023-01-29", retail), "fiscalMonth", retail).map(
      ({ from, to }) => `${from}..${to}`,
    );
    expect(months.slice(0, 3)).toEqual(["2023-01-29..2023-02-25", "2023-02-26..2023-04-01", "2023-04-02..2023-04-29"]);
    expect(months.at(-1)).toBe("2023-12-31..2024-02-03");
  });

  function yearOf(start: string, own: BucketCalendar) {
    return { from: start, to: bucketEnd(start, "fiscalYear", own) };
  }
});

it("moves a day to the last of a month that is too short for it", () => {
  expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
  expect(addMonths("2024-02-29", -12)).toBe("2023-02-28");
  expect(addGrains("2024-01-31", "fiscalQuarter", 1, { fiscalYearStart: 4, weekStart: 1 })).toBe("2024-04-30");
  // The last day of a month of five weeks, in the month of four before it.
  expect(addGrains("2023-04-01", "fiscalMonth", -1, retail)).toBe("2023-02-25");
});

it.each([
  ["2021-01-03", 2020, 53],
  ["2021-01-04", 2021, 1],
  ["2018-12-31", 2019, 1],
  ["2016-01-03", 2015, 53],
  ["2023-01-01", 2022, 52],
  ["2024-12-30", 2025, 1],
])("numbers weeks as ISO 8601 does: %s is in week %i-%i", (on, year, week) => {
  const own = { fiscalYearStart: 1, weekStart: 1 };
  const start = bucketStart(on, "week", own);
  expect(isoWeekOf(start)).toEqual({ year, week });
  expect(weekStartOf(year, week, own)).toBe(start);
});

it("finds every week by its number again, whichever day it starts on", () => {
  fc.assert(
    fc.property(day, calendar, (on, own) => {
      const start = bucketStart(on, "week", own);
      const { year, week } = isoWeekOf(start);
      expect(weekStartOf(year, week, own)).toBe(start);
      const next = isoWeekOf(addDays(start, 7));
      expect(next.year === year ? next.week - week : next.week).toBe(1);
    }),
  );
});

it.each(["2023-02-29", "1900-02-29", "2024-13-01", "2024-04-31", "2024-00-10", "2024-1-1", "24-01-01", "", "today"])(
  "refuses %j as a date",
  (text) => expect(() => checkDay(text, "asOf")).toThrow(`asOf: ${JSON.stringify(text)} is not a date, expected`),
);

it("accepts the 29th of February in leap years", () => {
  for (const leap of ["2000-02-29", "2024-02-29", "1996-02-29"]) expect(checkDay(leap, "asOf")).toBe(leap);
});
