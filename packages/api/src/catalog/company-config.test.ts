import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { lexicographicSortSchema, printSchema } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../config.ts";
import { schema } from "../schema.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse, type WarehouseService } from "../warehouse/warehouse.ts";
import { companyCatalog, loadCompanyConfig } from "./load-config.ts";
import { schemaWithCatalog } from "./schema-with-catalog.ts";

const example = fileURLToPath(new URL("../../../../examples/company-config/salesglass.config.ts", import.meta.url));
const postgres = testRecords().find(({ name }) => name === "postgres")!;

let scratch: string;
let store: Store;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "salesglass config "));
  store = await postgres.open();
  await fillSmallCompany(store);
  const cup = await store.prisma.product.findFirstOrThrow({ where: { externalId: "cup" } });
  await store.prisma.orderLine.updateMany({ where: { productId: cup.id }, data: { unitPrice: 300, discount: 3.25 } });
  await store.prisma.customer.update({ where: { externalId: "acme" }, data: { country: "CN" } });
});
afterAll(async () => {
  await store?.close();
  await rm(scratch, { recursive: true, force: true });
});

let files = 0;
/** Writes a configuration of its own for each call: a module is read once in a process. */
async function configOf(text: string, name = "salesglass.config.ts"): Promise<string> {
  files += 1;
  const file = join(scratch, name.replace("salesglass", `salesglass${files}`));
  await writeFile(file, text);
  return file;
}

const messageOf = async (promise: Promise<unknown>): Promise<string> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as Error).message;
};

