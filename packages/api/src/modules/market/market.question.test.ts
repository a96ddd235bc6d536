import {
  everything,
  moveReasonText,
  parsePeriod,
  queryConcentration,
  queryDemandTrends,
  queryEconomy,
  queryGrid,
  queryMoves,
  queryShares,
  queryUnmetNeeds,
  type Scope,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar = { today: "2024-06-30", fiscalYearStart: 1, weekStart: 1 };
const dayAfter = (from: string, days: number) =>
  new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

let orders = 0;
const sale = (day: string, net_amount: number, more: object = {}) => {
  orders += 1;
  return {
    order_id: orders,
    line: 1,
    day,
    customer_id: 1,
    product_id: 1,
    rep_id: 1,
    team_id: 1,
    quantity: 1,
    net_amount,
    order_net: net_amount,
    ...more,
  };
};
const figure = (id: number, competitor_id: number, topic: string, name: string, day: string, more: object) => ({
  id,
  competitor_id,
  topic,
  name,
  day,
  ...more,
});
const signals = (first: number, count: number, topic: string, day: string, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    id: first + index,
    topic,
    source: "SEARCH",
    day,
    weight: 1,
    ...more,
  }));

/** From February on a sale of tea every day but Sundays: 100 before 1 April, then 60 and 70 by turns; cups by rep 2. */
const daily = Array.from({ length: 151 }, (_, index) => dayAfter("2024-02-01", index))
  .filter((day) => new Date(day).getUTCDay() !== 0)
  .map((day, index) => sale(day, day < "2024-04-01" ? 100 : index % 2 ? 60 : 70));

