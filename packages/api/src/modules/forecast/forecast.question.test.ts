import {
  type Calendar,
  everything,
  type MetricFilter,
  parsePeriod,
  queryForecast,
  queryMetric,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const today = "2024-06-12";
const calendar: Calendar = { today, fiscalYearStart: 4, weekStart: 1 };

/** Two and a half years: one order each day, of a fifth more each year, twice as much on Saturdays; one after today. */
function company(): WarehouseRows {
  const sales: Record<string, string | number | null>[] = [];
  const start = Date.UTC(2022, 0, 1) / 86_400_000;
  for (let serial = start; serial <= start + 900; serial += 1) {
    const date = new Date(serial * 86_400_000);
    const day = date.toISOString().slice(0, 10);
    const amount = (date.getUTCDay() === 6 ? 20 : 10) * 1.2 ** Math.floor((serial - start) / 364);
    const net = day > today ? 9999 : Math.round(amount * 10_000) / 10_000;
    sales.push({
      order_id: serial,
      line: 1,
      day,
      customer_id: 1 + (serial % 2),
      product_id: 1,
      quantity: 1,
      net_amount: net,
      order_net: net,
      cost: day === "2023-02-01" ? null : 4,
      channel: serial % 3 === 0 ? "web" : "shop",
    });
  }
  return {
    customer: [
      { id: 1, kind: "COMPANY", name: "Zeta" },
      { id: 2, kind: "COMPANY", name: "Eta" },
    ],
    product: [{ id: 1, name: "Tea" }],
    sale: sales as NonNullable<WarehouseRows["sale"]>,
  };
}

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company());
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("forecasts on %s", (engine) => {
  const ask = (metric: string, period: string, more: { where?: MetricFilter; asOf?: string; series?: "month" } = {}) =>
    queryForecast(engines[engine], everything, { metric, period: parsePeriod(period, calendar), calendar, ...more });

  it("reaches the end of the running month from one query of days, and knows no fact after today", async () => {
    const forecast = (await ask("revenue", "2024-06"))!;
    expect(forecast).toMatchObject({ method: "SEASONAL_RUN_RATE", tests: 12, confidence: 0.8, asOf: today });
    // June has five Saturdays; its days are in the third year of 52 weeks.
    expect(forecast.value).toBeCloseTo((25 * 10 + 5 * 20) * 1.2 ** 2, 2);
    expect(forecast.low).toBeLessThanOrEqual(forecast.value);
    expect(forecast.high).toBeGreaterThanOrEqual(forecast.value);
    const soFar = await queryMetric(engines[engine], everything, {
      metric: "revenue",
      period: parsePeriod("2024-06-01..2024-06-12", calendar),
      calendar,
    });
    expect(forecast.value).toBeGreaterThan(soFar.value!);
    const fiscal = (await ask("orders", "FY2024", { series: "month" }))!;
    expect(fiscal.value).toBeCloseTo(365, 6);
    expect(fiscal.points).toHaveLength(10);
    expect(fiscal.points[0]).toMatchObject({ from: "2024-06-01", to: "2024-06-30" });
  });

  it("follows the filter and the day that it looks from", async () => {
    const web = (await ask("orders", "2024-06", { where: { channel: { in: ["web"] } } }))!;
    expect(web.value).toBeGreaterThan(8);
    expect(web.value).toBeLessThan(12);
    expect((await ask("orders", "2024-05", { asOf: "2024-05-10" }))!.value).toBeCloseTo(31, 6);
    expect(await ask("orders", "2024-06", { where: { channel: { in: ["none"] } } })).toBeNull();
  });

  it("is not made of what can't be added up over time, nor of what is over, to come or unknown", async () => {
    for (const metric of ["profitMargin", "customers", "averageOrderValue", "pipelineValue", "growth"]) {
      expect(await ask(metric, "2024-06")).toBeNull();
    }
    expect(await ask("revenue", "2024-05")).toBeNull();
    expect(await ask("revenue", "2024-07")).toBeNull();
    expect(await ask("revenue", "2024-06", { where: { newOrReturning: { in: ["NEW"] } } })).toBeNull();
    // One cost of long ago is missing: history begins the day after.
    expect(await ask("grossProfit", "2024-06")).toMatchObject({ tests: 3, low: null, confidence: null });
    expect(await ask("grossProfit", "2023-02", { asOf: "2023-02-20" })).toBeNull();
    await expect(ask("revenu", "2024-06")).rejects.toThrow(/revenu/);
  });
});
