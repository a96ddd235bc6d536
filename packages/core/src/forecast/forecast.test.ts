import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { addDays, type Calendar, daysBetween } from "../calendar.ts";
import { parsePeriod } from "../period.ts";
import { type ForecastInput, forecastPeriod } from "./forecast.ts";
import { forecastMethodText } from "./forecast-texts.ts";

const calendarOn = (today: string): Calendar => ({ today, fiscalYearStart: 1, weekStart: 1 });

/** Days from `from` to `to`, each with what `value` says. */
function days(from: string, to: string, value: (day: string, index: number) => number): Map<string, number> {
  const daily = new Map<string, number>();
  for (let index = 0; index <= daysBetween(from, to); index += 1) {
    const day = addDays(from, index);
    daily.set(day, value(day, index));
  }
  return daily;
}

function ask(period: string, today: string, daily: ReadonlyMap<string, number>, more: Partial<ForecastInput> = {}) {
  const calendar = calendarOn(today);
  return forecastPeriod({ period: parsePeriod(period, calendar), calendar, daily, ...more });
}

afterEach(() => void vi.unstubAllEnvs());

describe("a forecast", () => {
  const lasting = days("2020-01-01", "2024-12-31", () => 10);

  it("is of a period that is under way, and of no other", () => {
    expect(ask("2024-03", "2024-03-01", lasting)?.value).toBeCloseTo(310);
    expect(ask("2024-03", "2024-03-30", lasting)?.value).toBeCloseTo(310);
    expect(ask("2024-03", "2024-03-31", lasting)).toBeNull();
    expect(ask("2024-03", "2024-02-29", lasting)).toBeNull();
    // A month to date is on its way to the whole month.
    expect(ask("month-to-date", "2024-03-10", lasting)).toEqual(ask("2024-03", "2024-03-10", lasting));
    expect(ask("2024-03-10", "2024-03-10", lasting)).toBeNull();
    expect(ask("2024-03", "2024-06-30", lasting, { asOf: "2024-03-10" })?.value).toBeCloseTo(310);
    expect(ask("2024-03", "2024-03-10", lasting, { asOf: "2024-04-10" })?.asOf).toBe("2024-03-10");
    expect(ask("2000-01-01..2030-01-01", "2024-03-10", lasting)).toBeNull();
    expect(ask("2024-03", "2024-03-10", new Map())).toBeNull();
    expect(
      ask(
        "2024-03",
        "2024-03-10",
        days("2024-03-11", "2024-03-20", () => 1),
      ),
    ).toBeNull();
  });

  it("follows the run rate without a year of history, and has a range from four back-tests on", () => {
    const since = (day: string) =>
      ask(
        "2024-06",
        "2024-06-10",
        days(day, "2024-06-10", () => 10),
      );
    expect(since("2024-03-01")).toMatchObject({ method: "RUN_RATE", reason: "NO_YEAR", tests: 3, error: 0, low: null });
    const four = since("2024-02-01");
    expect(four).toMatchObject({ value: 300, low: 300, high: 300, confidence: 0.8, tests: 4, error: 0 });
    expect(four!.days).toBe(56);
    // Less than two weeks: no weekdays yet.
    const short = ask(
      "2024-06",
      "2024-06-10",
      days("2024-06-01", "2024-06-10", (_, index) => index),
    );
    expect(short).toMatchObject({ value: 45 + 20 * 4.5, tests: 0, error: null, high: null, confidence: null });
  });

  it("follows last year where it shows more than the last weeks", () => {
    // December sells three times as much, and each year a fifth more than the one before.
    const daily = days("2019-01-01", "2024-12-10", (day) => {
      return (day.slice(5, 7) === "12" ? 30 : 10) * 1.2 ** (Number(day.slice(0, 4)) - 2019);
    });
    const forecast = ask("2024", "2024-11-30", daily)!;
    expect(forecast).toMatchObject({ method: "SEASONAL_RUN_RATE", reason: "HISTORY" });
    const actual = (335 * 10 + 31 * 30) * 1.2 ** 5;
    expect(Math.abs(forecast.value / actual - 1)).toBeLessThan(0.02);
    expect(forecast.compared!.SEASONAL_RUN_RATE).toBeLessThan(0.02);
    expect(forecast.compared!.RUN_RATE).toBeGreaterThan(0.1);
  });

  it("leaves last year alone where the last weeks were less far off in earlier periods", () => {
    // Large single sales until a year ago, which don't come again.
    const value = (day: string, index: number) =>
      day < "2023-06-01" && (index * index) % 17 === 0 ? 200 : 10 + (index % 3);
    const forecast = ask("2024-06", "2024-06-10", days("2021-01-01", "2024-06-10", value))!;
    expect(forecast).toMatchObject({ method: "RUN_RATE", reason: "SMALLER_ERROR", tests: 12 });
    expect(forecast.compared!.RUN_RATE).toBeLessThan(forecast.compared!.SEASONAL_RUN_RATE);
    expect(forecast.error).toBeGreaterThan(0);
    expect(forecast.low).toBeLessThanOrEqual(forecast.value);
    expect(forecast.high).toBeGreaterThan(forecast.low!);
  });

  it("follows the run rate where last year has nothing to follow", () => {
    const stopped = days("2022-01-01", "2024-06-20", (day) => (day < "2022-02-01" || day > "2024-04-01" ? 5 : 0));
    expect(ask("2024-06", "2024-06-20", stopped)).toMatchObject({
      value: 150,
      method: "RUN_RATE",
      reason: "NOTHING_THEN",
    });
  });

  it("shows its course: the steps that are not over, adding up to the whole", () => {
    const daily = days("2021-01-01", "2024-06-12", (_, index) => 5 + ((index * index) % 11));
    const forecast = ask("2024-Q2", "2024-06-12", daily, { series: "month" })!;
    expect(forecast.points.map(({ from, to }) => [from, to])).toEqual([["2024-06-01", "2024-06-30"]]);
    const byDay = ask("2024-Q2", "2024-06-12", daily, { series: "day" })!;
    expect(byDay.points.map(({ from }) => from).slice(0, 2)).toEqual(["2024-06-13", "2024-06-14"]);
    expect(byDay.points).toHaveLength(18);
    const finished = (until: string) =>
      [...daily].reduce((sum, [day, value]) => sum + (day >= "2024-04-01" && day <= until ? value : 0), 0);
    for (const bound of ["value", "low", "high"] as const) {
      expect(finished("2024-05-31") + forecast.points[0]![bound]!).toBeCloseTo(forecast[bound]!, 6);
      expect(finished("2024-06-12") + byDay.points.reduce((sum, point) => sum + point[bound]!, 0)).toBeCloseTo(
        byDay[bound]!,
        6,
      );
    }
  });

  it("is worded with its figures in both languages", () => {
    const forecast = ask("2024-03", "2024-03-10", lasting)!;
    expect(forecastMethodText(forecast)).toEqual({
      en: "Facts up to 2024-03-10; each later day as the same weekday 52 weeks before × 1.00, which is how the last 28 days compare with those 52 weeks before. In 12 earlier periods it was off by 0.0 % on average, the run rate of the last weeks by 0.0 %.",
      "zh-CN":
        "截至 2024-03-10 为实际值；此后每一天按 52 周前同一星期几的值 × 1.00 估计，该系数为最近 28 天与 52 周前同期之比。在此前 12 个周期中平均误差为 0.0 %，最近数周的平均水平为 0.0 %。",
    });
    const short = ask(
      "2024-03",
      "2024-03-10",
      days("2024-01-01", "2024-03-10", () => 1),
    )!;
    expect(forecastMethodText(short).en).toBe(
      "Facts up to 2024-03-10; each later day as the mean of its weekday over the last 8 weeks. There is no full year of history before the period to follow.",
    );
  });
});

