import {
  builtInCatalog,
  type Calendar,
  type DimensionId,
  dimensionsOf,
  everything,
  type MetricFilter,
  type MetricQuestion,
  type MetricReading,
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
  budget: [
    { id: 1, team_id: 1, category: "travel", amount: 29, starts_on: "2024-02-01", ends_on: "2024-02-29" },
    { id: 2, team_id: null, category: "events", amount: 0, starts_on: "2024-02-01", ends_on: "2024-02-29" },
    { id: 3, team_id: 1, category: "travel", amount: 500, starts_on: "2024-03-01", ends_on: "2024-03-31" },
  ],
  expense: [
    { id: 1, team_id: 1, category: "travel", day: "2024-02-01", amount: 40.5 },
    { id: 2, team_id: null, category: "events", day: "2024-02-29", amount: -2.5 },
    { id: 3, team_id: 1, category: "travel", day: "2024-03-01", amount: 99 },
  ],
  payout: [
    { statement_id: 1, line: 1, rep_id: 1, team_id: 1, day: "2024-02-29", amount: 20.5 },
    { statement_id: 1, line: 2, rep_id: 1, team_id: 1, day: "2024-02-29", amount: -1.5 },
    { statement_id: 2, line: 1, rep_id: 1, team_id: 1, day: "2024-03-31", amount: 7 },
  ],
  opportunity: [
    { id: 1, stage: "s", status: "WON", rep_id: 1, team_id: 1, customer_id: 1, closed_on: "2024-02-01" },
    { id: 2, stage: "s", status: "LOST", rep_id: 1, team_id: 1, customer_id: null, closed_on: "2024-02-29" },
    { id: 3, stage: "s", status: "WON", rep_id: 3, team_id: 3, customer_id: 2, product_id: 1, closed_on: "2024-02-15" },
    { id: 4, stage: "s", status: "OPEN", rep_id: 1, team_id: 1, closed_on: null },
  ],
  survey_response: [10, 9, 9, 3, 8].map((score, index) => ({
    id: index + 1,
    customer_id: 1,
    kind: "NPS",
    score,
    day: "2024-02-20",
  })),
  service_case: [
    { id: 1, customer_id: 1, kind: "COMPLAINT", severity: "HIGH", opened_on: "2024-02-10", resolved_on: "2024-02-14" },
    { id: 2, customer_id: 2, kind: "QUESTION", severity: "LOW", opened_on: "2024-02-10", resolved_on: null },
  ],
  goal: [
    // 100 of it in February.
    {
      id: 1,
      rep_id: 1,
      team_id: 1,
      quota: 310,
      starts_on: "2024-02-20",
      ends_on: "2024-03-21",
      created_on: "2024-01-01",
    },
    {
      id: 2,
      rep_id: null,
      team_id: 3,
      quota: 280,
      starts_on: "2024-02-01",
      ends_on: "2024-02-29",
      created_on: "2024-01-01",
    },
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
    } & Partial<MetricQuestion> = {},
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
    const all = builtInCatalog.metrics.map(({ id }) => id);
    expect(await flat("2024-02", [], all)).toEqual([
      {
        revenue: 190,
        volume: 5,
        growth: 110 / 80,
        orders: 3,
        averageOrderValue: 190 / 3,
        unitsPerOrder: 5 / 3,
        returnRate: 20 / 210,
        discountRate: 0,
        cost: null,
        grossProfit: null,
        profitMargin: null,
        customers: 2,
        newCustomers: 1,
        returningCustomers: 1,
        repeatRate: 0,
        conversionRate: 0.5,
        acquiredCustomers: 2,
        convertedCustomers: 1,
        acquiredRevenue: 29.6,
        revenuePerAcquired: 14.8,
        returningRevenueShare: 150.4 / 180,
        winRate: 2 / 3,
        pipelineValue: 0,
        weightedPipeline: 0,
        salesCycle: null,
        salesVelocity: null,
        nps: 40,
        csat: null,
        ces: null,
        responses: 5,
        complaintRate: 1 / 3,
        resolutionTime: 4,
        quota: 380,
        attainment: 190 / 380,
        payout: 19,
        payoutRate: 0.1,
        budget: 29,
        spend: 38,
        budgetVariance: 9,
        costOfSales: 0.2,
        // A cost is not known.
        returnOnSpend: null,
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
      builtInCatalog.metrics.map(({ id }) => id),
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

  it("reads shares, running totals and moving means", async () => {
    const reading = (as: MetricReading["as"], over?: number): MetricReading => ({
      key: `${as}`,
      metric: "revenue",
      as,
      over,
    });
    expect(await flat("2024-Q1", ["month"], [reading("SHARE"), reading("RUNNING"), reading("MOVING", 2)])).toEqual([
      { month: "2024-01-01", SHARE: 80 / 270, RUNNING: 80, MOVING: null },
      { month: "2024-02-01", SHARE: 190 / 270, RUNNING: 270, MOVING: 135 },
      { month: "2024-03-01", SHARE: 0, RUNNING: 270, MOVING: 95 },
    ]);
    // A share is of its month; where a team sold nothing its running total stays.
    expect(await flat("2024-Q1", ["month", "teamName"], [reading("SHARE"), reading("RUNNING")], { first: 5 })).toEqual([
      { month: "2024-01-01", teamName: "Coast", SHARE: 1, RUNNING: 80 },
      { month: "2024-01-01", teamName: "North", SHARE: 0, RUNNING: 0 },
      { month: "2024-01-01", teamName: "South", SHARE: 0, RUNNING: 0 },
      { month: "2024-01-01", teamName: null, SHARE: 0, RUNNING: 0 },
      { month: "2024-02-01", teamName: "Coast", SHARE: 0, RUNNING: 80 },
    ]);
    // Two products of one order: of all orders, each has its share.
    const share: MetricReading = { key: "share", metric: "orders", as: "SHARE" };
    expect(await flat("2024-02", ["productName"], [share])).toEqual([
      { productName: "Chair", share: 1 },
      { productName: "Desk", share: 1 / 3 },
    ]);
  });

  it("keeps the largest, and counts the rest from the facts", async () => {
    const rows = await ask("2024", ["quarter", "teamName"], ["revenue", "customers"], { top: { first: 1 } });
    expect(rows.map(({ dimensions, values, isRest }) => ({ ...dimensions, ...values, isRest }))).toEqual([
      { quarter: "2024-01-01", teamName: "North", revenue: 150.4, customers: 1, isRest: false },
      // The customer of South and the one of Coast.
      { quarter: "2024-01-01", teamName: null, revenue: 119.6, customers: 2, isRest: true },
    ]);
    const alone = await flat("2024", ["teamName"], ["revenue"], {
      top: { first: 1, by: "revenue", direction: "ASC", rest: false },
    });
    expect(alone).toEqual([{ teamName: null, revenue: 10 }]);
  });

  it("answers a top by rank, the rest last even where it is the largest", async () => {
    const teams = async (more: NonNullable<Parameters<typeof ask>[3]>) =>
      (await ask("2024", ["teamName"], ["revenue"], more)).map(({ values, isRest }) => [values.revenue, isRest]);
    const ranked = [
      [150.4, false],
      [80, false],
      [39.6, true],
    ];
    expect(await teams({ top: { first: 2 } })).toEqual(ranked);
    expect(await teams({ top: { first: 2 }, orderBy: [{ by: "revenue", direction: "DESC" }] })).toEqual(ranked);
    expect(
      await teams({ top: { first: 1, direction: "ASC" }, orderBy: [{ by: "revenue", direction: "DESC" }] }),
    ).toEqual([
      [10, false],
      [260, true],
    ]);
  });

  it("keeps the rows that meet conditions, and goes on after a cursor", async () => {
    const having = [{ by: "revenue", gte: 10, lt: 100 }];
    const asked = { having, orderBy: [{ by: "revenue", direction: "DESC" as const }], cursors: true };
    const all = await ask("2024", ["teamName"], ["revenue"], asked);
    expect(all.map(({ values }) => values.revenue)).toEqual([80, 29.6, 10]);
    const pages = [];
    for (let after: string | undefined; ; ) {
      const [row] = await ask("2024", ["teamName"], ["revenue"], { ...asked, first: 1, ...(after ? { after } : {}) });
      if (!row) break;
      pages.push(row);
      after = row.cursor;
    }
    expect(pages).toEqual(all);
  });

  it("narrows by ranges, names, buckets of time and who is new", async () => {
    const revenueWhere = async (where: MetricFilter) => (await flat("2024", [], ["revenue"], { where }))[0]!.revenue;
    expect(await revenueWhere({ country: { gte: "E" } })).toBe(29.6);
    expect(await revenueWhere({ customerName: { in: ["Zeta"] } })).toBe(230.4);
    expect(await revenueWhere({ month: { in: ["2024-01-01"] } })).toBe(80);
    await expect(revenueWhere({ month: { in: ["2024-01-15"] } })).rejects.toThrow(
      "where.month: 2024-01-15 is not the first day of one, expected 2024-01-01",
    );
    expect(await revenueWhere({ newOrReturning: { in: ["NEW"] } })).toBe(29.6);
    expect(await revenueWhere({ newOrReturning: { isNull: true } })).toBe(10);
    expect(await revenueWhere({ segment: { isNull: false } })).toBe(260);
    expect(await flat("2024", ["newOrReturning"], ["customers"])).toEqual([
      { newOrReturning: "NEW", customers: 1 },
      { newOrReturning: "RETURNING", customers: 1 },
      { newOrReturning: null, customers: 0 },
    ]);
  });

  it("says which days a row and its comparison stand for", async () => {
    const rows = await ask("2024-01-15..2024-02-10", ["month"], ["revenue"], {
      days: [
        { key: "from", end: "from" },
        { key: "to", end: "to" },
        { key: "before", end: "to", at: "SAME_PERIOD_LAST_YEAR" },
      ],
    });
    expect(rows.map(({ days }) => days)).toEqual([
      { from: "2024-01-15", to: "2024-01-31", before: "2023-01-31" },
      { from: "2024-02-01", to: "2024-02-10", before: "2023-02-10" },
    ]);
  });

  it("refuses what a metric can't be split or filtered by, naming both", async () => {
    await expect(ask("2024", ["channel"], ["winRate"])).rejects.toThrow(/winRate can't be split by channel/);
    await expect(ask("2024", [], ["conversionRate"], { where: { product: { in: [1] } } })).rejects.toThrow(
      /conversionRate can't be filtered by product/,
    );
    await expect(ask("2024", [], ["revenue"], { orderBy: [{ by: "x", direction: "ASC" }] })).rejects.toThrow(/"x"/);
    await expect(ask("2024", ["color"], ["revenue"])).rejects.toThrow(
      /no dimension "color", expected one of day, week/,
    );
    await expect(ask("2024", [], ["turnover"])).rejects.toThrow(/no metric "turnover", expected one of revenue/);
    await expect(ask("2024", [], [{ key: "x", metric: "profitMargin", as: "SHARE" }])).rejects.toThrow(/has no shares/);
    await expect(ask("2024", ["channel"], [{ key: "x", metric: "revenue", as: "RUNNING" }])).rejects.toThrow(/month/);
    await expect(ask("2024", ["month"], [{ key: "x", metric: "customers", as: "RUNNING" }])).rejects.toThrow(
      /over time/,
    );
    await expect(ask("2024", ["month"], ["revenue"], { top: { first: 1 } })).rejects.toThrow(/other than time/);
    await expect(ask("2024", ["month"], ["revenue"], { after: "[]" })).rejects.toThrow(/no cursor/);
    await expect(ask("2024", [], ["revenue"], { having: [{ by: "cost", gt: 1 }] })).rejects.toThrow(/"cost"/);
  });

  it("sees nothing outside the scope, whatever is changed there", async () => {
    const scopes: Scope[] = [
      { kind: "rep", repId: 1 },
      { kind: "teams", teamIds: [1, 2] },
      { kind: "teams", teamIds: [] },
    ];
    const all = builtInCatalog.metrics.map(({ id }) => id);
    const country = builtInCatalog.dimension("country");
    const placed = builtInCatalog.metrics
      .filter((metric) => dimensionsOf(builtInCatalog, metric).includes(country))
      .map(({ id }) => id);
    const look = () =>
      Promise.all(
        scopes.flatMap((scope) => [
          ask("2024", [], all, { scope }),
          ask("2024", ["country"], placed, { scope }),
          ask("2024", ["teamId"], all, { scope }),
        ]),
      );
    const before = await look();
    expect(before[0]![0]!.values).toMatchObject({ revenue: 150.4, winRate: 0.5, conversionRate: 0.5, quota: 310 });
    expect(before[6]![0]!.values).toMatchObject({ revenue: 0, winRate: null, conversionRate: null });
    await engines.fill({
      ...company,
      sale: [
        ...company.sale!,
        sale(70, "2024-02-03", 2, 1e6, { rep_id: 3, team_id: 3 }),
        sale(71, "2024-03-03", 4, 1e6, { rep_id: 3, team_id: 3 }),
      ],
      goal: [
        ...company.goal!,
        {
          id: 70,
          rep_id: 3,
          team_id: 3,
          quota: 5,
          starts_on: "2024-01-01",
          ends_on: "2024-12-31",
          created_on: "2024-01-01",
        },
        {
          id: 71,
          rep_id: null,
          team_id: null,
          quota: 7,
          starts_on: "2024-01-01",
          ends_on: "2024-12-31",
          created_on: "2024-01-01",
        },
      ],
      opportunity: [
        ...company.opportunity!,
        { id: 70, stage: "s", status: "WON", rep_id: 3, team_id: 3, closed_on: "2024-02-02" },
      ],
      survey_response: [
        ...company.survey_response!,
        { id: 70, customer_id: 3, kind: "NPS", score: 0, day: "2024-02-03" },
      ],
      service_case: [
        ...company.service_case!,
        {
          id: 70,
          customer_id: 3,
          kind: "COMPLAINT",
          severity: "LOW",
          opened_on: "2024-02-03",
          resolved_on: "2024-03-03",
        },
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

describe.each(["duckdb", "postgres"] as const)("a question that is too large on %s", (engine) => {
  beforeAll(() => {
    const customers = Array.from({ length: 280 }, (_, index) => sale(index + 1, "2024-02-05", index + 1, 10));
    return engines.fill({ ...company, sale: customers });
  });

  const running = (period: string) =>
    queryMetrics(engines[engine], everything, {
      period: parsePeriod(period, calendar),
      calendar,
      dimensions: ["day", "customerId"],
      metrics: [{ key: "running", metric: "revenue", as: "RUNNING" }],
    });

  it("is refused with what it would take and what may be", async () => {
    await expect(running("2015-01-01..2024-12-31")).rejects.toMatchObject({
      code: "COST_LIMIT",
      message: expect.stringMatching(/more than 1000000 rows along 3653 buckets of time; expected a shorter period/),
      cost: { rows: 274 * 3_653, limit: { rows: 1_000_000 } },
    });
    expect(await running("2024-02-05")).toHaveLength(280);
  });
});
