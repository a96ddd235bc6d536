import {
  adoptionReasonText,
  aroundReasonText,
  everything,
  parsePeriod,
  queryChannelMix,
  queryConcentration,
  queryDemandTrends,
  queryEconomy,
  queryGrid,
  queryMoves,
  queryShares,
  queryTechnologies,
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

/**
 * From February on a sale of tea every day but Sundays: 100 before 1 April, then 60 and 70 by turns; every third online, from 8
 * April on every second. Cups by rep 2, without a channel.
 */
const daily = Array.from({ length: 151 }, (_, index) => dayAfter("2024-02-01", index))
  .filter((day) => new Date(day).getUTCDay() !== 0)
  .map((day, index) =>
    sale(day, day < "2024-04-01" ? 100 : index % 2 ? 60 : 70, {
      channel: index % (day < "2024-04-08" ? 3 : 2) ? "store" : "online",
    }),
  );

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const variance = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0) / (values.length - 1);

/** Own sales of each of 28 days from one on. */
function totals(from: string, sales: readonly { day: string; net_amount: number }[]): number[] {
  return Array.from({ length: 28 }, (_, index) =>
    sales.filter(({ day }) => day === dayAfter(from, index)).reduce((sum, { net_amount }) => sum + net_amount, 0),
  );
}

/** What 28 days before and after say, reckoned the plain way. */
function naiveAround(day: string, sales: readonly { day: string; net_amount: number }[]) {
  const [before, after] = [totals(dayAfter(day, -28), sales), totals(day, sales)];
  const difference = mean(after) - mean(before);
  const margin = 1.96 * Math.sqrt((variance(before) + variance(after)) / 28);
  return { before: mean(before), after: mean(after), difference, low: difference - margin, high: difference + margin };
}