describe.each(["duckdb", "postgres"] as const)("a company's own catalogue on %s", (engine) => {
  let server: Awaited<ReturnType<typeof testServer>>;
  let warehouse: WarehouseService;
  beforeAll(async () => {
    warehouse = await openWarehouse({ store, engine });
    const catalog = await companyCatalog(await loadCompanyConfig(example), warehouse);
    server = await testServer(store, engine, { catalog });
  });
  afterAll(async () => {
    await server?.close();
    await warehouse?.close();
  });

  it("answers its metrics, in every reading", async () => {
    // Online 100.25 + 30 − 10 of 130.25; one order of 100 or more; 6.50 off 13 units.
    expect(
      await server.ask(`{ metrics(period: "2024-06") {
        onlineShare bigTicketOrders discountPerUnit earlier: onlineShare(at: PREVIOUS_PERIOD)
        more: bigTicketOrders(as: DIFFERENCE, versus: SAME_PERIOD_LAST_YEAR)
      } }`),
    ).toEqual({
      metrics: [{ onlineShare: 120.25 / 130.25, bigTicketOrders: 1, discountPerUnit: 6.5 / 13, earlier: 0, more: 1 }],
    });
    expect(
      await server.ask(`{ metrics(period: "2024-Q2") { month running: bigTicketOrders(as: RUNNING) } }`),
    ).toMatchObject({ metrics: [{ running: 0 }, { running: 1 }, { running: 2 }] });
  });

  it("splits, filters and orders by its dimensions", async () => {
    const rows = `orderBy: [{ by: "revenue", direction: DESC }]) { __typename market revenue onlineShare }`;
    expect((await server.ask<{ metrics: object[] }>(`{ metrics(period: "2024-06", ${rows} }`)).metrics).toEqual([
      { __typename: "MetricRow", market: "home", revenue: 100.25, onlineShare: 1 },
      { __typename: "MetricRow", market: "abroad", revenue: 20, onlineShare: 1 },
      { __typename: "MetricRow", market: null, revenue: 10, onlineShare: 0 },
    ]);
    expect(
      await server.ask(`{ metrics(period: "2024-06", where: { priceBand: { in: ["PREMIUM"] } }) { revenue volume } }`),
    ).toEqual({ metrics: [{ revenue: 20, volume: 2 }] });
    expect(
      await server.ask(`{ metrics(period: "2024", orderBy: [{ by: "market" }]) { market conversionRate } }`),
    ).toEqual({
      metrics: [
        { market: "abroad", conversionRate: 1 },
        { market: "home", conversionRate: 1 },
        { market: null, conversionRate: 0 },
      ],
    });
  });

  it("answers them by name in tables, cards, drivers and RFM", async () => {
    const { metricTable } = await server.ask<{ metricTable: object }>(`{
      metricTable(period: "2024-06", by: [PRICE_BAND], metrics: [{ metric: revenue }, { metric: onlineShare }],
                  orderBy: [{ by: "PRICE_BAND" }]) {
        dimensions { id label(locale: "zh-CN") }
        columns { definition { label } }
        rows { keys labels(locale: "zh-CN") values }
        total { values }
      }
    }`);
    expect(metricTable).toEqual({
      dimensions: [{ id: "priceBand", label: "价格带" }],
      columns: [{ definition: { label: "Revenue" } }, { definition: { label: "Online share" } }],
      rows: [
        { keys: ["BUDGET"], labels: ["经济"], values: [110.25, 100.25 / 110.25] },
        { keys: ["PREMIUM"], labels: ["高端"], values: [20, 1] },
      ],
      total: { values: [130.25, 120.25 / 130.25] },
    });
    expect(
      await server.ask(`{ metric(id: bigTicketOrders, period: "2024-06") { value comparison { value } } }`),
    ).toEqual({ metric: { value: 1, comparison: { value: 1 } } });
    const { drivers } = await server.ask<{ drivers: { contributions: object[] } }>(`{
      drivers(metric: revenue, period: "2024-06", by: MARKET) { contributions { key difference } }
    }`);
    // 100.25 after 100 in May; nothing from abroad and from nobody then.
    expect(drivers.contributions).toHaveLength(3);
    expect(drivers.contributions).toContainEqual({ key: "abroad", difference: 20 });
    expect(drivers.contributions).toContainEqual({ key: "home", difference: 0.25 });
    const { rfm } = await server.ask<{ rfm: { customers: number } }>(
      `{ rfm(where: { market: { in: ["abroad"] } }) { customers } }`,
    );
    expect(rfm.customers).toBe(1);
  });

  it("puts customers into its own segments, everywhere", async () => {
    const { rfm, metrics, metricTable, customers } = await server.ask(`{
      rfm { bins segments { id label(locale: "zh-CN") customers } cells { segment segmentLabel }
            movement(from: "2024-06-11") { moves { from to toLabel customers } } }
      metrics(period: "2024-06", where: { segment: { isNull: false } }) { segment customers }
      metricTable(period: "2024-06", by: [SEGMENT], metrics: [{ metric: customers }]) { rows { keys labels } }
      customers(where: { segment: { in: ["key-accounts", "win-back"] } }) { edges { node { externalId rfm { segmentLabel } } } }
    }`);
    // Acme spent most and bought two days before Bell.
    expect(rfm).toMatchObject({
      bins: 3,
      segments: [
        { id: "key-accounts", label: "核心客户", customers: 0 },
        { id: "growing", label: "成长客户", customers: 1 },
        { id: "win-back", label: "待挽回客户", customers: 1 },
        { id: "occasional", label: "偶尔购买", customers: 0 },
      ],
      movement: {
        moves: [
          { from: "win-back", to: "win-back", toLabel: "Win back", customers: 1 },
          { from: "none", to: "growing", toLabel: "Growing", customers: 1 },
        ],
      },
    });
    const { cells } = rfm as unknown as { cells: { segment: string; segmentLabel: string }[] };
    expect(cells).toHaveLength(9);
    expect(cells).toContainEqual({ segment: "win-back", segmentLabel: "Win back" });
    expect(metrics).toEqual([
      { segment: "growing", customers: 1 },
      { segment: "win-back", customers: 1 },
    ]);
    expect(metricTable).toMatchObject({
      rows: expect.arrayContaining([{ keys: ["growing"], labels: ["Growing"] }]),
    });
    expect(customers).toEqual({ edges: [{ node: { externalId: "acme", rfm: { segmentLabel: "Win back" } } }] });
    const { message } = await server.fault(`{ rfm(bins: 5) { customers } }`);
    expect(message).toBe("bins: 5, expected 3, the scores that the company's own segments are drawn on");
  });

  it("lists them, with what follows from their facts", async () => {
    const { metricCatalog, dimensionCatalog } = await server.ask<{
      metricCatalog: { id: string; dimensions: string[] }[];
      dimensionCatalog: object[];
    }>(`{
      metricCatalog { id better additive additiveOverTime dimensions }
      dimensionCatalog { dimension id filter kind }
    }`);
    expect(metricCatalog).toContainEqual(
      expect.objectContaining({ id: "bigTicketOrders", better: "HIGHER", additive: false, additiveOverTime: true }),
    );
    expect(metricCatalog.find(({ id }) => id === "onlineShare")!.dimensions).toEqual(
      expect.arrayContaining(["MONTH", "TEAM", "NEW_OR_RETURNING", "PRICE_BAND", "MARKET"]),
    );
    expect(metricCatalog.find(({ id }) => id === "nps")!.dimensions).not.toContain("PRICE_BAND");
    expect(dimensionCatalog).toContainEqual({
      dimension: "PRICE_BAND",
      id: "priceBand",
      filter: "priceBand",
      kind: "TEXT",
    });
  });

  it("names what doesn't fit", async () => {
    const { message } = await server.fault(`{ metrics(period: "2024-06") { priceBand nps } }`);
    expect(message).toContain("nps can't be split by priceBand");
  });

  it("names the entry and the engine's message where the engine refuses its SQL", async () => {
    const file = await configOf(withFacts("sum(f.netto)", "sum(f.channel)", "f.net_amount", "max(f.day)"));
    const message = await messageOf(loadCompanyConfig(file).then((config) => companyCatalog(config, warehouse)));
    expect(message).toMatch(/salesglass\d+\.config\.ts: metrics\[0\] "own0": fact "fact0": .*netto/);
    expect(message).toMatch(/metrics\[1\] "own1": fact "fact1": .*sum\((VARCHAR|text)\)/);
    expect(message).toMatch(/metrics\[2\] "own2": fact "fact2": .*(GROUP BY|group by)/);
    expect(message).toMatch(/metrics\[3\] "own3": fact "fact3": .*(DATE|date)/);
    expect(message).toMatch(/dimensions\[0\] "size": of deal: .*quantity/);
    expect(message).not.toContain("select");
  });
});