describe("properties of forecasts", () => {
  const period = fc.constantFrom(
    ["2024-06", 30],
    ["2024-02", 29],
    ["2024-W23", 7],
    ["2024-Q2", 91],
    ["2024", 366],
    ["FY2024", 366],
    ["2024-05-20..2024-07-02", 44],
  ) as fc.Arbitrary<[string, number]>;
  const running = period.chain(([text, length]) =>
    fc.nat(length - 2).map((elapsed) => {
      const { from, to } = parsePeriod(text, calendarOn("2024-01-01"));
      return { text, from, to, length, today: addDays(from, elapsed) };
    }),
  );
  const history = fc.constantFrom(14, 100, 400, 900, 1700);

  it("of the same sales every day is that, times the days", () => {
    fc.assert(
      fc.property(running, history, fc.double({ min: 0.01, max: 1e6, noNaN: true }), (one, back, level) => {
        const forecast = ask(
          one.text,
          one.today,
          days(addDays(one.from, -back), one.today, () => level),
        )!;
        expect(forecast.value / (level * one.length)).toBeCloseTo(1, 9);
        expect(forecast.error ?? 0).toBeCloseTo(0, 9);
      }),
      { numRuns: 60 },
    );
  });

  const week = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: 7, maxLength: 7 })
    .filter((w) => w.some((v) => v > 0));
  it("of a weekly rhythm is that rhythm", () => {
    fc.assert(
      fc.property(running, history, week, (one, back, rhythm) => {
        const start = addDays(one.from, -back);
        const all = days(start, one.to, (_, index) => rhythm[index % 7]!);
        const actual = [...all].reduce((sum, [day, value]) => sum + (day >= one.from ? value : 0), 0);
        expect(ask(one.text, one.today, all)!.value).toBeCloseTo(actual, 6);
      }),
      { numRuns: 60 },
    );
  });

  it("of a course that repeats every 52 weeks with the same growth is that course", () => {
    const course = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 364, maxLength: 364 });
    fc.assert(
      fc.property(running, course, fc.double({ min: 0.5, max: 2, noNaN: true }), (one, shape, growth) => {
        const all = days(addDays(one.from, -800), one.to, (_, index) => {
          return shape[index % 364]! * growth ** Math.floor(index / 364);
        });
        const actual = [...all].reduce((sum, [day, value]) => sum + (day >= one.from ? value : 0), 0);
        const forecast = ask(one.text, one.today, all)!;
        expect(forecast.method).toBe("SEASONAL_RUN_RATE");
        expect(forecast.value / actual).toBeCloseTo(1, 6);
      }),
      { numRuns: 40 },
    );
  });

  it("know nothing of the days to come, whatever the process's time zone", () => {
    const noise = fc.array(fc.integer({ min: -20, max: 200 }), { minLength: 50, maxLength: 50 });
    const zone = fc.constantFrom("UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Shanghai");
    fc.assert(
      fc.property(running, history, noise, noise, zone, (one, back, values, later, timeZone) => {
        const start = addDays(one.from, -back);
        const known = days(start, one.today, (_, index) => values[index % 50]!);
        const more = new Map([
          ...days(addDays(one.today, 1), addDays(one.to, 30), (_, index) => later[index % 50]!),
          ...known,
        ]);
        const forecast = ask(one.text, one.today, known, { series: "week" });
        vi.stubEnv("TZ", timeZone);
        expect(ask(one.text, one.today, more, { series: "week" })).toEqual(forecast);
        expect(ask(one.text, addDays(one.to, 20), more, { asOf: one.today, series: "week" })).toEqual(forecast);
        if (forecast!.low !== null) {
          expect(forecast!.low).toBeLessThanOrEqual(forecast!.value);
          expect(forecast!.high).toBeGreaterThanOrEqual(forecast!.value);
        }
      }),
      { numRuns: 60 },
    );
  });
});