const company: WarehouseRows = {
  team: [{ id: 1, name: "North" }],
  rep: [
    { id: 1, name: "Ann", team_id: 1 },
    { id: 2, name: "Bo", team_id: 2 },
  ],
  customer: [
    { id: 1, name: "Zeta", owner_id: 1 },
    { id: 2, name: "Yota", owner_id: 2 },
    { id: 3, name: "Gone", owner_id: 1, erased: true },
  ],
  product: [
    { id: 1, name: "Tea", category: "Tea" },
    { id: 2, name: "Cup", category: "Ware" },
    { id: 3, name: "Pot", category: "Ware" },
  ],
  sale: [
    ...daily,
    sale("2024-03-10", 500, { product_id: 2, rep_id: 2, team_id: 2, customer_id: 2 }),
    sale("2024-05-10", 900, { product_id: 2, rep_id: 2, team_id: 2, customer_id: 2 }),
  ],
  competitor: [
    { id: 1, external_id: "us", name: "Lakeside", own: true },
    { id: 2, external_id: "hill", name: "Hill" },
    { id: 3, external_id: "peak", name: "Peak" },
    { id: 4, external_id: "dale", name: "Dale" },
    { id: 5, external_id: "glen", name: "Glen" },
  ],
  competitor_figure: [
    figure(1, 1, "SHARE", "tea", "2024-05-01", { value: 0.4, source: "Study" }),
    figure(2, 2, "SHARE", "tea", "2024-05-01", { value: 0.2 }),
    figure(3, 3, "SHARE", "tea", "2024-05-01", { value: 0.25 }),
    figure(4, 4, "SHARE", "tea", "2024-05-01", { value: 0.1 }),
    figure(5, 5, "SHARE", "tea", "2024-05-01", { value: 0.05 }),
    figure(6, 1, "SHARE", "tea", "2024-03-01", { value: 0.3 }),
    figure(7, 2, "SHARE", "tea", "2024-03-01", { value: 0.1 }),
    figure(8, 1, "PRICE", "Oolong", "2024-04-01", { value: 12, category: "Tea" }),
    figure(9, 2, "PRICE", "Oolong", "2024-03-01", { value: 11, category: "Tea" }),
    figure(10, 2, "PRICE", "Oolong", "2024-04-02", { value: 11.5, category: "Tea", source: "Shop" }),
    figure(11, 3, "FEATURE", "Delivery", "2024-01-01", { text: "same day", value: null }),
    figure(12, 3, "FEATURE", "Delivery", "2024-07-01", { text: "within the hour", value: null }),
  ],
  competitor_move: [
    { id: 1, competitor_id: 2, day: "2024-04-01", kind: "CAMPAIGN", name: "Spring sale", category: "Tea" },
    { id: 2, competitor_id: 3, day: "2024-06-20", kind: "NEW_PRODUCT", name: "Cold brew" },
    { id: 3, competitor_id: 3, day: "2024-02-10", kind: "PRICE_CHANGE", name: "Cheaper", category: "Tea" },
    { id: 4, competitor_id: 3, day: "2024-04-15", kind: "NEW_SERVICE", name: "Rent", category: "Machines" },
    { id: 5, competitor_id: 2, day: "2024-04-01", kind: "CAMPAIGN", name: "Everything" },
  ],
  demand_signal: [
    ...signals(1, 40, "Cold Brew", "2024-05-15", { category: "Tea" }),
    ...signals(101, 10, "cold brew ", "2024-04-15", { category: "Tea", weight: 2 }),
    ...signals(201, 20, "cups", "2024-05-20", { category: "Ware" }),
    ...signals(301, 50, "cups", "2024-04-20", { category: "Ware" }),
    ...signals(401, 40, "gifts", "2024-05-20"),
    ...signals(501, 39, "gifts", "2024-04-20"),
    ...signals(601, 2, "robots", "2024-05-20"),
    ...signals(701, 1, "手冲", "2024-04-02", { category: "Ware" }),
  ],
  need: [
    {
      id: 1,
      customer_id: 1,
      topic: "cups",
      product_id: 2,
      source: "SURVEY",
      strength: 4,
      status: "OPEN",
      recorded_on: "2024-05-02",
    },
    {
      id: 2,
      customer_id: 2,
      topic: "Cups",
      product_id: 3,
      source: "SURVEY",
      strength: 2,
      status: "OPEN",
      recorded_on: "2024-05-03",
    },
    {
      id: 3,
      customer_id: 2,
      topic: "cup",
      product_id: 2,
      source: "SURVEY",
      strength: 5,
      status: "OPEN",
      recorded_on: "2024-05-04",
    },
    {
      id: 4,
      customer_id: 1,
      topic: "robots",
      product_id: null,
      category: "Robots",
      source: "SURVEY",
      strength: 5,
      status: "OPEN",
      recorded_on: "2024-05-04",
    },
    {
      id: 5,
      customer_id: 1,
      topic: "robots",
      product_id: null,
      category: null,
      source: "SURVEY",
      strength: 1,
      status: "MET",
      recorded_on: "2024-05-04",
    },
    {
      id: 6,
      customer_id: 3,
      topic: "robots",
      product_id: null,
      category: null,
      source: "SURVEY",
      strength: 1,
      status: "OPEN",
      recorded_on: "2024-01-04",
    },
  ],
  survey_response: [
    { id: 1, customer_id: 1, kind: "NPS", score: 9, day: "2024-05-10", comment: "More COLD BREW, please. And robots!" },
    { id: 2, customer_id: 2, kind: "NPS", score: 9, day: "2024-05-11", comment: "想要手冲壶；cupsize is nonsense" },
    { id: 3, customer_id: 2, kind: "NPS", score: 9, day: "2024-05-11", comment: null },
  ],
  indicator: [
    {
      id: 1,
      external_id: "unrate",
      name: "Unemployment",
      name_zh: "失业率",
      kind: "UNEMPLOYMENT",
      frequency: "MONTH",
      country: "US",
    },
    { id: 2, external_id: "gdp", name: "Output", kind: "OUTPUT", frequency: "QUARTER", country: "DE" },
  ],
  indicator_value: [
    ...Array.from({ length: 18 }, (_, index) => ({
      id: index + 1,
      series_id: 1,
      period: `${2023 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}-01`,
      value: index < 15 ? 4 : 4.6,
    })),
    ...[100, 99, 98, 99, 97].map((value, index) => ({
      id: 50 + index,
      series_id: 2,
      period: ["2023-01-01", "2023-04-01", "2023-07-01", "2023-10-01", "2024-01-01"][index]!,
      value,
    })),
  ],
};

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("the market on %s", (name) => {
  const db = () => engines[name];
  const period = parsePeriod("2024", calendar);
  const bo: Scope = { kind: "rep", repId: 2 };

  it("puts the company beside its competitors with the latest figure of each, as of a day", async () => {
    const rows = await queryGrid(db(), { calendar });
    expect(rows.map(({ topic, name }) => `${topic} ${name}`)).toEqual([
      "FEATURE Delivery",
      "PRICE Oolong",
      "SHARE tea",
    ]);
    expect(rows[0]).toMatchObject({ own: null, figures: [{ competitorName: "Peak", text: "same day", value: null }] });
    expect(rows[1]).toEqual({
      topic: "PRICE",
      name: "Oolong",
      category: "Tea",
      own: {
        competitorId: 1,
        competitorName: "Lakeside",
        own: true,
        value: 12,
        text: null,
        day: "2024-04-01",
        source: null,
      },
      figures: [
        {
          competitorId: 2,
          competitorName: "Hill",
          own: false,
          value: 11.5,
          text: null,
          day: "2024-04-02",
          source: "Shop",
        },
      ],
    });
    expect(rows[2]!.figures.map(({ competitorName }) => competitorName)).toEqual(["Dale", "Glen", "Hill", "Peak"]);
    const before = await queryGrid(db(), { calendar, asOf: "2024-03-31", topic: ["PRICE"], category: { in: ["Tea"] } });
    expect(before).toMatchObject([{ own: null, figures: [{ value: 11, day: "2024-03-01" }] }]);
    await expect(queryGrid(db(), { calendar, asOf: "2024-02-30" })).rejects.toThrow('asOf: "2024-02-30"');
  });

  it("follows shares over time, and finds the published concentration of .275", async () => {
    const found = await queryConcentration(db(), { period });
    expect(found).toEqual([
      // 0.09 + 0.01 are known; the rest could be one competitor of 0.6 or thousands.
      {
        market: "tea",
        category: null,
        day: "2024-03-01",
        competitors: 2,
        covered: 0.4,
        hhi: 0.1,
        hhiAtMost: 0.46,
        concentration: null,
      },
      {
        market: "tea",
        category: null,
        day: "2024-05-01",
        competitors: 5,
        covered: 1,
        hhi: 0.275,
        hhiAtMost: 0.275,
        concentration: "HIGH",
      },
    ]);
    const shares = await queryShares(db(), { period, market: { in: ["tea"] } });
    expect(shares.map(({ day, competitorName, share, change }) => [day, competitorName, share, change])).toEqual([
      ["2024-03-01", "Lakeside", 0.3, null],
      ["2024-03-01", "Hill", 0.1, null],
      ["2024-05-01", "Lakeside", 0.4, 0.1],
      ["2024-05-01", "Peak", 0.25, null],
      ["2024-05-01", "Hill", 0.2, 0.1],
      ["2024-05-01", "Dale", 0.1, null],
      ["2024-05-01", "Glen", 0.05, null],
    ]);
    expect(await queryShares(db(), { period, asOf: "2024-04-30" })).toHaveLength(2);
    expect(await queryConcentration(db(), { period, category: { in: ["Tea"] } })).toEqual([]);
  });

  it("compares own sales before and after moves with their uncertainty, and says where it can't", async () => {
    const moves = await queryMoves(db(), everything, { calendar, period });
    expect(moves.map(({ id, reason }) => [id, reason])).toEqual([
      [2, "NOT_OVER"],
      [4, "NO_SALES"],
      [1, null],
      [5, null],
      [3, "SALES_BEGAN_LATER"],
    ]);
    const days = (from: string) => Array.from({ length: 28 }, (_, index) => dayAfter(from, index));
    const totals = (from: string) =>
      days(from).map((day) =>
        daily.filter((one) => one.day === day).reduce((sum, { net_amount }) => sum + net_amount, 0),
      );
    const [before, after] = [totals("2024-03-04"), totals("2024-04-01")];
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = (values: number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / 27;
    const effect = moves[2]!;
    expect(effect.before).toBeCloseTo(mean(before), 9);
    expect(effect.after).toBeCloseTo(mean(after), 9);
    const margin = 1.96 * Math.sqrt((variance(before) + variance(after)) / 28);
    expect(effect.low).toBeCloseTo(mean(after) - mean(before) - margin, 9);
    expect(effect.high).toBeCloseTo(mean(after) - mean(before) + margin, 9);
    expect(effect.significant).toBe(true);
    // All categories: the cups of 10 March come to what was sold before.
    expect(moves[3]!.before).toBeCloseTo(mean(before) + 500 / 28, 9);
    const own = await queryMoves(db(), bo, { calendar, period, kind: ["CAMPAIGN"] });
    expect(own.map(({ id, reason }) => [id, reason])).toEqual([
      [1, "NO_SALES"],
      [5, "SALES_BEGAN_LATER"],
    ]);
    expect(await queryMoves(db(), everything, { calendar, period, asOf: "2024-03-31" })).toMatchObject([{ id: 3 }]);
    await expect(queryMoves(db(), everything, { calendar, period, days: 7 })).rejects.toThrow(
      "days: 7, expected a whole number from 14 to 365",
    );
    expect(moveReasonText("NOT_OVER", 28)["zh-CN"]).toContain("28");
  });

  it("finds topics that rise and fall, from signals, needs and comments, beside own sales of their category", async () => {
    const may = parsePeriod("2024-05", calendar);
    const found = await queryDemandTrends(db(), everything, { calendar, period: may });
    expect(found.comparison).toEqual({ from: "2024-04-01", to: "2024-04-30" });
    expect(found.total).toBe(41 + 22 + 40 + 5 + 1 + 1);
    expect(found.totalBefore).toBe(100);
    expect(
      found.topics.map(({ topic, category, signals, signalsBefore, direction, against }) => {
        return [topic, category, signals, signalsBefore, direction, against];
      }),
    ).toEqual([
      ["Cold Brew", "Tea", 41, 10, "RISING", false],
      ["Cups", "Ware", 22, 50, "FALLING", true],
      ["gifts", null, 40, 39, "STEADY", false],
      ["robots", "Robots", 5, 0, "UNKNOWN", false],
      ["手冲", "Ware", 1, 1, "UNKNOWN", false],
      ["cup", "Ware", 1, 0, "UNKNOWN", false],
    ]);
    const [rising, falling, , unknown] = found.topics;
    expect(rising).toMatchObject({ weight: 41, weightBefore: 20, shareBefore: 0.1 });
    expect(rising!.share).toBeCloseTo(41 / 110, 9);
    expect(rising!.low! < rising!.change! && rising!.change! < rising!.high!).toBe(true);
    expect(falling).toMatchObject({ revenue: 900, revenueBefore: 0, revenueChange: null });
    expect(unknown).toMatchObject({ pValue: null, low: null, high: null });
    const searched = await queryDemandTrends(db(), everything, { calendar, period: may, origin: ["SEARCH"] });
    expect(searched.total).toBe(102);
  });

  it("counts needs and comments of the viewer's own customers only, but every signal", async () => {
    const may = parsePeriod("2024-05", calendar);
    const found = await queryDemandTrends(db(), bo, { calendar, period: may, origin: ["NEED", "COMMENT"] });
    expect(found.topics.map(({ topic, signals, revenue }) => [topic, signals, revenue])).toEqual([
      ["cup", 1, 900],
      ["Cups", 1, 900],
      ["手冲", 1, null],
    ]);
    const cut = await queryDemandTrends(db(), everything, { calendar, period: may, asOf: "2024-05-15" });
    expect(cut.comparison).toEqual({ from: "2024-04-01", to: "2024-04-15" });
    expect((await queryDemandTrends(db(), everything, { calendar, period: may, asOf: "2024-04-15" })).topics).toEqual(
      [],
    );
  });

  it("names the needs that nothing has met, and whether they could be", async () => {
    expect(await queryUnmetNeeds(db(), everything, { calendar })).toEqual([
      // The cup of need 3 was bought six days later; that of need 1 wasn't, and the pot of need 2 neither.
      {
        topic: "Cups",
        category: "Ware",
        reason: "NOT_BOUGHT",
        needs: 2,
        customers: 2,
        averageStrength: 3,
        since: "2024-05-02",
      },
      {
        topic: "robots",
        category: "Robots",
        reason: "NOT_OFFERED",
        needs: 1,
        customers: 1,
        averageStrength: 5,
        since: "2024-05-04",
      },
    ]);
    expect(await queryUnmetNeeds(db(), bo, { calendar, asOf: "2024-05-09" })).toMatchObject([
      { topic: "Cups", needs: 1 },
      { topic: "cup", needs: 1 },
    ]);
    await expect(queryUnmetNeeds(db(), everything, { calendar, first: 0 })).rejects.toThrow("first: 0");
  });

  it("judges the economy as of a day and by country, with too little data for what sales followed", async () => {
    const us = await queryEconomy(db(), everything, { calendar, country: "US" });
    expect(us).toMatchObject({ asOf: "2024-06-30", phase: "RECESSION" });
    expect(us.signals).toMatchObject([
      { rule: "SAHM", period: "2024-06-01", since: "2024-06-01", reading: "RECESSION" },
    ]);
    expect(us.sensitivities[0]).toMatchObject({
      strongest: null,
      lags: Array.from({ length: 7 }, () => ({ tooFew: true })),
    });
    expect((await queryEconomy(db(), everything, { calendar, country: "US", asOf: "2024-04-15" })).phase).toBe(
      "EXPANSION",
    );
    const all = await queryEconomy(db(), everything, { calendar });
    expect(all.signals.map(({ rule, reading }) => [rule, reading])).toEqual([
      ["OUTPUT", "WEAKENING"],
      ["SAHM", "RECESSION"],
    ]);
    expect(await queryEconomy(db(), everything, { calendar, country: "FR" })).toMatchObject({
      phase: null,
      signals: [],
      advice: [],
    });
  });

  it("correlates own sales of whole months with a series, with months without sales among them", async () => {
    const months = Array.from({ length: 48 }, (_, index) => {
      return `${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
    });
    const wave = months.map((_, index) => 10 + 3 * Math.sin(index * index));
    await engines.fill({
      ...company,
      indicator: [{ id: 9, external_id: "x", name: "X", kind: "OTHER", frequency: "MONTH" }],
      indicator_value: months.map((month, index) => ({
        id: index + 1,
        series_id: 9,
        period: `${month}-01`,
        value: wave[index]!,
      })),
      sale: months.flatMap((month, index) =>
        index === 5
          ? []
          : [sale(`${month}-01`, Math.round(1e4 * (wave[index - 1] ?? 10)) / 100, { rep_id: index < 2 ? 2 : 1 })],
      ),
    });
    const { sensitivities } = await queryEconomy(db(), everything, { calendar: { ...calendar, today: "2023-12-31" } });
    const { strongest, lags } = sensitivities[0]!;
    // 36 months have a year before; June 2021 has none to compare with.
    expect(lags.map(({ pairs }) => pairs)).toEqual([35, 34, 33, 32, 31, 30, 30]);
    expect(strongest).toMatchObject({ lag: 1, significant: true });
    const own = await queryEconomy(db(), bo, { calendar });
    expect(own.sensitivities[0]!.strongest).toBeNull();
    await engines.fill(company);
  });
});
