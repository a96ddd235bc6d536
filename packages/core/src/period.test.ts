import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, bucketStart, type Calendar, grains } from "./calendar.ts";
import { badInput } from "./errors.ts";
import { fiscalPatterns } from "./fiscal.ts";
import { bucketsOf, parsePeriod, periodForms } from "./period.ts";

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
    ["fy2024-q4", "2025-01-01..2025-03-31"],
    ["FY2024-P01", "2024-04-01..2024-04-30"],
    ["FY2024-P11", "2025-02-01..2025-02-28"],
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
    ["this-fiscal-month", "2024-03-01..2024-03-31"],
    ["last-fiscal-quarter", "2023-10-01..2023-12-31"],
    ["this-fiscal-year", "2023-04-01..2024-03-31"],
    ["last-fiscal-year", "2022-04-01..2023-03-31"],
    ["fiscal-month-to-date", "2024-03-01..2024-03-15"],
    ["fiscal-quarter-to-date", "2024-01-01..2024-03-15"],
    ["Fiscal-Year-To-Date", "2023-04-01..2024-03-15"],
  ])("reads %s", (text, expected) => expect(days(text)).toBe(expected));

  it("reads weeks as the company counts them", () => {
    expect(days("2024-W14", { weekStart: 7 })).toBe("2024-03-31..2024-04-06");
    expect(days("this-week", { weekStart: 6 })).toBe("2024-03-09..2024-03-15");
  });

  it.each([
    ["FY2023", "2023-01-29..2024-02-03"],
    ["FY2024", "2024-02-04..2025-02-01"],
    ["FY2023-Q4", "2023-10-29..2024-02-03"],
    ["FY2024-P02", "2024-03-03..2024-04-06"],
    ["FY2023-P12", "2023-12-31..2024-02-03"],
    ["2024-02", "2024-02-01..2024-02-29"],
    ["this-fiscal-month", "2024-03-03..2024-04-06"],
    ["last-fiscal-month", "2024-02-04..2024-03-02"],
    ["last-fiscal-quarter", "2023-10-29..2024-02-03"],
    ["this-fiscal-year", "2024-02-04..2025-02-01"],
    ["fiscal-month-to-date", "2024-03-03..2024-03-15"],
    ["fiscal-year-to-date", "2024-02-04..2024-03-15"],
  ])("reads %s where fiscal years are made of weeks", (text, expected) => {
    expect(days(text, { fiscalYearStart: 2, weekStart: 7, fiscalPattern: "4-5-4" })).toBe(expected);
  });

  it("names a fiscal year by the year of the 1st that it starts by, not of its first day", () => {
    const own = { fiscalYearStart: 1, weekStart: 1, fiscalPattern: "4-4-5" } as const;
    expect(days("FY2025", own)).toBe("2024-12-30..2025-12-28");
    expect(days("this-fiscal-year", { ...own, today: "2024-12-30" })).toBe(days("FY2025", own));
    expect(days("last-fiscal-year", { ...own, today: "2024-12-30" })).toBe(days("FY2024", own));
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
    "FY2024-W05",
    "FY2024-P1",
    "FY2024-01-15",
    "2024-W1",
    "2024-Q",
    "0999",
    "9999",
    "FY0001",
    "20240",
    "0001-01-01..2024-01-01",
    "9998-01-01..9999-12-31",
    "1000-01-01..2999-12-31",
    "last-0-days",
    "last-9999-years",
    "last-99999999999999999999999-days",
    "last-3-fiscal-months",
    "this-fiscal-week",
    "fiscal-week-to-date",
    "next-month",
  ])("refuses %j, naming it and what would be right", (text) => {
    expect(() => parsePeriod(text, calendar)).toThrow(JSON.stringify(text));
    expect(() => parsePeriod(text, calendar)).toThrow(/expected/);
  });

  it.each([
    ["2024-13", 'period "2024-13": there is no month 13, expected 01 to 12'],
    ["2024-Q5", 'period "2024-Q5": there is no quarter 5, expected Q1 to Q4'],
    ["fy2024-q5", 'period "fy2024-q5": there is no quarter 5, expected Q1 to Q4'],
    ["FY2024-P13", 'period "FY2024-P13": there is no month P13, expected P01 to P12'],
    ["FY2024-P00", 'period "FY2024-P00": there is no month P00, expected P01 to P12'],
    [
      "FY2024-03",
      'period "FY2024-03" is no part of a fiscal year, expected FY2024, FY2024-Q1 to Q4 or FY2024-P01 to P12',
    ],
    ["2024-P03", 'period "2024-P03": P is a month of a fiscal year, expected FY2024-P01 to P12'],
    ["2024-W53", 'period "2024-W53": 2024 has no week 53, expected W01 to W52'],
    ["2020-W54", 'period "2020-W54": 2020 has no week 54, expected W01 to W53'],
    ["2024-W00", 'period "2024-W00": 2024 has no week 00, expected W01 to W52'],
    ["0024-03", 'period "0024-03": the year 0024, expected 1000 to 2999'],
    [
      "2024-03-01..2024-02-01",
      'period "2024-03-01..2024-02-01": it ends before it starts, expected 2024-02-01..2024-03-01',
    ],
    [
      "2024-03-01..2024-02-30",
      'period "2024-03-01..2024-02-30": "2024-02-30" is not a date, expected YYYY-MM-DD such as 2024-02-29',
    ],
    ["1700-01-01..2024-12-31", 'period "1700-01-01..2024-12-31": 118704 days, expected at most 200 years'],
    ["last-2401-months", 'period "last-2401-months": 2401 months, expected 1 to 2400'],
  ])("says of %s where it is wrong", (text, message) => {
    expect(() => parsePeriod(text, calendar)).toThrow(badInput(message));
  });

  it("reads all the forms that its message lists", () => {
    const forms = periodForms.replaceAll(/\(also [^)]*\)/g, "").split(", ");
    for (const form of forms) expect(parsePeriod(form, calendar).from).toMatch(/^\d{4}-/);
  });
});

describe("bucketsOf", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("1990-01-01", count));
  const own = fc.record({
    fiscalYearStart: fc.integer({ min: 1, max: 12 }),
    weekStart: fc.integer({ min: 1, max: 7 }),
    fiscalPattern: fc.constantFrom(...fiscalPatterns),
  });

  it("tiles the period", () => {
    fc.assert(
      fc.property(day, fc.nat(800), fc.constantFrom(...grains), own, (from, length, grain, calendar) => {
        const to = addDays(from, length);
        const buckets = bucketsOf({ from, to }, grain, calendar);
        expect(buckets[0]!.from).toBe(from);
        expect(buckets.at(-1)!.to).toBe(to);
        for (const [index, bucket] of buckets.entries()) {
          if (index > 0) expect(bucket.from).toBe(addDays(buckets[index - 1]!.to, 1));
          const starts = [bucket.from, bucket.to].map((end) => bucketStart(end, grain, calendar));
          expect(starts).toEqual([bucket.start, bucket.start]);
        }
      }),
    );
  });

  it("refuses to split what is too long", () => {
    const forever = { from: "0001-01-01", to: "9999-12-31" };
    expect(() => bucketsOf(forever, "year", calendar)).toThrow("too long to split, expected at most 100000 days");
  });
});

it("reads a range back as it was written", () => {
  const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays("1990-01-01", count));
  fc.assert(
    fc.property(day, fc.nat(800), (from, length) => {
      const to = addDays(from, length);
      expect(parsePeriod(`${from}..${to}`, calendar)).toEqual({
        text: `${from}..${to}`,
        from,
        to,
        shape: { kind: "range" },
      });
    }),
  );
});