/** A metric for each aggregate, and a dimension that deals don't have. */
function withFacts(...aggregates: string[]): string {
  const text = `{ en: "x", "zh-CN": "x" }`;
  const metrics = aggregates.map(
    (sql, index) => `defineMetric({ id: "own${index}", label: ${text}, description: ${text}, formula: ${text},
      unit: "COUNT", value: defineFact({ id: "fact${index}", source: "sale", sql: ${JSON.stringify(sql)} }) })`,
  );
  return `import { defineConfig, defineDimension, defineFact, defineMetric } from "@salesglass/core";
    export default defineConfig({
      metrics: [${metrics.join(", ")}],
      dimensions: [defineDimension({ id: "size", label: ${text}, description: ${text},
        sql: { sale: "case when f.quantity > 5 then 'L' else 'S' end", deal: "f.quantity" } })],
    });`;
}

describe("loadCompanyConfig", () => {
  it("reads JavaScript and files beside it, with nothing installed there", async () => {
    await writeFile(join(scratch, "facts.ts"), `export const name: string = "plain";`);
    const file = await configOf(
      `import { defineConfig, facts } from "@salesglass/core"; import { name } from "./facts.ts";
       import { ok } from "node:assert"; ok(name === "plain" && facts.revenue);
       export default defineConfig({ minimumResponses: 3 });`,
      "salesglass.config.mjs",
    );
    expect((await loadCompanyConfig(file)).extension).toEqual({ minimumResponses: 3 });
  });

  it("says on which line a file can't be read", async () => {
    expect(await messageOf(loadCompanyConfig(await configOf("export default {\n  metrics: [,\n}}")))).toMatch(
      /salesglass\d+\.config\.ts: .*salesglass\d+\.config\.ts:3:\d+/,
    );
    const unknown = `import { divide, facts } from "@salesglass/core";\n\nexport default divide(facts.revenu, 2);`;
    expect(await messageOf(loadCompanyConfig(await configOf(unknown)))).toMatch(
      /config\.ts: line 3: undefined in a formula, expected a fact/,
    );
    expect(await messageOf(loadCompanyConfig(await configOf(`import "no-such-library";`)))).toContain(
      "Cannot find module 'no-such-library'",
    );
    expect(await messageOf(loadCompanyConfig(await configOf("export const config = {};")))).toContain(
      "has no default export, expected export default defineConfig",
    );
  });

  it("refuses segments with a gap or an overlap, naming the cells", async () => {
    const file = await configOf(`const label = { en: "X", "zh-CN": "X" };
      export default { segments: { bins: 3, segments: [
        { id: "top", label, rules: [{ recency: [2, 3] }] }, { id: "vip", label, rules: [{ frequency: [3, 3] }] },
      ] } };`);
    const message = await messageOf(loadCompanyConfig(file));
    expect(message).toMatch(/config\.ts: segments: no segment for R1 F1, R1 F2$/m);
    expect(message).toMatch(/config\.ts: segments: more than one segment for R2 F3 \(top, vip\), R3 F3 \(top, vip\)$/m);
  });

  it("lists every fault with its place", async () => {
    const file = await configOf(`export default { metrics: [{ id: "Online" }, 3] };`);
    const message = await messageOf(loadCompanyConfig(file));
    expect(message).toMatch(/config\.ts: metrics\[0\] "Online": id is "Online", expected lower camel case/);
    expect(message).toMatch(/config\.ts: metrics\[0\] "Online": label is missing, expected label: \{ en/);
    expect(message).toMatch(/config\.ts: metrics\[1\] is 3, expected defineMetric/);
  });
});

describe("the setting", () => {
  it("names a file that is there", async () => {
    const file = await configOf("");
    expect(readConfig({ SALESGLASS_CONFIG: file }).companyConfig).toBe(file);
    expect(readConfig({}).companyConfig).toBeUndefined();
    expect(() => readConfig({ SALESGLASS_CONFIG: "no-such.ts" })).toThrow('SALESGLASS_CONFIG="no-such.ts": is no file');
  });
});

describe("schemaWithCatalog", () => {
  it("leaves the built-in schema as it is", async () => {
    const before = printSchema(lexicographicSortSchema(schema));
    const { extension } = await loadCompanyConfig(example);
    const { createCatalog } = await import("@salesglass/core");
    const extended = printSchema(schemaWithCatalog(schema, createCatalog(extension)));
    expect(extended).toMatch(/"""Share of revenue that came online\."""\s+onlineShare\(/);
    expect(extended).toMatch(/enum Dimension \{[^}]*PRICE_BAND/);
    expect(printSchema(lexicographicSortSchema(schema))).toBe(before);
  });
});