/** The same figures up to roundings. */
function close<T extends object>(figures: T) {
  return Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, expect.closeTo(value as number, 9)]));
}

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
    { id: 6, competitor_id: 2, day: "2024-03-20", kind: "NEW_PRODUCT", name: "Mug", category: "Ware", source: "News" },
  ],
  technology_signal: [
    { id: 1, name: "Mini program", stage: "TRIAL", since: "2024-02-01", channel: "online" },
    { id: 2, name: "Mini program", stage: "ASSESS", since: "2024-01-10" },
    { id: 3, name: "Mini program", stage: "ADOPT", since: "2024-04-08" },
    { id: 4, name: "Advice by AI", stage: "TRIAL", since: "2024-05-01", process: "Service" },
    { id: 5, name: "Kiosk", stage: "ADOPT", since: "2024-06-20", channel: "store" },
    { id: 6, name: "Fax", stage: "ADOPT", since: "2024-03-15" },
    { id: 7, name: "Fax", stage: "HOLD", since: "2024-05-01" },
    { id: 8, name: "Drones", stage: "ADOPT", since: "2024-04-08", channel: "air" },
    { id: 9, name: "Lens", stage: "ASSESS", since: "2024-07-08" },
  ],
  demand_signal: [
    ...signals(1, 30, "Cold Brew", "2024-05-15", { category: "Tea" }),
    ...signals(31, 10, "Cold Brew", "2024-05-15", { category: "Tea", sentiment: 0.5 }),
    ...signals(101, 10, "cold brew ", "2024-04-15", { category: "Tea", weight: 2 }),
    ...signals(201, 20, "cups", "2024-05-20", { category: "Ware" }),
    ...signals(301, 50, "cups", "2024-04-20", { category: "Ware" }),
    ...signals(401, 40, "gifts (boxed)", "2024-05-20"),
    ...signals(501, 39, "gifts (boxed)", "2024-04-20"),
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
    {
      id: 1,
      customer_id: 1,
      kind: "NPS",
      score: 9,
      day: "2024-05-10",
      comment: "More COLD BREW, please. And robots! Gifts (boxed) too.",
    },
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
      [6, "SALES_BEGAN_LATER"],
      [3, "SALES_BEGAN_LATER"],
    ]);
    expect(moves[2]).toMatchObject({ ...close(naiveAround("2024-04-01", daily)), significant: true });
    // All categories: the cups of 10 March come to what was sold before.
    expect(moves[3]).toMatchObject(close(naiveAround("2024-04-01", company.sale as typeof daily)));
    expect(moves[3]!.before).toBeCloseTo(moves[2]!.before! + 500 / 28, 9);
    expect(moves[4]).toMatchObject({ before: null, difference: null, low: null, significant: null, source: "News" });
    const own = await queryMoves(db(), bo, { calendar, period, kind: ["CAMPAIGN"] });
    expect(own.map(({ id, reason }) => [id, reason])).toEqual([
      [1, "NO_SALES"],
      [5, "SALES_BEGAN_LATER"],
    ]);
    expect(await queryMoves(db(), everything, { calendar, period, asOf: "2024-03-31" })).toMatchObject([
      { id: 6 },
      { id: 3 },
    ]);
    expect(await queryMoves(db(), everything, { calendar, period: parsePeriod("2023", calendar) })).toEqual([]);
    await expect(queryMoves(db(), everything, { calendar, period, days: 7 })).rejects.toThrow(
      "days: 7, expected a whole number from 14 to 365",
    );
    expect(aroundReasonText("NOT_OVER", 28)["zh-CN"]).toContain("28");
  });

  it("says how far technologies are, with own sales of their channel around the adoption", async () => {
    const found = await queryTechnologies(db(), everything, { calendar });
    expect(found.map(({ name, stage, since, reason }) => [name, stage, since, reason])).toEqual([
      ["Drones", "ADOPT", "2024-04-08", "NO_SALES"],
      ["Kiosk", "ADOPT", "2024-06-20", "NOT_OVER"],
      ["Mini program", "ADOPT", "2024-04-08", null],
      ["Advice by AI", "TRIAL", "2024-05-01", "NOT_ADOPTED"],
      ["Fax", "HOLD", "2024-05-01", null],
    ]);
    const online = daily.filter((one) => "channel" in one && one.channel === "online");
    expect(found[2]).toMatchObject({
      ...close(naiveAround("2024-04-08", online)),
      channel: "online",
      process: null,
      adoptedOn: "2024-04-08",
      stages: [
        { stage: "ASSESS", since: "2024-01-10" },
        { stage: "TRIAL", since: "2024-02-01" },
        { stage: "ADOPT", since: "2024-04-08" },
      ],
    });
    expect(found[3]).toMatchObject({ process: "Service", adoptedOn: null, before: null, low: null, significant: null });
    // It names no channel: all own sales, from the first day of its use although it is put off since.
    expect(found[4]).toMatchObject({
      ...close(naiveAround("2024-03-15", company.sale as typeof daily)),
      adoptedOn: "2024-03-15",
    });
    const before = await queryTechnologies(db(), everything, { calendar, asOf: "2024-03-01" });
    expect(before).toMatchObject([{ name: "Mini program", stage: "TRIAL", reason: "NOT_ADOPTED" }]);
    const own = await queryTechnologies(db(), bo, { calendar });
    expect(own.find(({ name }) => name === "Mini program")).toMatchObject({ reason: "NO_SALES", before: null });
    await expect(queryTechnologies(db(), everything, { calendar, days: 13.5 })).rejects.toThrow("days: 13.5, expected");
    await expect(queryTechnologies(db(), everything, { calendar, asOf: "soon" })).rejects.toThrow('asOf: "soon"');
    expect(adoptionReasonText("NOT_ADOPTED", 28)["zh-CN"]).toBe("尚未采用。");
  });

  it("follows the channel mix month by month, and how it has shifted between whole months", async () => {
    const months = parsePeriod("2024-02-10..2024-06-30", calendar);
    const mix = await queryChannelMix(db(), everything, {
      calendar,
      period: months,
      grain: "month",
      asOf: "2024-06-29",
    });
    expect(mix.compared).toEqual({ first: "2024-03-01", last: "2024-05-01" });
    const sales = (company.sale as ReturnType<typeof sale>[]).filter(({ day }) => {
      return day >= "2024-02-10" && day <= "2024-06-29";
    });
    const naive = (month: string, channel: string | null) => {
      const ofMonth = sales.filter(({ day }) => day.startsWith(month));
      const sum = (some: typeof sales) => some.reduce((total, { net_amount }) => total + net_amount, 0);
      return sum(ofMonth.filter((one) => ((one as { channel?: string }).channel ?? null) === channel)) / sum(ofMonth);
    };
    expect(mix.shares).toHaveLength(5 * 3);
    for (const { start, channel, share } of mix.shares) expect(share).toBeCloseTo(naive(start.slice(0, 7), channel), 9);
    expect(mix.shares.filter(({ partial }) => partial).map(({ start }) => start.slice(5, 7))).toEqual([
      "02",
      "02",
      "02",
      "06",
      "06",
      "06",
    ]);
    expect(mix.shifts.map(({ channel }) => channel)).toEqual(["store", "online", null]);
    const online = mix.shifts[1]!;
    expect(online.change).toBeCloseTo(naive("2024-05", "online") - naive("2024-03", "online"), 9);
    expect(mix.shares[0]!.change).toBeNull();
    expect(mix.shares[4]!.change).toBeCloseTo(naive("2024-03", "online") - naive("2024-02", "online"), 9);
    const years = await queryChannelMix(db(), everything, { calendar, period, grain: "year" });
    expect(years).toMatchObject({ compared: null, shifts: [{ change: null }, {}, {}] });
    expect(await queryChannelMix(db(), bo, { calendar, period, grain: "quarter" })).toMatchObject({
      compared: { first: "2024-01-01", last: "2024-04-01" },
      shares: [{ channel: null, share: 1 }, { change: 0 }],
      shifts: [{ channel: null, revenue: 1400 }],
    });
    const none = await queryChannelMix(db(), everything, { calendar, period, grain: "month", asOf: "2023-12-31" });
    expect(none).toEqual({ compared: null, shares: [], shifts: [] });
  });

  it("finds topics that rise and fall, from signals, needs and comments, beside own sales of their category", async () => {
    const may = parsePeriod("2024-05", calendar);
    const found = await queryDemandTrends(db(), everything, { calendar, period: may });
    expect(found.comparison).toEqual({ from: "2024-04-01", to: "2024-04-30" });
    expect(found.total).toBe(41 + 22 + 41 + 5 + 1 + 1);
    expect(found.totalBefore).toBe(100);
    expect(
      found.topics.map(({ topic, category, signals, signalsBefore, direction, against }) => {
        return [topic, category, signals, signalsBefore, direction, against];
      }),
    ).toEqual([
      ["Cold Brew", "Tea", 41, 10, "RISING", false],
      ["Cups", "Ware", 22, 50, "FALLING", true],
      ["gifts (boxed)", null, 41, 39, "STEADY", false],
      ["robots", "Robots", 5, 0, "UNKNOWN", false],
      ["手冲", "Ware", 1, 1, "UNKNOWN", false],
      ["cup", "Ware", 1, 0, "UNKNOWN", false],
    ]);
    const [rising, falling, , unknown] = found.topics;
    expect(rising).toMatchObject({ weight: 41, weightBefore: 20, shareBefore: 0.1 });
    expect(rising).toMatchObject({ sentiment: 0.5, sentimentBefore: null });
    expect(rising!.share).toBeCloseTo(41 / 111, 9);
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
    const lastFilled = {
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
    };
    await engines.fill(lastFilled);
    const { sensitivities } = await queryEconomy(db(), everything, { calendar: { ...calendar, today: "2023-12-31" } });
    const { strongest, lags } = sensitivities[0]!;
    // 36 months have a year before; June 2021 has none to compare with.
    expect(lags.map(({ pairs }) => pairs)).toEqual([35, 34, 33, 32, 31, 30, 30]);
    expect(strongest).toMatchObject({ lag: 1, significant: true });
    const { sale: sales } = lastFilled;
    const sold = (month: string) => sales.find(({ day }) => day.startsWith(month))?.net_amount ?? 0;
    const pairs = months.flatMap((month, index) => {
      if (index < 13 || sold(months[index - 12]!) === 0) return [];
      return [[wave[index - 1]! / wave[index - 13]! - 1, sold(month) / sold(months[index - 12]!) - 1] as const];
    });
    const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
    const naive =
      pairs.reduce((sum, [x, y]) => sum + (x - mean(xs)) * (y - mean(ys)), 0) /
      ((pairs.length - 1) * Math.sqrt(variance(xs) * variance(ys)));
    expect(strongest!.pairs).toBe(pairs.length);
    expect(strongest!.correlation).toBeCloseTo(naive, 6);
    const own = await queryEconomy(db(), bo, { calendar });
    expect(own.sensitivities[0]!.strongest).toBeNull();
    await engines.fill(company);
  });
});
