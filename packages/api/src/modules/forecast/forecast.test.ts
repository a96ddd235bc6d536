import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const engines = ["duckdb", "postgres"] as const;
const places = testRecords().flatMap((record) =>
  engines.map((engine) => ({ record: record.name, engine, open: record.open })),
);

describe.each(places)("forecasts on $record, engine $engine", ({ engine, open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  it("reaches the end of the running year, with its method in both languages", async () => {
    const { metric } = await server.ask(
      `{ metric(id: revenue, period: "2024", series: QUARTER) { forecast {
           value low high confidence method error tests asOf points { from to value low }
           en: methodText zh: methodText(locale: "zh-CN") } } }`,
    );
    // 230.25 until the end of June; then 26 weeks of 230.25 ÷ 8, a Monday of 100.25 ÷ 8 and a Tuesday of nothing.
    expect(metric).toEqual({
      forecast: {
        value: 991.09375,
        low: null,
        high: null,
        confidence: null,
        method: "RUN_RATE",
        error: null,
        tests: 0,
        asOf: "2024-06-30",
        points: [
          { from: "2024-07-01", to: "2024-09-30", value: expect.closeTo((28.78125 * 91) / 7 + 12.53125, 9), low: null },
          { from: "2024-10-01", to: "2024-12-31", value: expect.closeTo(28.78125 * 13, 9), low: null },
        ],
        en: "Facts up to 2024-06-30; each later day as the mean of its weekday over the last 8 weeks. There is no full year of history before the period to follow.",
        zh: "截至 2024-06-30 为实际值；此后每一天按最近 8 周同一星期几的平均值估计。该周期之前不足一整年历史，无法参照去年。",
      },
    });
  });

  it("is there for what is a sum over time and under way", async () => {
    const { over, ratio, looked, filtered, metricCatalog } = await server.ask<{
      metricCatalog: { id: string; forecastable: boolean }[];
      [name: string]: unknown;
    }>(
      `{ over: metric(id: revenue, period: "2024-06") { value forecast { value } }
         ratio: metric(id: profitMargin, period: "2024") { forecast { value } }
         looked: metric(id: revenue, period: "2024-06", asOf: "2024-06-15") { value forecast { asOf points { from } } }
         filtered: metric(id: volume, period: "2024", where: { channel: { in: ["shop"] } }) { forecast { value tests } }
         metricCatalog { id forecastable } }`,
    );
    expect({ over, ratio }).toEqual({ over: { value: 130.25, forecast: null }, ratio: { forecast: null } });
    expect(looked).toEqual({ value: 130.25, forecast: { asOf: "2024-06-15", points: [] } });
    expect(filtered).toMatchObject({ forecast: { tests: 0 } });
    const forecastable = metricCatalog.filter((one) => one.forecastable).map(({ id }) => id);
    expect(forecastable).toEqual(
      expect.arrayContaining(["revenue", "volume", "cost", "grossProfit", "orders", "responses"]),
    );
    for (const id of ["customers", "profitMargin", "growth", "pipelineValue"]) expect(forecastable).not.toContain(id);
  });
});
