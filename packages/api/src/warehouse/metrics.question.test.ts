import {
  type Calendar,
  type DimensionId,
  everything,
  type MetricFilter,
  type MetricReading,
  metricCatalog,
  parsePeriod,
  queryMetric,
  queryMetrics,
  type Scope,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../testing/engines.ts";

const calendar: Calendar = { today: "2024-04-15", fiscalYearStart: 1, weekStart: 1 };

const sale = (
  order: number,
  day: string,
  customer: number,
  net: number,
  more: Record<string, number | string | null> = {},
) => ({
  order_id: order,
  line: 1,
  day,
  customer_id: customer,
  rep_id: 1,
  team_id: 1,
  product_id: 1,
  quantity: Math.sign(net),
  net_amount: net,
  order_net: net,
  cost: net / 2,
  ...more,
});

const company: WarehouseRows = {
  team: [
    { id: 1, name: "North", parent_id: null },
    { id: 2, name: "Coast", parent_id: 1 },
    { id: 3, name: "South", parent_id: null },
  ],
  rep: [
    { id: 1, name: "Ada", team_id: 1 },
    { id: 2, name: "Bo", team_id: 2 },
    { id: 3, name: "Ada", team_id: 3 },
  ],
  product: [
    { id: 1, name: "Chair", category: "Seats" },
    { id: 2, name: "Desk", category: "Tables" },
  ],
  customer: [
    { id: 1, kind: "COMPANY", name: "Zeta", country: "DE", owner_id: 1, acquired_on: "2024-01-10" },
    { id: 2, kind: "PERSON", name: "éclair", country: "FR", owner_id: 2, acquired_on: "2024-02-10" },
    { id: 3, kind: "PERSON", name: "李", country: null, owner_id: 3, acquired_on: "2024-02-20" },
    // Ada's, and has not bought from her.
    { id: 4, kind: "PERSON", name: "Quiet", owner_id: 1, acquired_on: "2024-03-01" },
    { id: 9, kind: "PERSON", name: "Nobody", anonymous: true, acquired_on: "2024-02-20" },
  ],
  sale: [
    sale(1, "2023-02-10", 1, 100),
    sale(2, "2024-01-20", 1, 80, { rep_id: 2, team_id: 2 }),
    // One order of two lines.
    sale(3, "2024-02-05", 1, 120.1, { quantity: 3, order_net: 150.4, channel: "web" }),
    sale(3, "2024-02-05", 1, 30.3, { line: 2, product_id: 2, order_net: 150.4, channel: "web" }),
    sale(4, "2024-02-28", 2, 49.6, { rep_id: 3, team_id: 3 }),
    sale(5, "2024-02-29", 2, -20, { rep_id: 3, team_id: 3 }),
    sale(6, "2024-02-29", 9, 10, { cost: null, rep_id: null, team_id: null }),
  ],
  opportunity: [
    { id: 1, stage: "s", status: "WON", rep_id: 1, team_id: 1, customer_id: 1, closed_on: "2024-02-01" },
    { id: 2, stage: "s", status: "LOST", rep_id: 1, team_id: 1, customer_id: null, closed_on: "2024-02-29" },
    { id: 3, stage: "s", status: "WON", rep_id: 3, team_id: 3, customer_id: 2, product_id: 1, closed_on: "2024-02-15" },
    { id: 4, stage: "s", status: "OPEN", rep_id: 1, team_id: 1, closed_on: null },
  ],
};

let engines: Engines;
beforeAll(async () => {
  engines = await openEngines();
  await engines.fill(company);
});
afterAll(() => engines?.close());

describe.each(["duckdb", "postgres"] as const)("metrics on %s", (engine) => {
  const ask = (
    period: string,
    dimensions: DimensionId[],
    metrics: (MetricReading | MetricReading["metric"])[],
    more: {
      where?: MetricFilter;
      scope?: Scope;
      asOf?: string;
      orderBy?: { by: string; direction: "ASC" | "DESC" }[];
      first?: number;
    } = {},
  ) => {
    const { scope = everything, ...rest } = more;
    return queryMetrics(engines[engine], scope, {
      period: parsePeriod(period, calendar),
      calendar,
      dimensions,
      metrics: metrics.map((metric) => (typeof metric === "string" ? { key: metric, metric } : metric)),
      ...rest,
    });
  };
  const flat = async (...question: Parameters<typeof ask>): Promise<Record<string, unknown>[]> =>
    (await ask(...question)).map(({ dimensions, values }) => ({ ...dimensions, ...values }));

  it("answers each metric as computed by hand", async () => {
    const all = metricCatalog.map(({ id }) => id);
    expect(await flat("2024-02", [], all)).toEqual([
      {
        revenue: 190,
        volume: 5,
        cost: null,
        grossProfit: null,
        profitMargin: null,
        orders: 3,
        customers: 2,
        averageOrderValue: 190 / 3,
        winRate: 2 / 3,
        conversionRate: 0.5,
      },
    ]);
    expect(
      await flat("2024-02", [], ["cost", "grossProfit", "profitMargin"], { where: { team: { in: [1] } } }),
    ).toEqual([{ cost: 75.2, grossProfit: 75.2, profitMargin: 0.5 }]);
  });

  it("answers zero for nothing sold and null for a ratio of nothing", async () => {
    const [row] = await flat(
      "2020",
      [],
      metricCatalog.map(({ id }) => id),
    );
    expect(row).toMatchObject({ revenue: 0, cost: 0, grossProfit: 0, orders: 0, customers: 0 });
    expect(row).toMatchObject({ profitMargin: null, averageOrderValue: null, winRate: null, conversionRate: null });
  });

  it("fills the gaps of time, and knows nothing of the time to come", async () => {
    expect(await flat("2024-Q1", ["month"], ["revenue", "averageOrderValue"])).toEqual([
      { month: "2024-01-01", revenue: 80, averageOrderValue: 80 },
      { month: "2024-02-01", revenue: 190, averageOrderValue: 190 / 3 },
      { month: "2024-03-01", revenue: 0, averageOrderValue: null },
    ]);
    expect((await flat("2024-Q2", ["month"], ["revenue"])).map(({ revenue }) => revenue)).toEqual([0, null, null]);
  });

  it("lines a comparison up by the calendar", async () => {
    const lastYear: MetricReading = { key: "lastYear", metric: "revenue", at: "SAME_PERIOD_LAST_YEAR" };
    const growth: MetricReading = { key: "growth", metric: "revenue", as: "CHANGE", versus: "SAME_PERIOD_LAST_YEAR" };
    const gain: MetricReading = { key: "gain", metric: "revenue", as: "DIFFERENCE", versus: "PREVIOUS_PERIOD" };
    const rows = await flat("2024-Q1", ["month"], ["revenue", lastYear, growth]);
    expect(rows[1]).toEqual({ month: "2024-02-01", revenue: 190, lastYear: 100, growth: 0.9 });
    expect(rows[0]).toMatchObject({ lastYear: 0, growth: null });
    expect(await flat("2024-02", [], ["revenue", lastYear, growth, gain])).toEqual([
      { revenue: 190, lastYear: 100, growth: 0.9, gain: 110 },
    ]);
    const days = await flat("2024-02", ["day"], [{ key: "before", metric: "revenue", at: "PREVIOUS_PERIOD" }]);
    expect(days.filter(({ before }) => before)).toEqual([{ day: "2024-02-20", before: 80 }]);
  });

  it("splits by entities and texts, keeps two of a name apart, and puts absent values last", async () => {
    expect(await flat("2024-02", ["repName"], ["revenue"])).toEqual([
      { repName: "Ada", revenue: 150.4 },
      { repName: "Ada", revenue: 29.6 },
      { repName: null, revenue: 10 },
    ]);
    expect(await flat("2024-02", ["category"], ["revenue", "orders"])).toEqual([
      { category: "Seats", revenue: 159.7, orders: 3 },
      { category: "Tables", revenue: 30.3, orders: 1 },
    ]);
    const byName = await flat("2024", ["customerName"], ["revenue"], {
      orderBy: [{ by: "customerName", direction: "ASC" }],
    });
    expect(byName.map(({ customerName }) => customerName)).toEqual(["Nobody", "Zeta", "éclair"]);
  });

  it("filters teams with their sub-teams, and lets absent values through `not`", async () => {
    expect(await flat("2024", [], ["revenue"], { where: { team: { in: [1] } } })).toEqual([{ revenue: 230.4 }]);
    expect(await flat("2024", [], ["revenue"], { where: { team: { not: [1] } } })).toEqual([{ revenue: 39.6 }]);
    expect(await flat("2024", [], ["revenue"], { where: { channel: { isNull: true } } })).toEqual([{ revenue: 119.6 }]);
    expect(await flat("2024", [], ["revenue"], { where: { country: { in: [] } } })).toEqual([{ revenue: 0 }]);
  });

  it("counts nothing after the as-of day", async () => {
    expect(await flat("2024-02", [], ["revenue", "conversionRate"], { asOf: "2024-02-27" })).toEqual([
      { revenue: 150.4, conversionRate: 0 },
    ]);
  });

  it("orders, and cuts", async () => {
    const orderBy = [{ by: "revenue", direction: "DESC" as const }];
    expect(await flat("2024-02", ["repId"], ["revenue"], { orderBy, first: 1 })).toEqual([
      { repId: 1, revenue: 150.4 },
    ]);
    expect(await flat("2024-Q1", ["month"], ["revenue"], { orderBy, first: 1 })).toEqual([
      { month: "2024-02-01", revenue: 190 },
    ]);
  });

  it("refuses what a metric can't be split or filtered by, naming both", async () => {
    await expect(ask("2024", ["channel"], ["winRate"])).rejects.toThrow(/winRate can't be split by channel/);
    await expect(ask("2024", [], ["conversionRate"], { where: { product: { in: [1] } } })).rejects.toThrow(
      /conversionRate can't be filtered by product/,
    );
    await expect(ask("2024", [], ["revenue"], { orderBy: [{ by: "x", direction: "ASC" }] })).rejects.toThrow(/"x"/);
  });

  it("sees nothing outside the scope, whatever is changed there", async () => {
    const scopes: Scope[] = [
      { kind: "rep", repId: 1 },
      { kind: "teams", teamIds: [1, 2] },
      { kind: "teams", teamIds: [] },
    ];
    const all = metricCatalog.map(({ id }) => id);
    const look = () =>
      Promise.all(
        scopes.flatMap((scope) => [ask("2024", [], all, { scope }), ask("2024", ["country"], all, { scope })]),
      );
    const before = await look();
    expect(before[0]![0]!.values).toMatchObject({ revenue: 150.4, winRate: 0.5, conversionRate: 0.5 });
    expect(before[4]![0]!.values).toMatchObject({ revenue: 0, winRate: null, conversionRate: null });
    await engines.fill({
      ...company,
      sale: [
        ...company.sale!,
        sale(70, "2024-02-03", 2, 1e6, { rep_id: 3, team_id: 3 }),
        sale(71, "2024-03-03", 4, 1e6, { rep_id: 3, team_id: 3 }),
      ],
      opportunity: [
        ...company.opportunity!,
        { id: 70, stage: "s", status: "WON", rep_id: 3, team_id: 3, closed_on: "2024-02-02" },
      ],
      customer: [...company.customer!, { id: 70, kind: "PERSON", name: "X", owner_id: 3, acquired_on: "2024-02-02" }],
    });
    const after = await look();
    await engines.fill(company);
    expect(after).toEqual(before);
  });

  it("answers a card: value, comparison and course", async () => {
    const card = await queryMetric(engines[engine], everything, {
      metric: "revenue",
      period: parsePeriod("quarter-to-date", { ...calendar, today: "2024-02-29" }),
      calendar: { ...calendar, today: "2024-02-29" },
      versus: "SAME_PERIOD_LAST_YEAR",
      series: "month",
    });
    expect(card).toMatchObject({
      value: 270,
      comparison: { value: 100, difference: 170, period: { to: "2023-03-01" } },
    });
    expect(card.series).toEqual([
      { from: "2024-01-01", to: "2024-01-31", value: 80, comparison: 0, unfinished: false },
      { from: "2024-02-01", to: "2024-02-29", value: 190, comparison: 100, unfinished: false },
    ]);
  });
});
