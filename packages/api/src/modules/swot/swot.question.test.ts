import {
  type Catalog,
  createCatalog,
  everything,
  parsePeriod,
  querySwot,
  querySwotChange,
  type SwotStatement,
} from "@salesglass/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Engines, openEngines, type WarehouseRows } from "../../testing/engines.ts";

const calendar = { today: "2024-12-31", fiscalYearStart: 1, weekStart: 1 };
const period = parsePeriod("2024", calendar);

interface Plan {
  readonly region: string;
  readonly product: number;
  readonly units: number;
  readonly price?: number;
  readonly cost?: number;
}

/** A sale in each month of a year for each plan, each by customers of its own, who come back in the same month of the next. */
function year(of: number, plans: readonly Plan[]): Record<string, string | number>[] {
  return plans.flatMap(({ region, product, units, price = 10, cost = 6 }, plan) =>
    Array.from({ length: 12 }, (_, month) => ({
      order_id: of * 10_000 + plan * 100 + month,
      line: 1,
      day: `${of}-${String(month + 1).padStart(2, "0")}-10`,
      customer_id: plan * 12 + month + 1,
      product_id: product,
      region,
      quantity: units,
      net_amount: units * price,
      order_net: units * price,
      cost: units * cost,
    })),
  );
}

const flat: readonly Plan[] = [
  { region: "North", product: 1, units: 20 },
  { region: "South", product: 1, units: 20 },
  { region: "North", product: 2, units: 20 },
  { region: "South", product: 2, units: 20 },
];
const people: WarehouseRows = {
  product: [
    { id: 1, name: "Tea", category: "Tea" },
    { id: 2, name: "Pot", category: "Ware" },
  ],
  customer: Array.from({ length: 48 }, (_, index) => ({ id: index + 1, name: `C${index + 1}` })),
  competitor: [
    { id: 1, external_id: "us", name: "We", own: true },
    { id: 2, external_id: "hill", name: "Hill" },
  ],
};
const companyOf = (plans: readonly Plan[], more: WarehouseRows = {}): WarehouseRows => ({
  ...people,
  sale: [...year(2022, flat), ...year(2023, flat), ...year(2024, plans)],
  ...more,
});
const shareOf = (id: number, competitor_id: number, day: string, value: number) => ({
  id,
  competitor_id,
  topic: "SHARE",
  name: "tea",
  day,
  value,
});

/** Strength: more is sold. Weakness: pots cost more. Opportunity: the South grows. Threat: Hill gains share. */
const planted = companyOf(
  [
    { region: "North", product: 1, units: 20 },
    { region: "South", product: 1, units: 25 },
    { region: "North", product: 2, units: 20, cost: 9 },
    { region: "South", product: 2, units: 25, cost: 9 },
  ],
  {
    competitor_figure: [
      shareOf(1, 1, "2024-02-01", 0.4),
      shareOf(2, 1, "2024-11-01", 0.4),
      shareOf(3, 2, "2024-02-01", 0.2),
      shareOf(4, 2, "2024-11-01", 0.23),
    ],
  },
);

const rulesOf = (statements: readonly SwotStatement[]) => statements.map(({ quadrant, rule }) => `${quadrant} ${rule}`);

