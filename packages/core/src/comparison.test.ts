import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, bucketEnd, bucketStart, type Calendar, daysBetween } from "./calendar.ts";
import { type Comparison, comparisonPeriod, comparisons } from "./comparison.ts";
import { fiscalPatterns } from "./fiscal.ts";
import { parsePeriod } from "./period.ts";

const calendar: Calendar = { today: "2024-03-15", fiscalYearStart: 4, weekStart: 1 };
/** The National Retail Federation's; its FY2023 has 53 weeks. */
const retail: Calendar = { today: "2024-03-15", fiscalYearStart: 2, weekStart: 7, fiscalPattern: "4-5-4" };

describe("comparisonPeriod", () => {
  const compared = (text: string, comparison: Comparison, own = calendar) => {
    const { from, to } = comparisonPeriod(parsePeriod(text, own), comparison, own);
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
    ["FY2024-Q1", "2024-01-01..2024-03-31", "2023-04-01..2023-06-30"],
    ["FY2023-P11", "2024-01-01..2024-01-31", "2023-02-01..2023-02-28"],
    ["fiscal-year-to-date", "2022-04-01..2023-03-16", "2022-04-01..2023-03-16"],
  ])("of %s", (text, previous, lastYear) => {
    expect(compared(text, "PREVIOUS_PERIOD")).toBe(previous);
    expect(compared(text, "SAME_PERIOD_LAST_YEAR")).toBe(lastYear);
  });

  it("never compares a month with more than the month before", () => {
    const on = { ...calendar, today: "2024-03-31" };
    const before = comparisonPeriod(parsePeriod("month-to-date", on), "PREVIOUS_PERIOD", on);
    expect(before).toMatchObject({ from: "2024-02-01", to: "2024-02-29" });
  });

  it.each([
    ["FY2024", "2023-01-29..2024-02-03", "2023-01-29..2024-02-03"],
    ["FY2024-Q1", "2023-10-29..2024-02-03", "2023-01-29..2023-04-29"],
    ["FY2024-P01", "2023-12-31..2024-02-03", "2023-01-29..2023-02-25"],
    ["FY2024-P12", "2024-12-01..2025-01-04", "2023-12-31..2024-02-03"],
    ["this-fiscal-month", "2024-02-04..2024-03-02", "2023-02-26..2023-04-01"],
    ["fiscal-month-to-date", "2024-02-04..2024-02-16", "2023-02-26..2023-03-10"],
    ["fiscal-year-to-date", "2023-01-29..2023-03-10", "2023-01-29..2023-03-10"],
    ["2024-03", "2024-02-01..2024-02-29", "2023-03-01..2023-03-31"],
  ])("of %s where fiscal years are made of weeks", (text, previous, lastYear) => {
    expect(compared(text, "PREVIOUS_PERIOD", retail)).toBe(previous);
    expect(compared(text, "SAME_PERIOD_LAST_YEAR", retail)).toBe(lastYear);
  });

  it("never compares a year of 53 weeks with more than the 52 of the year before", () => {
    const own = { ...retail, today: "2024-02-02" };
    expect(compared("fiscal-year-to-date", "SAME_PERIOD_LAST_YEAR", own)).toBe("2022-01-30..2023-01-28");
  });
});

describe("comparisonPeriod of any calendar", () => {
  const own: fc.Arbitrary<Calendar> = fc.record({
    today: fc.integer({ min: -8_000, max: 12_000 }).map((count) => addDays("2010-01-01", count)),
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
    weekStart: fc.integer({ min: 1, max: 7 }),
    fiscalPattern: fc.constantFrom(...fiscalPatterns),
  });
  const unit = fc.constantFrom("week", "month", "quarter", "year", "fiscal-month", "fiscal-quarter", "fiscal-year");
  const comparison = fc.constantFrom(...comparisons);

  it("sets a whole bucket beside a whole bucket", () => {
    fc.assert(
      fc.property(own, unit, fc.constantFrom("this", "last"), comparison, (calendar, name, which, comparedWith) => {
        const period = parsePeriod(`${which}-${name}`, calendar);
        const other = comparisonPeriod(period, comparedWith, calendar);
        if (period.shape.kind !== "calendar") throw new Error("a whole bucket");
        const { grain } = period.shape;
        expect(other.shape).toEqual(period.shape);
        expect(bucketStart(other.from, grain, calendar)).toBe(other.from);
        expect(bucketEnd(other.from, grain, calendar)).toBe(other.to);
        if (comparedWith === "PREVIOUS_PERIOD") expect(addDays(other.to, 1)).toBe(period.from);
        else expect(Math.abs(daysBetween(other.from, period.from) - 365.25)).toBeLessThan(8);
      }),
      { numRuns: 1000 },
    );
  });

  it("sets a fiscal year, quarter or month beside the one of its number", () => {
    const part = fc.constantFrom("", "-Q1", "-Q2", "-Q3", "-Q4", "-P01", "-P02", "-P06", "-P09", "-P11", "-P12");
    fc.assert(
      fc.property(own, fc.integer({ min: 1950, max: 2100 }), part, (calendar, year, suffix) => {
        const other = comparisonPeriod(parsePeriod(`FY${year}${suffix}`, calendar), "SAME_PERIOD_LAST_YEAR", calendar);
        const { from, to } = parsePeriod(`FY${year - 1}${suffix}`, calendar);
        expect(other).toMatchObject({ from, to });
      }),
    );
  });

  it("compares a unit to date over equal days, as far as the other has so many", () => {
    fc.assert(
      fc.property(own, unit, comparison, (calendar, name, comparedWith) => {
        const period = parsePeriod(`${name}-to-date`, calendar);
        const other = comparisonPeriod(period, comparedWith, calendar);
        const whole = comparisonPeriod(parsePeriod(`this-${name}`, calendar), comparedWith, calendar);
        expect(other.from).toBe(whole.from);
        const length = Math.min(daysBetween(period.from, period.to), daysBetween(whole.from, whole.to));
        expect(daysBetween(other.from, other.to)).toBe(length);
      }),
      { numRuns: 1000 },
    );
  });

  it("compares n days with the n days before", () => {
    fc.assert(
      fc.property(own, fc.nat(3000), (calendar, length) => {
        const from = addDays(calendar.today, -length);
        const other = comparisonPeriod(
          parsePeriod(`${from}..${calendar.today}`, calendar),
          "PREVIOUS_PERIOD",
          calendar,
        );
        expect(daysBetween(other.from, other.to)).toBe(length);
        expect(addDays(other.to, 1)).toBe(from);
      }),
    );
  });
});
