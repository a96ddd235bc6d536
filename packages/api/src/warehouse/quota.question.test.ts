import { everything, type MetricQuestion, parsePeriod, queryMetrics } from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines } from "../testing/engines.ts";
import { dayOf, numberOf } from "../testing/naive/days.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 4, weekStart: 1 };

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("a quota on %s", (name) => {
  /** Quota rows as decimal numbers of ten-thousandths, so that nothing is lost by adding them up. */
  async function quotas(period: string, more: Partial<MetricQuestion> = {}): Promise<bigint[]> {
    const rows = await queryMetrics(engines[name], everything, {
      period: parsePeriod(period, calendar),
      calendar,
      dimensions: [],
      metrics: [{ key: "quota", metric: "quota" }],
      ...more,
    });
    return rows.map(({ values }) => BigInt(Math.round((values.quota ?? 0) * 10_000)));
  }
  const goal = (starts_on: string, ends_on: string, quota: string, more = {}) => ({
    id: 1,
    starts_on,
    ends_on,
    quota: Number(quota),
    created_on: starts_on,
    ...more,
  });

  it("is whole in its own days, and has the share of its days in others", async () => {
    await engines.fill({ goal: [goal("2024-01-01", "2024-12-31", "366")] });
    expect(await quotas("2024")).toEqual([3_660_000n]);
    expect(await quotas("2024-02")).toEqual([290_000n]);
    expect(await quotas("2023")).toEqual([0n]);
    expect(await quotas("2023-12-31..2024-01-01")).toEqual([10_000n]);
    expect(await quotas("2024", { asOf: "2024-01-31" })).toEqual([310_000n]);
  });

  it("gives what can't be divided to the last days, however large it is", async () => {
    await engines.fill({ goal: [goal("2024-01-01", "2024-01-03", "1")] });
    expect(await quotas("2024-01-01..2024-01-03", { dimensions: ["day"] })).toEqual([3333n, 3333n, 3334n]);
    await engines.fill({ goal: [goal("2024-01-01", "2024-01-07", "90000000000000")] });
    const [whole] = await quotas("2024-01");
    const [six] = await quotas("2024-01-01..2024-01-06");
    const [last] = await quotas("2024-01-07");
    expect(whole).toBe(900_000_000_000_000_000n);
    expect(Number(six! + last!)).toBe(900_000_000_000_000_000);
    expect(Number(last) / 10_000).toBeCloseTo(12_857_142_857_142.857, 3);
  });

  it("adds up to itself, however its days are split", async () => {
    const grains = ["day", "week", "month", "quarter", "fiscalQuarter", "year"];
    const property = fc.asyncProperty(
      fc.integer({ min: 0, max: 500 }),
      fc.integer({ min: 0, max: 400 }),
      fc.integer({ min: 1, max: 2_000_000_000 }),
      fc.constantFrom(...grains),
      async (start, length, units, grain) => {
        const from = numberOf("2023-01-01") + start;
        const [first, last] = [dayOf(from), dayOf(from + length)];
        await engines.fill({ goal: [goal(first, last, (units / 10_000).toFixed(4))] });
        const parts = await quotas("2022-12-01..2025-12-31", { dimensions: [grain] });
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(BigInt(units));
        expect(parts.every((part) => part >= 0n)).toBe(true);
        const [whole] = await quotas(`${first}..${last}`);
        expect(whole).toBe(BigInt(units));
        const middle = dayOf(from + Math.floor(length / 2));
        const halves = await Promise.all([
          quotas(`${first}..${middle}`),
          middle < last ? quotas(`${dayOf(numberOf(middle) + 1)}..${last}`) : [0n],
        ]);
        expect(halves[0]![0]! + halves[1]![0]!).toBe(BigInt(units));
      },
    );
    await fc.assert(property, { numRuns: 25, seed: 18 });
  });

  it("is a year's beside last year's, and next month's before it begins", async () => {
    const goals = [goal("2023-01-01", "2023-12-31", "365"), goal("2024-01-01", "2024-12-31", "732")];
    await engines.fill({ goal: goals });
    const metrics = [{ key: "quota", metric: "quota", at: "SAME_PERIOD_LAST_YEAR" as const }];
    expect(await quotas("2024-03", { metrics })).toEqual([310_000n]);
    expect(await quotas("2024-02", { metrics, dimensions: ["month"] })).toEqual([280_000n]);
    expect(await quotas("2024-06-01..2024-08-31", { dimensions: ["month"] })).toEqual([600_000n, 620_000n, 620_000n]);
  });
});
