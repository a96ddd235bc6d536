import "./drivers.schema.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../../store/store.ts";
import { fillSmallCompany, testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const engines = ["duckdb", "postgres"] as const;
const places = testRecords().flatMap((record) =>
  engines.map((engine) => ({ record: record.name, engine, open: record.open })),
);

describe.each(places)("drivers on $record, engine $engine", ({ engine, open }) => {
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

  interface Effect {
    readonly kind: string;
    readonly amount: number;
  }
  const amounts = (effects: readonly Effect[]) =>
    Object.fromEntries(effects.filter(({ amount }) => amount !== 0).map(({ kind, amount }) => [kind, amount]));

  it("explains a change by price, volume, mix and product", async () => {
    const { drivers } = await server.ask<{
      drivers: { effects: Effect[]; contributions: { effects: Effect[] }[] } & Record<string, unknown>;
    }>(
      `{ drivers(metric: revenue, period: "2024-06") {
           currency value comparisonValue difference change period { text } comparison { from to } by { dimension kind }
           definition { id } effects { kind amount }
           contributions { label value comparisonValue difference change presence isRest effects { kind amount } } } }`,
    );
    const { effects, contributions, ...rest } = drivers;
    expect(rest).toEqual({
      currency: "EUR",
      value: 130.25,
      comparisonValue: 100,
      difference: 30.25,
      change: 0.3025,
      period: { text: "2024-06" },
      comparison: { from: "2024-05-01", to: "2024-05-31" },
      by: { dimension: "PRODUCT", kind: "ENTITY" },
      definition: { id: "revenue" },
    });
    // Tea 4 for 40 → 11 for 110.25, Cup 6 for 60 → 2 for 20: 13 units instead of 10, the same prices but for 0.25.
    expect(amounts(effects)).toEqual({ PRICE: 0.25, VOLUME: 30 });
    expect(contributions.map(({ effects: parts, ...row }) => ({ ...row, ...amounts(parts) }))).toEqual([
      {
        label: "Tea",
        value: 110.25,
        comparisonValue: 40,
        difference: 70.25,
        change: 1.75625,
        presence: "BOTH",
        isRest: false,
        PRICE: 0.25,
        VOLUME: 12,
        MIX: 58,
      },
      {
        label: "Cup",
        value: 20,
        comparisonValue: 60,
        difference: -40,
        change: -2 / 3,
        presence: "BOTH",
        isRest: false,
        VOLUME: 18,
        MIX: -58,
      },
    ]);
  });

  it("answers keys that can be asked with, and words in both languages", async () => {
    const { drivers } = await server.ask<{ drivers: { contributions: { key: string; label: string }[] } }>(
      `{ drivers(metric: volume, period: "2024-06", by: REP, first: 1) { contributions { key label } } }`,
    );
    expect(drivers.contributions[0]!.label).toBe("Bo");
    const { metrics } = await server.ask<{ metrics: object[] }>(
      `query ($rep: [ID!]) { metrics(period: "2024-06", where: { rep: { in: $rep } }) { volume } }`,
      { rep: [drivers.contributions[0]!.key] },
    );
    expect(metrics).toEqual([{ volume: 2 }]);
    const { words } = await server.ask<{
      words: { contributions: { key: string; zh: string }[]; effects: { en: string; zh: string; why: string }[] };
    }>(
      `{ words: drivers(metric: grossProfit, period: "2024-06", by: CUSTOMER_KIND) {
           contributions { key zh: label(locale: "zh-CN") }
           effects { en: label zh: label(locale: "zh-CN") why: description } } }`,
    );
    expect(words.effects.map(({ en, zh }) => `${en} ${zh}`)).toEqual([
      "Price 价格",
      "Volume 销量",
      "Mix 产品结构",
      "Cost 成本",
      "New products 新增产品",
      "Lost products 流失产品",
      "Other 其他",
    ]);
    expect(words.contributions.map(({ key }) => key).sort()).toEqual(["COMPANY", "PERSON"]);
  });

  it("says what is wrong with a question", async () => {
    const fault = (args: string) => server.fault(`{ drivers(${args}) { difference } }`);
    expect(await fault(`metric: profitMargin, period: "2024-06"`)).toEqual({
      code: "BAD_USER_INPUT",
      message: expect.stringMatching(/profitMargin is no sum .* expected one of revenue, volume/),
    });
    // An order that holds two products counts under each of them.
    expect((await fault(`metric: orders, period: "2024-06"`)).message).toMatch(/orders is no sum/);
    expect((await fault(`metric: revenue, period: "2024-13"`)).message).toMatch(/2024-13/);
    expect((await fault(`metric: revenue, period: "2024-06", first: -1`)).message).toMatch(/first: -1/);
    expect((await fault(`metric: pipelineValue, period: "2024-06", by: CHANNEL`)).message).toMatch(/channel/);
    expect((await fault(`metric: revenue, period: "2024-06", where: { team: { in: ["none"] } }`)).message).toMatch(
      /none/,
    );
  });
});
