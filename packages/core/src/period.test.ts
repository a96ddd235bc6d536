import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, bucketStart, type Calendar, daysBetween, grains } from "./calendar.ts";
import { comparisonPeriod } from "./comparison.ts";
import { bucketsOf, parsePeriod } from "./period.ts";

const calendar: Calendar = { today: "2024-03-15", fiscalYearStart: 4, weekStart: 1 };
const days = (text: string, on: Partial<Calendar> = {}) => {
  const { from, to } = parsePeriod(text, { ...calendar, ...on });
  return from === to ? from : `${from}..${to}`;
};

describe("parsePeriod", () => {
  it.each([
    ["2024", "2024-01-01..2024-12-31"],
    ["2024-Q3", "2024-07-01..2024-09-30"],
    ["2024-q3", "2024-07-01..2024-09-30"],
    ["2024-02", "2024-02-01..2024-02-29"],
    ["2024-W14", "2024-04-01..2024-04-07"],
    ["2020-W53", "2020-12-28..2021-01-03"],
    ["2024-01-15", "2024-01-15"],
    ["2024-01-15..2024-03-31", "2024-01-15..2024-03-31"],
    ["FY2024", "2024-04-01..2025-03-31"],
    ["FY2024-Q4", "2025-01-01..2025-03-31"],
    ["today", "2024-03-15"],
    ["yesterday", "2024-03-14"],
    ["this-week", "2024-03-11..2024-03-17"],
    ["last-month", "2024-02-01..2024-02-29"],
    ["last-quarter", "2023-10-01..2023-12-31"],
    ["this-year", "2024-01-01..2024-12-31"],
    ["last-90-days", "2023-12-17..2024-03-15"],
    ["last-2-weeks", "2024-03-02..2024-03-15"],
    ["last-12-months", "2023-03-16..2024-03-15"],
    ["last-1-quarter", "2023-12-16..2024-03-15"],
    ["month-to-date", "2024-03-01..2024-03-15"],
    ["quarter-to-date", "2024-01-01..2024-03-15"],
    ["Year-To-Date", "2024-01-01..2024-03-15"],
    ["week-to-date", "2024-03-11..2024-03-15"],
  ])("reads %s", (text, expected) => expect(days(text)).toBe(expected));

  it("reads weeks as the company counts them", () => {
    expect(days("2024-W14", { weekStart: 7 })).toBe("2024-03-31..2024-04-06");
    expect(days("this-week", { weekStart: 6 })).toBe("2024-03-09..2024-03-15");
  });

  it.each([
    "",
    "24",
    "2024-13",
    "2024-00",
    "2024-Q5",
    "2023-W53",
    "2024-02-30",
    "2024-03-01..2024-02-01",
    "FY2024-03",
    "last-0-days",
    "last-9999-years",
    "next-month",
  ])("refuses %j, naming it and what would be right", (text) => {
    expect(() => parsePeriod(text, calendar)).toThrow(JSON.stringify(text));
    expect(() => parsePeriod(text, calendar)).toThrow(/expected/);
  });
});

describe("comparisonPeriod", () => {
  const compared = (text: string, comparison: "PREVIOUS_PERIOD" | "SAME_PERIOD_LAST_YEAR") => {
    const { from, to } = comparisonPeriod(parsePeriod(text, calendar), comparison, calendar);
    return from === to ? from : `${from}..${to}`;
  };
  it.each([
    ["2024-03", "2024-02-01..2024-02-29", "2023-03-01..2023-03-31"],
    ["2024-02", "2024-01-01..2024-01-31", "2023-02-01..2023-02-28"],
    ["2024-Q1", "2023-10-01..2023-12-31", "2023-01-01..2023-03-31"],
    ["FY2024", "2023-04-01..2024-03-31", "2023-04-01..2024-03-31"],
    ["2024-W14", "2024-03-25..2024-03-31", "2023-04-03..2023-04-09"],
    ["2020-W53", "2020-12-21..2020-12-27", "2019-12-23..2019-12-29"],
    ["today", "2024-03-14", "2023-03-15"],
    ["2024-01-11..2024-01-20", "2024-01-01..2024-01-10", "2023-01-11..2023-01-20"],
    ["last-12-months", "2022-03-16..2023-03-15", "2022-03-16..2023-03-15"],
    ["last-90-days", "2023-09-18..2023-12-16", "2022-12-17..2023-03-15"],
    ["month-to-date", "2024-02-01..2024-02-15", "2023-03-01..2023-03-15"],
    ["week-to-date", "2024-03-04..2024-03-08", "2023-03-13..2023-03-17"],
    ["year-to-date", "2023-01-01..2023-03-16", "2023-01-01..2023-03-16"],
  ])("of %s", (text, previous, lastYear) => {
    expect(compared(text, "PREVIOUS_PERIOD")).toBe(previous);
    expect(compared(text, "SAME_PERIOD_LAST_YEAR")).toBe(lastYear);
  });

  it("never compares a month with more than the month before", () => {
    const on = { ...calendar, today: "2024-03-31" };
    const before = comparisonPeriod(parsePeriod("month-to-date", on), "PREVIOUS_PERIOD", on);
    expect(before).toMatchObject({ from: "2024-02-01", to: "2024-02-29" });
  });
});

describe("bucketsOf", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("1990-01-01", count));
  const weekStart = fc.integer({ min: 1, max: 7 });

  it("tiles the period", () => {
    fc.assert(
      fc.property(day, fc.nat(800), fc.constantFrom(...grains), weekStart, (from, length, grain, start) => {
        const to = addDays(from, length);
        const buckets = bucketsOf({ from, to }, grain, { weekStart: start });
        expect(buckets[0]!.from).toBe(from);
        expect(buckets.at(-1)!.to).toBe(to);
        for (const [index, bucket] of buckets.entries()) {
          if (index > 0) expect(bucket.from).toBe(addDays(buckets[index - 1]!.to, 1));
          const starts = [bucket.from, bucket.to].map((end) => bucketStart(end, grain, { weekStart: start }));
          expect(starts[0]).toBe(starts[1]);
        }
      }),
    );
  });

  it("reads a range back as it was written", () => {
    fc.assert(
      fc.property(day, fc.nat(800), (from, length) => {
        const to = addDays(from, length);
        const period = parsePeriod(`${from}..${to}`, calendar);
        expect(period).toMatchObject({ from, to });
        const before = comparisonPeriod(period, "PREVIOUS_PERIOD", calendar);
        expect(daysBetween(before.from, before.to)).toBe(length);
        expect(addDays(before.to, 1)).toBe(from);
      }),
    );
  });
});