describe.each(["duckdb", "postgres"] as const)("SWOT on %s", (name) => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await openEngines();
  });
  afterAll(() => engines.close());
  const swot = (more: { catalog?: Catalog; where?: object } = {}) =>
    querySwot(engines[name], everything, { period, calendar, ...more });

  it("says nothing of a company in which nothing happens", async () => {
    await engines.fill(companyOf(flat));
    expect((await swot()).statements).toEqual([]);
  });

  it("says nothing of a company without any data", async () => {
    await engines.fill({});
    expect((await swot()).statements).toEqual([]);
  });

  it("finds what is planted, with its evidence and what is at stake, and nothing else", async () => {
    await engines.fill(planted);
    const { statements } = await swot();
    const by = Object.fromEntries(statements.map((statement) => [statement.rule, statement]));
    // The pots' cost takes the margin of the whole down as well.
    expect(rulesOf(statements).sort()).toEqual([
      "OPPORTUNITY growing-regions",
      "STRENGTH sales-rising",
      "THREAT competitor-share",
      "WEAKNESS low-margin",
      "WEAKNESS margin-falling",
    ]);
    const growth = { as: "CHANGE", value: 0.125, threshold: 0.05, versus: "SAME_PERIOD_LAST_YEAR" };
    expect(by["sales-rising"]).toMatchObject({
      topic: "SALES",
      figures: [
        { ...growth, current: 10_800, before: 9600, unit: "MONEY" },
        { ...growth, current: 1080, before: 960, unit: "COUNT" },
      ],
    });
    expect(by["sales-rising"]!.size).toBeCloseTo(1200 / 10_800, 12);
    expect(by["growing-regions"]!.evidence).toMatchObject([
      { key: "South", share: 6000 / 10_800, figures: [{ value: 0.25, current: 6000, before: 4800 }] },
    ]);
    expect(by["growing-regions"]!.size).toBeCloseTo(6000 / 10_800, 12);
    expect(by["low-margin"]!.evidence).toMatchObject([
      { entity: "product", key: 2, label: { en: "Pot" }, share: 0.5, figures: [{ value: 0.1, threshold: 0.15 }] },
    ]);
    expect(by["low-margin"]!.evidence[0]!.detail).toEqual({
      en: "Cost: a unit costs +50.0% (price +0.0%) on last year",
      "zh-CN": "成本：单位成本同比 +50.0%（单价 +0.0%）",
    });
    expect(by["margin-falling"]!.size).toBeCloseTo(0.15, 12);
    expect(by["competitor-share"]!.evidence).toMatchObject([
      { label: { en: "Hill · tea" }, figures: [{ current: 0.23, before: 0.2, threshold: 0.01 }] },
    ]);
    const sizes = statements.map(({ size }) => size);
    expect(sizes).toEqual([...sizes].sort((a, b) => (b ?? -1) - (a ?? -1)));
  });

  it("names no region that grows as the whole does", async () => {
    await engines.fill(companyOf(flat.map((plan) => ({ ...plan, units: 30 }))));
    expect(rulesOf((await swot()).statements)).toEqual(["STRENGTH sales-rising"]);
  });

  it("tells cost from pricing", async () => {
    await engines.fill(companyOf([...flat.slice(0, 3), { region: "South", product: 2, units: 20, price: 4 }]));
    const { statements } = await swot({ where: { product: { in: [2] }, region: { in: ["South"] } } });
    expect(statements.find(({ rule }) => rule === "low-margin")!.evidence[0]!.detail!.en).toBe(
      "Pricing: a unit sells for −60.0% (cost +0.0%) on last year",
    );
  });

  it("judges a region alone, by what it sells", async () => {
    await engines.fill(planted);
    const { statements } = await swot({ where: { region: { in: ["North"] } } });
    expect(rulesOf(statements)).not.toContain("STRENGTH sales-rising");
    expect(rulesOf(statements)).toContain("WEAKNESS low-margin");
  });

  it("takes lower prices, a higher conversion rate and moves before falling sales for threats", async () => {
    const daily = Array.from({ length: 120 }, (_, index) => ({
      order_id: index,
      line: 1,
      day: new Date(Date.UTC(2024, 7, 1 + index)).toISOString().slice(0, 10),
      customer_id: 1,
      product_id: 1,
      quantity: 1,
      net_amount: index < 60 ? 100 + (index % 3) : 60 + (index % 3),
      order_net: 100,
    }));
    const figure = { competitor_id: 2, day: "2024-06-01" };
    await engines.fill({
      ...people,
      customer: [
        ...people.customer!,
        // Of two prospects none has bought.
        { id: 101, name: "P1", acquired_on: "2024-02-01" },
        { id: 102, name: "P2", acquired_on: "2024-02-01" },
      ],
      sale: daily,
      competitor_figure: [
        { ...figure, id: 1, topic: "PRICE", name: "Oolong", value: 9 },
        { ...figure, id: 2, topic: "PRICE", name: "Oolong", value: 10, competitor_id: 1 },
        { ...figure, id: 3, topic: "PRICE", name: "Puer", value: 9.9 },
        { ...figure, id: 4, topic: "PRICE", name: "Puer", value: 10, competitor_id: 1 },
        { ...figure, id: 5, topic: "FEATURE", name: "Conversion rate", value: 0.2 },
      ],
      competitor_move: [
        { id: 1, competitor_id: 2, day: "2024-09-30", kind: "CAMPAIGN", name: "Half price" },
        { id: 2, competitor_id: 2, day: "2024-09-01", kind: "CAMPAIGN", name: "Posters" },
      ],
    });
    const { statements } = await swot();
    const by = Object.fromEntries(statements.map((statement) => [statement.rule, statement]));
    expect(by["competitor-price"]!.evidence.map(({ label }) => label!.en)).toEqual(["Hill · Oolong"]);
    expect(by["competitor-price"]!.evidence[0]!.figures[0]!.value).toBeCloseTo(-0.1, 12);
    expect(by["competitor-conversion"]!.evidence).toMatchObject([
      { label: { en: "Hill" }, figures: [{ value: 0.2, current: 0.2, before: 0 }] },
    ]);
    expect(by["competitor-move"]!.evidence.map(({ label }) => label!.en)).toEqual(["Hill: Half price, 2024-09-30"]);
    expect(by["competitor-move"]!.size).toBeGreaterThan(0);
  });

  it("says what is new against the period before, and what has gone", async () => {
    await engines.fill(planted);
    const question = { period, calendar };
    const now = await querySwot(engines[name], everything, question);
    const change = await querySwotChange(engines[name], everything, question, now);
    expect(change.before).toMatchObject({ from: "2023-01-01", to: "2023-12-31" });
    expect([...change.appeared].sort()).toEqual(now.statements.map(({ rule }) => rule).sort());
    expect(change.gone).toEqual([]);
    const later = { period: parsePeriod("2025", calendar), calendar: { ...calendar, today: "2025-12-31" } };
    const gone = await querySwotChange(
      engines[name],
      everything,
      later,
      await querySwot(engines[name], everything, later),
    );
    expect(gone.gone.map(({ rule }) => rule)).toContain("growing-regions");
  });

  it("takes a company's own thresholds and rules, and leaves out what it doesn't want", async () => {
    await engines.fill(planted);
    const catalog = createCatalog({
      swot: {
        thresholds: { "sales-rising": 0.2, "competitor-share": 0.05 },
        without: ["margin-falling", "growing-regions"],
        rules: [
          {
            id: "big-orders",
            quadrant: "STRENGTH",
            text: { en: "Large orders", "zh-CN": "大额订单" },
            when: [{ metric: "averageOrderValue", atLeast: 200 }],
            by: "region",
          },
        ],
      },
    });
    const { statements } = await swot({ catalog });
    expect(rulesOf(statements)).toEqual(["STRENGTH big-orders", "WEAKNESS low-margin"]);
  });

  it("holds each rule about the same dimension against its own share, alone or with others", async () => {
    const regions = { East: 1, North: 3, South: 40, West: 60 };
    await engines.fill(companyOf(Object.entries(regions).map(([region, units]) => ({ region, product: 1, units }))));
    const rule = (id: string, minimumShare: number | undefined, atLeast: number) =>
      ({
        id,
        quadrant: "STRENGTH",
        text: { en: id, "zh-CN": id },
        when: [{ metric: "revenue", atLeast }],
        by: "region",
        minimumShare,
      }) as const;
    const rules = [rule("any", 0, 1), rule("any-large", 0, 300), rule("usual", undefined, 1), rule("half", 0.5, 1)];
    const { statements } = await swot({
      catalog: createCatalog({ swot: { rules: [...rules, rule("usual-large", undefined, 4_800)] } }),
    });
    const found = (id: string) => statements.find((statement) => statement.rule === id)?.evidence.map(({ key }) => key);
    expect(found("any")).toEqual(["West", "South", "North", "East"]);
    expect(found("any-large")).toEqual(["West", "South", "North"]);
    expect(found("usual")).toEqual(["West", "South", "North"]);
    expect(found("half")).toEqual(["West"]);
    expect(found("usual-large")).toEqual(["West", "South"]);
  });
});
