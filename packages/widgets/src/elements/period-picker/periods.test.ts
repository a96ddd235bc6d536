import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePeriod } from "../../../../core/src/period.ts";
import type { CompanyCalendar } from "./calendar.ts";
import { daysOf, faultOfRange, presetsFor, stepped } from "./periods.ts";

const plain: CompanyCalendar = { today: "2024-11-14", fiscalYearStart: 1, weekStart: 1, fiscalPattern: "MONTHS" };
const patterns = { MONTHS: "MONTHS", WEEKS_4_4_5: "4-4-5", WEEKS_4_5_4: "4-5-4", WEEKS_5_4_4: "5-4-4" } as const;

const anyDay = fc
  .integer({ min: Date.UTC(1995, 0) / 86_400_000, max: Date.UTC(2045, 0) / 86_400_000 })
  .map((serial) => new Date(serial * 86_400_000).toISOString().slice(0, 10));
const anyCalendar = fc.record({
  today: anyDay,
  fiscalYearStart: fc.integer({ min: 1, max: 12 }),
  weekStart: fc.integer({ min: 1, max: 7 }),
  fiscalPattern: fc.constantFrom(...(Object.keys(patterns) as (keyof typeof patterns)[])),
});
const two = (number: number) => String(number).padStart(2, "0");
const anyYear = fc.integer({ min: 1996, max: 2044 });
const anyPeriod = fc.oneof(
  fc.constantFrom("today", "yesterday", "this-week", "last-week", "week-to-date"),
  fc.constantFrom(...presetsFor({ ...plain, fiscalPattern: "WEEKS_4_4_5" }).flat()),
  anyYear.map(String),
  anyYear.map((year) => `FY${year}`),
  fc.tuple(anyYear, fc.integer({ min: 1, max: 4 })).map(([year, quarter]) => `${year}-Q${quarter}`),
  fc.tuple(anyYear, fc.integer({ min: 1, max: 4 })).map(([year, quarter]) => `FY${year}-Q${quarter}`),
  fc.tuple(anyYear, fc.integer({ min: 1, max: 12 })).map(([year, month]) => `FY${year}-P${two(month)}`),
  fc.tuple(anyYear, fc.integer({ min: 0, max: 13 })).map(([year, month]) => `${year}-${two(month)}`),
  fc.tuple(anyYear, fc.integer({ min: 0, max: 54 })).map(([year, week]) => `${year}-W${two(week)}`),
  fc.tuple(anyDay, anyDay).map(([from, to]) => `${from}..${to}`),
  fc
    .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom("days", "weeks", "months", "quarters", "years"))
    .map(([count, unit]) => `last-${count}-${unit}`),
);

function theServers(text: string, calendar: CompanyCalendar) {
  try {
    const { from, to } = parsePeriod(text, { ...calendar, fiscalPattern: patterns[calendar.fiscalPattern] });
    return { from, to };
  } catch {
    return undefined;
  }
}

it("tells the same days as the server, of every form in every calendar", () => {
  fc.assert(
    fc.property(anyPeriod, anyCalendar, (text, calendar) => {
      const days = daysOf(text, calendar);
      expect(days && { from: days.from, to: days.to }).toEqual(theServers(text, calendar));
    }),
    { numRuns: 3000, seed: 7 },
  );
});

it("steps to a neighbour that the server understands, and back", () => {
  fc.assert(
    fc.property(anyPeriod, anyCalendar, fc.constantFrom(1 as const, -1 as const), (text, calendar, by) => {
      const before = daysOf(text, calendar);
      const next = stepped(text, by, calendar);
      expect(next === undefined).toBe(before === undefined);
      if (!before || !next) return;
      const after = theServers(next, calendar)!;
      const gap =
        by > 0 ? Date.parse(after.from) - Date.parse(before.to) : Date.parse(before.from) - Date.parse(after.to);
      // What was cut off at today begins or ends whole.
      if (before.kind !== "to-date") expect(gap).toBe(86_400_000);
      // Days that by chance make whole months step by months from then on.
      if (before.kind === "range" || before.kind === "rolling") return;
      const back = daysOf(stepped(next, by > 0 ? -1 : 1, calendar)!, calendar)!;
      expect(back.from).toBe(before.from);
    }),
    { numRuns: 3000, seed: 8 },
  );
});

describe("stepping", () => {
  it("names the neighbour by the calendar", () => {
    expect(stepped("this-month", -1, plain)).toBe("2024-10");
    expect(stepped("2024-Q1", -1, plain)).toBe("2023-Q4");
    expect(stepped("2020-W53", 1, plain)).toBe("2021-W01");
    expect(stepped("year-to-date", -1, plain)).toBe("2023");
    expect(stepped("FY2024-P12", 1, { ...plain, fiscalYearStart: 4 })).toBe("FY2025-P01");
    expect(stepped("2024-01-01..2024-02-29", 1, plain)).toBe("2024-03-01..2024-04-30");
    expect(stepped("last-90-days", -1, plain)).toBe("2024-05-19..2024-08-16");
  });
});

it("says what is wrong with a range", () => {
  expect(faultOfRange("2024-03-01", "2024-02-01")).toBe("reversed");
  expect(faultOfRange("", "2024-02-01")).toBe("missing");
  expect(faultOfRange("2024-02-30", "2024-03-01")).toBe("missing");
  expect(faultOfRange("0024-01-01", "2024-03-01")).toBe("years");
  expect(faultOfRange("1700-01-01", "2024-03-01")).toBe("long");
  expect(faultOfRange("2024-03-01", "2024-03-01")).toBeUndefined();
});

it("offers fiscal periods only where they are other days", () => {
  const offered = (calendar: Partial<CompanyCalendar>) => presetsFor({ ...plain, ...calendar }).flat();
  expect(offered({}).some((name) => name.includes("fiscal"))).toBe(false);
  expect(offered({ fiscalYearStart: 4 })).toContain("last-fiscal-year");
  expect(offered({ fiscalYearStart: 4 })).not.toContain("last-fiscal-quarter");
  expect(offered({ fiscalYearStart: 2 })).toContain("last-fiscal-quarter");
  expect(offered({ fiscalPattern: "WEEKS_4_4_5" })).toContain("this-fiscal-month");
});
