import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runImport } from "../../import/import.ts";
import type { Store } from "../../store/store.ts";
import { testServer } from "../../testing/ask.ts";
import { testRecords } from "../../testing/records.ts";

const postgres = testRecords().find(({ name }) => name === "postgres")!;

interface Lifetime {
  value: number;
  expectedPurchases: number;
  expectedSpend: number;
  probabilityAlive: number;
  purchases: number;
  reason: string;
}
interface Answer {
  model: { customers: number; repeatCustomers: number; warehouseVersion: number } | null;
  total: { customers: number; value: number } | null;
  customers: {
    totalCount: number;
    pageInfo: { endCursor: string };
    edges: { node: { customer: { externalId: string; lifetimeValue: Lifetime }; lifetimeValue: Lifetime } }[];
  };
}
const figures = "value expectedPurchases expectedSpend probabilityAlive purchases averageGapDays daysSinceLast reason";

let store: Store;
let folder: string;
beforeAll(async () => {
  store = await postgres.open();
  folder = await mkdtemp(join(tmpdir(), "salesglass-lifetime-"));
  for (const [name, text] of Object.entries(files())) await writeFile(join(folder, `${name}.csv`), text);
  await runImport({
    store,
    folder,
    rejectedFile: join(folder, "rejected.csv"),
    today: "2026-06-30",
    actor: "a test",
  });
});
afterAll(async () => {
  await store?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each(["duckdb", "postgres"] as const)("lifetime value, engine %s", (engine) => {
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    server = await testServer(store, engine);
  });
  afterAll(() => server?.close());
  const ask = async (more: string, args = "") =>
    (await server.ask<{ lifetimeValue: Answer }>(`{ lifetimeValue${args} { ${more} } }`)).lifetimeValue;

  it("says what it was fitted to, how far off it was, and what all are worth", async () => {
    const answer = await ask(
      `asOf horizonMonths discountRate currency unavailable
       model { purchases { r alpha a b logLikelihood open } spend { p q v logLikelihood open }
         customers repeatCustomers warehouseVersion
         holdOut { from to customers purchases { actual model baseline modelDeviation baselineDeviation }
           revenue { actual model baseline } meanAbsoluteError baselineMeanAbsoluteError } }
       total { customers active purchases value }`,
    );
    expect(answer).toMatchObject({
      asOf: "2024-06-30",
      horizonMonths: 12,
      discountRate: 0.1,
      currency: "EUR",
      unavailable: null,
      model: {
        customers: 200,
        repeatCustomers: expect.any(Number),
        warehouseVersion: server.warehouse.status().version,
        purchases: { open: expect.any(Array), logLikelihood: expect.any(Number) },
        holdOut: { to: "2024-06-30", meanAbsoluteError: expect.any(Number) },
      },
      total: { customers: 200 },
    });
    expect(answer.total!.value).toBeGreaterThan(0);
    const sooner = await ask("total { value }", "(horizonMonths: 6)");
    expect(sooner.total!.value).toBeLessThan(answer.total!.value);
    const dearer = await ask("total { value }", "(discountRate: 0.5)");
    expect(dearer.total!.value).toBeLessThan(answer.total!.value);
    expect((await ask("total { value }", "(horizonMonths: null, discountRate: null)")).total).toEqual({
      value: answer.total!.value,
    });
  });

  it("ranks customers page by page, with the figures that each has by themselves", async () => {
    const page = (args: string) =>
      ask(`total { value } customers(${args}) { totalCount pageInfo { endCursor } edges { node {
        lifetimeValue { ${figures} } customer { externalId lifetimeValue { ${figures} } } } } }`);
    const first = await page("first: 2");
    const both = [first, await page(`first: 500, after: "${first.customers.pageInfo.endCursor}"`)];
    const nodes = both.flatMap(({ customers }) => customers.edges.map(({ node }) => node));
    expect(first.customers.edges).toHaveLength(2);
    expect(first.customers.totalCount).toBe(200);
    expect(new Set(nodes.map(({ customer }) => customer.externalId)).size).toBe(200);
    const values = nodes.map(({ lifetimeValue: { value } }) => value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    expect(values.reduce((sum, value) => sum + value, 0) / first.total!.value).toBeCloseTo(1, 9);
    for (const { customer, lifetimeValue } of nodes) expect(customer.lifetimeValue).toEqual(lifetimeValue);
    expect(nodes[0]!.lifetimeValue.reason).toMatch(
      /^Bought on \d+ days, every [\d.]+ days on average; last \d+ days? ago, so (over |under )?\d+ % likely to be still a customer; expected to spend about [\d,.]+ at a purchase\.$/,
    );
  });

  it("answers a list of customers with one query for the day and terms", async () => {
    const list = `{ customers(first: 200) { edges { node { name lifetimeValue { value } } } } }`;
    await server.ask(list);
    const queries = vi.spyOn(store, "analyse");
    await server.ask(list);
    // The page, their number, their sales, their lifetime values; the copy asks the record nothing.
    expect(queries).toHaveBeenCalledTimes(engine === "postgres" ? 4 : 0);
    queries.mockRestore();
    const { customers, customer } = await server.ask<{
      customers: { edges: { node: { externalId: string; early: Lifetime | null; zh: { reason: string } | null } }[] };
      customer: { lifetimeValue: { holdOut: { meanAbsoluteError: number } } };
    }>(
      `{ customers(first: 300) { edges { node { externalId early: lifetimeValue(asOf: "2023-12-31", horizonMonths: 3) { ${figures} }
           zh: lifetimeValue { reason(locale: "zh-CN") } } } }
         customer(externalId: "c1") { lifetimeValue { holdOut { meanAbsoluteError } } } }`,
    );
    const nodes = customers.edges.map(({ node }) => node);
    expect(nodes).toHaveLength(201);
    expect(nodes.find(({ externalId }) => externalId === "prospect")).toMatchObject({ early: null, zh: null });
    expect(nodes.filter(({ early }) => early !== null).length).toBeGreaterThan(100);
    expect(nodes.find(({ externalId }) => externalId === "c1")!.zh!.reason).toMatch(/天购买过，/);
    expect(customer.lifetimeValue.holdOut.meanAbsoluteError).toBeGreaterThan(0);
  });

  it("gives none without enough history, and says why in both languages", async () => {
    const early = await ask(
      `unavailable zh: unavailable(locale: "zh-CN") model { customers } total { value }
       customers { totalCount edges { node { lifetimeValue { value } } } }`,
      `(asOf: "2023-02-01")`,
    );
    expect(early).toEqual({
      unavailable:
        "The purchases go back less than 120 days. A value could not be tested on a quarter of them, so none is given.",
      zh: "购买记录不足 120 天，无法留出四分之一用于检验，因此不给出数值。",
      model: null,
      total: null,
      customers: { totalCount: 0, edges: [] },
    });
  });

  it("refuses what makes no sense, saying what would", async () => {
    const fault = async (args: string) => (await server.fault(`{ lifetimeValue${args} { total { value } } }`)).message;
    expect(await fault("(horizonMonths: -1)")).toBe("horizonMonths: -1, expected a whole number of months, 1 to 120");
    expect(await fault("(discountRate: 10)")).toMatch(
      /^discountRate: 10, expected a yearly rate above -1 and at most 1/,
    );
    expect(await fault("(discountRate: -1.5)")).toMatch(/^discountRate: -1.5/);
    expect(await fault(`(asOf: "2020-01-01")`)).toMatch(
      /^asOf: 2020-01-01 is before the first purchase, expected a day/,
    );
    expect(await fault(`(where: { month: { in: ["2024-01-01"] } })`)).toMatch(/lifetime value needs whole histories/);
    const own = await server.fault(`{ customer(externalId: "c1") { lifetimeValue(horizonMonths: 0) { value } } }`);
    expect(own).toEqual({ code: "BAD_USER_INPUT", message: expect.stringMatching(/^horizonMonths: 0/) });
  });

  it("comes as flat rows for BI tools", async () => {
    const response = await server.fetch(
      "http://localhost/data/lifetime-value.csv?limit=3&horizonMonths=6&locale=zh-CN",
    );
    const [head, ...rows] = (await response.text()).trim().split("\r\n");
    expect(head).toBe(
      "id,externalId,name,value,expectedPurchases,expectedSpend,probabilityAlive,purchases,averageGapDays,daysSinceLast,reason",
    );
    expect(rows).toHaveLength(3);
    expect(response.headers.get("link")).toMatch(/rel="next"/);
  });

  it("keeps a fit until the purchases have changed by a hundredth; figures are of the latest at once", async () => {
    const asked = "model { customers warehouseVersion } total { customers }";
    const before = await ask(asked);
    const customerId = (await store.prisma.customer.findFirstOrThrow({ where: { externalId: "prospect" } })).id;
    const productId = (await store.prisma.product.findFirstOrThrow()).id;
    const buy = async (name: string, lines: number) => {
      const at = new Date("2024-06-29T00:00:00Z");
      const line = { productId, quantity: 1, unitPrice: 30, netAmount: 30 };
      const order = { externalId: `${engine} ${name}`, customerId, orderedAt: at, day: at, currency: "EUR" };
      const all = Array.from({ length: lines }, (_, index) => ({ ...line, line: index + 1 }));
      await store.prisma.order.create({ data: { ...order, lines: { create: all } } });
      await server.warehouse.sync();
    };
    await buy("little", 1);
    const little = await ask(asked);
    expect(little.model).toEqual(before.model);
    expect(little.total).toEqual({ customers: before.total!.customers + 1 });
    await buy("much", 40);
    const much = await ask(asked);
    expect(much.model!.customers).toBe(before.total!.customers + 1);
    expect(much.model!.warehouseVersion).toBeGreaterThan(before.model!.warehouseVersion);
    await store.prisma.order.deleteMany({ where: { customerId } });
    await server.warehouse.sync();
  });
});

/** 200 customers who purchase and leave by a rule without chance, a prospect, and sales with no known buyer. */
function files(): Record<string, string> {
  const orders: string[] = [];
  const lines: string[] = [];
  const buy = (customer: string, day: number, amount: number) => {
    const date = new Date(Date.UTC(2023, 0, 1 + day)).toISOString().slice(0, 10);
    if (date > "2024-06-30") return;
    orders.push(`o${orders.length},${customer},${date}`);
    lines.push(`o${lines.length},p,1,${amount}`);
  };
  for (let customer = 1; customer <= 200; customer++) {
    const gap = 10 + ((customer * 37) % 120);
    const purchases = 1 + ((customer * 53) % 11) * ((customer * 17) % 3);
    for (let index = 0; index < purchases; index++) {
      const day = ((customer * 97) % 300) + index * gap + ((index * customer) % 7);
      buy(`c${customer}`, day, 20 + ((customer * 31) % 200) + ((index * 13) % 19));
    }
  }
  for (let day = 0; day < 400; day += 20) buy("nobody", day, 15);
  const customers = Array.from({ length: 200 }, (_, index) => `c${index + 1},Customer ${index + 1},`);
  return {
    company: "name,currency\nSmall,EUR\n",
    products: "id,name\np,Tea\n",
    customers: `id,name,anonymous\n${[...customers, "prospect,Prospect,", "nobody,Nobody,true"].join("\n")}\n`,
    orders: `id,customer,ordered_at\n${orders.join("\n")}\n`,
    order_lines: `order,product,quantity,unit_price\n${lines.join("\n")}\n`,
  };
}
