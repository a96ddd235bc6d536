import {
  type Calendar,
  type Comparison,
  type DimensionId,
  everything,
  type MetricFilter,
  parsePeriod,
  queryDrivers,
  queryMetrics,
} from "@salesglass/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar: Calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };

const sale = (
  day: string,
  product: number,
  quantity: number,
  net: number,
  more: Record<string, number | string | null> = {},
) => ({
  // One order a product and day.
  order_id: 100 * Number(day.replaceAll("-", "").slice(2)) + product,
  line: 1,
  day,
  customer_id: 1,
  rep_id: 1,
  team_id: 1,
  product_id: product,
  quantity,
  net_amount: net,
  order_net: net,
  cost: net / 2,
  ...more,
});

// Teas A and B in both months, a new cup C, a lost pot D, and a kettle E of which May's sale came back in June.
const company: WarehouseRows = {
  product: [
    { id: 1, name: "A", category: "Tea" },
    { id: 2, name: "B", category: "Tea" },
    { id: 3, name: "C", category: "Ware" },
    { id: 4, name: "D", category: "Ware" },
    { id: 5, name: "E", category: null },
  ],
  customer: [{ id: 1, kind: "COMPANY", name: "Zeta" }],
  team: [{ id: 1, name: "North" }],
  rep: [{ id: 1, name: "Ada", team_id: 1 }],
  sale: [
    sale("2024-05-02", 1, 100, 1000, { channel: "web" }),
    sale("2024-06-03", 1, 150, 1650, { channel: "shop" }),
    sale("2024-05-04", 2, 50, 1000, { channel: "web" }),
    sale("2024-06-05", 2, 30, 600, { channel: "web" }),
    sale("2024-06-06", 3, 5, 75),
    sale("2024-05-31", 4, 4, 60),
    sale("2024-05-08", 5, 1, 10),
    sale("2024-06-09", 5, -1, -10),
    sale("2023-03-01", 1, 1, 10, { cost: null }),
    sale("2023-02-10", 1, 1, 5),
    sale("2024-02-10", 1, 1, 9),
    sale("2024-02-29", 1, 1, 6),
  ],
};

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("drivers on %s", (engine) => {
  const ask = (
    metric: string,
    by: DimensionId,
    more: { period?: string; versus?: Comparison; where?: MetricFilter; first?: number } = {},
  ) => {
    const { period = "2024-06", versus = "PREVIOUS_PERIOD", ...rest } = more;
    return queryDrivers(engines[engine], everything, {
      metric,
      by,
      period: parsePeriod(period, calendar),
      calendar,
      versus,
      ...rest,
    });
  };
  const amounts = (effects: readonly { kind: string; amount: string }[]) =>
    Object.fromEntries(effects.flatMap(({ kind, amount }) => (Number(amount) === 0 ? [] : [[kind, Number(amount)]])));

  it("finds the effects by hand, by product, with the smallest changes as the rest", async () => {
    const drivers = await ask("revenue", "productName", { first: 2 });
    expect(drivers).toMatchObject({ value: "2315.0000", comparisonValue: "2070.0000", difference: "245.0000" });
    expect(drivers.comparison).toMatchObject({ from: "2024-05-01", to: "2024-05-31" });
    const whole = { PRICE: 150, VOLUME: 400, MIX: -300, NEW: 75, LOST: -60, OTHER: -20 };
    expect(amounts(drivers.effects)).toEqual(whole);
    expect(drivers.effects.at(-1)!.reasons).toEqual(["NO_QUANTITY"]);
    expect(
      drivers.contributions.map(({ label, difference, presence, isRest, effects }) => [
        label,
        Number(difference),
        presence,
        isRest,
        amounts(effects),
      ]),
    ).toEqual([
      ["A", 650, "BOTH", false, { PRICE: 150, VOLUME: 200, MIX: 300 }],
      ["B", -400, "BOTH", false, { VOLUME: 200, MIX: -600 }],
      [null, -5, "BOTH", true, { NEW: 75, LOST: -60, OTHER: -20 }],
    ]);
  });

  it("adds a category's products up, and has the same effects whatever it is split by", async () => {
    const whole = (await ask("grossProfit", "productId")).effects;
    for (const by of ["category", "channel", "teamName", "week"]) {
      expect((await ask("grossProfit", by)).effects).toEqual(whole);
    }
    // Half of every price is its cost: the margins change as the prices, the costs take half of the price effect back.
    expect(amounts(whole)).toEqual({ PRICE: 150, VOLUME: 200, MIX: -150, COST: -75, NEW: 37.5, LOST: -30, OTHER: -10 });
    const { contributions } = await ask("revenue", "category");
    expect(contributions.map(({ key, difference, effects }) => [key, difference, amounts(effects)])).toEqual([
      ["Tea", "250.0000", { PRICE: 150, VOLUME: 400, MIX: -300 }],
      [null, "-20.0000", { OTHER: -20 }],
      ["Ware", "15.0000", { NEW: 75, LOST: -60 }],
    ]);
  });

  it("says what every value of any dimension adds to any sum", async () => {
    const { contributions, effects } = await ask("volume", "channel");
    expect(effects).toEqual([]);
    expect(
      contributions.map(({ label, value, comparisonValue, presence }) => [label, value, comparisonValue, presence]),
    ).toEqual([
      ["shop", "150.0000", "0.0000", "NEW"],
      ["web", "30.0000", "150.0000", "BOTH"],
      [null, "4.0000", "5.0000", "BOTH"],
    ]);
  });

  it("lines up time, and keeps what has no counterpart", async () => {
    const { contributions, difference } = await ask("revenue", "day", { period: "2023-02", versus: "PREVIOUS_PERIOD" });
    expect([difference, contributions.length]).toEqual(["5.0000", 1]);
    const leap = await ask("revenue", "day", { period: "2024-02", versus: "SAME_PERIOD_LAST_YEAR" });
    expect(leap.contributions.map(({ key, difference, presence }) => [key, difference, presence])).toEqual([
      ["2024-02-29", "6.0000", "NEW"],
      ["2024-02-10", "4.0000", "BOTH"],
    ]);
    const back = await ask("revenue", "day", { period: "2024-03", versus: "PREVIOUS_PERIOD" });
    expect(back.contributions.map(({ key, difference, presence }) => [key, difference, presence])).toEqual([
      ["2024-03-10", "-9.0000", "LOST"],
      ["2024-03-29", "-6.0000", "LOST"],
    ]);
    const months = await ask("orders", "month", { period: "2024-Q2" });
    expect(months.contributions.map(({ key, difference }) => [key, difference])).toEqual([
      ["2024-06-01", "3.0000"],
      ["2024-05-01", "2.0000"],
    ]);
  });

  it("refuses what has no parts or is not known", async () => {
    await expect(ask("profitMargin", "productId")).rejects.toThrow(
      /profitMargin is no sum along productId.*revenue, volume/,
    );
    await expect(ask("orders", "productId")).rejects.toThrow(/orders is no sum along productId/);
    await expect(ask("revenue", "colour")).rejects.toThrow(/colour/);
    await expect(ask("winRate", "channel")).rejects.toThrow(/winRate/);
    await expect(ask("revenue", "productId", { first: -1 })).rejects.toThrow(/first: -1/);
    await expect(ask("pipelineValue", "channel")).rejects.toThrow(/pipelineValue can't be split by channel/);
    const unknown = { period: "2024-03", versus: "SAME_PERIOD_LAST_YEAR" } as const;
    await expect(ask("grossProfit", "channel", unknown)).rejects.toThrow(
      /grossProfit of 2023-03-01..2023-03-31 is not known, the cost of 1 sales is missing/,
    );
    expect((await ask("revenue", "channel", unknown)).difference).toBe("-10.0000");
  });
});

it("adds up exactly, on both engines alike, to the difference that the metric has", async () => {
  const [random] = fc.sample(fc.infiniteStream(fc.nat(1_000_000)), { numRuns: 1, seed: 5 });
  const upTo = (count: number) => random!.next().value! % count;
  const days = ["2024-04-30", "2024-05-01", "2024-05-17", "2024-05-31", "2024-06-01", "2024-06-13", "2023-06-13"];
  const sales = Array.from({ length: 300 }, (_, index) => ({
    ...sale(days[upTo(days.length)]!, 1 + upTo(5), (upTo(90) - 20) / 8, (upTo(900_000) - 200_000) / 10_000),
    order_id: 1 + index,
    cost: upTo(400_000) / 10_000,
    channel: ["web", "shop", "", null][upTo(4)]!,
    rep_id: [1, null][upTo(2)]!,
    team_id: [1, null][upTo(2)]!,
  }));
  await engines.fill({ ...company, sale: sales });
  const question = fc.record({
    metric: fc.constantFrom("revenue", "grossProfit", "volume", "cost"),
    by: fc.constantFrom(
      "productId",
      "category",
      "channel",
      "repName",
      "teamId",
      "day",
      "week",
      "month",
      "newOrReturning",
    ),
    period: fc
      .constantFrom("2024-05", "2024-06", "2024-Q2", "2024-05-10..2024-06-13", "month-to-date")
      .map((text) => parsePeriod(text, calendar)),
    versus: fc.constantFrom<Comparison>("PREVIOUS_PERIOD", "SAME_PERIOD_LAST_YEAR"),
    where: fc.constantFrom<MetricFilter>({}, { channel: { not: ["web"] } }, { category: { isNull: false } }),
    first: fc.nat(4),
    calendar: fc.constant(calendar),
  });
  const units = (text: string) => BigInt(text.replace(".", ""));
  const sumOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + units(text), 0n);
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const drivers = await queryDrivers(engines.duckdb, everything, asked);
      expect(await queryDrivers(engines.postgres, everything, asked)).toEqual(drivers);
      const difference = units(drivers.difference);
      expect(sumOf(drivers.contributions.map((one) => one.difference))).toBe(difference);
      if (drivers.effects.length > 0) expect(sumOf(drivers.effects.map(({ amount }) => amount))).toBe(difference);
      for (const { effects, difference: part } of drivers.contributions) {
        if (effects.length > 0) expect(sumOf(effects.map(({ amount }) => amount))).toBe(units(part));
      }
      const { metric, period, versus, where } = asked;
      const reading = { metric, versus };
      const [row] = await queryMetrics(engines.duckdb, everything, {
        period,
        calendar,
        where,
        dimensions: [],
        metrics: [
          { key: "value", metric },
          { key: "difference", ...reading, as: "DIFFERENCE" },
        ],
      });
      expect(row!.values).toEqual({ value: Number(drivers.value), difference: Number(drivers.difference) });
    }),
    { numRuns: 60 },
  );
});
