import type { Scope } from "@salesglass/core";
import { type OperationDefinitionNode, parse } from "graphql";
import { createYoga } from "graphql-yoga";
import type { KyselyPlugin } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { noDocuments, readTrustedDocuments } from "../access/trusted-documents.ts";
import { companySettings } from "../company-settings.ts";
import { type Context, contextFactory, localViewer } from "../context.ts";
import { schema } from "../schema.ts";
import { createServer } from "../server.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { openWarehouse, type WarehouseService } from "../warehouse/warehouse.ts";
import { answerStore } from "./answer-store.ts";
import { cachedFields, isCacheable } from "./is-cacheable.ts";
import { perRequest } from "./per-request.ts";
import { useAnswerCache } from "./use-answer-cache.ts";
import { useBodyCache } from "./use-body-cache.ts";
import { usePlainRows } from "./use-plain-rows.ts";

const revenueByMonth = { query: `{ metrics(period: "2024-Q2") { month revenue } }` };

describe("the answer cache", () => {
  let store: Store;
  let real: WarehouseService;
  let warehouse: WarehouseService;
  let now: Date;
  /** How often the warehouse was asked. */
  let questions = 0;
  let yoga: { fetch: ReturnType<typeof createServer>["fetch"] };

  beforeAll(async () => {
    store = await testRecords()[0]!.open();
    await fillSmallCompany(store);
    real = await openWarehouse({ store, engine: "duckdb" });
    await real.sync();
    const counting: KyselyPlugin = {
      transformQuery({ node }) {
        questions++;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    warehouse = { ...real, dbFor: (asking) => real.dbFor(asking).withPlugin(counting) };
  });
  afterAll(async () => {
    await real.close();
    await store.close();
  });
  beforeEach(() => {
    now = new Date("2024-06-30T12:00:00Z");
    yoga = createServer({
      store,
      warehouse,
      clock: () => now,
      logger: { error() {}, warn() {}, info() {}, debug() {} },
      allowedOrigins: ["https://intranet.example.com"],
      pagesFolder: "",
      widgetsFolder: "",
      trusted: noDocuments,
    });
    questions = 0;
  });

  async function send(body: unknown, headers: Record<string, string> = {}) {
    const text = JSON.stringify(body);
    const length = String(Buffer.byteLength(text));
    const response = await yoga.fetch("http://localhost/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", "content-length": length, ...headers },
      body: text,
    });
    const answer = await response.text();
    return { response, answer, asked: questions };
  }
  // The same question in another body, so that it is found by its operation.
  const reworded = (body: object) => send({ ...body, operationName: null });

  it("answers a question that was asked before with the same text, without asking again", async () => {
    const first = await send(revenueByMonth);
    const second = await send(revenueByMonth);
    const third = await reworded(revenueByMonth);
    expect([second.asked, third.asked]).toEqual([first.asked, first.asked]);
    const dataOf = (text: string) => text.slice(0, text.indexOf(`,"extensions"`));
    expect(dataOf(second.answer)).toBe(dataOf(first.answer));
    expect(dataOf(third.answer)).toBe(dataOf(first.answer));
    expect(JSON.parse(second.answer)).toMatchObject({
      data: { metrics: [{}, { revenue: 100 }, { revenue: 130.25 }] },
      extensions: { warehouseVersion: real.status().version, asOf: expect.stringMatching(/^\d{4}-/) },
    });
    expect(second.response.headers.get("content-type")).toBe(first.response.headers.get("content-type"));
  });

  it("tells questions apart by their variables, their operation and their text", async () => {
    const query = `query A($p: Period!) { metrics(period: $p) { revenue } } query B($p: Period!) { metrics(period: $p) { volume } }`;
    const answers = [];
    for (const operationName of ["A", "B"]) {
      for (const p of ["2024-05", "2024-06"])
        answers.push(JSON.parse((await send({ query, operationName, variables: { p } })).answer).data.metrics[0]);
    }
    expect(answers).toEqual([{ revenue: 100 }, { revenue: 130.25 }, { volume: 10 }, { volume: 13 }]);
  });

  it("answers a batch of known and new questions in its order", async () => {
    const may = { query: `{ metrics(period: "2024-05") { revenue } }` };
    await send(may);
    const batch = [revenueByMonth, may, { query: "{ company { name } }" }, { query: "{ nonsense }" }];
    const dataOf = (text: string) => JSON.parse(text).map(({ data }: { data?: unknown }) => data);
    const first = dataOf((await send(batch)).answer);
    expect(first).toEqual([expect.anything(), { metrics: [{ revenue: 100 }] }, expect.anything(), undefined]);
    expect(dataOf((await send(batch)).answer)).toEqual(first);
    const cached = [may, revenueByMonth];
    const { asked } = await send(cached);
    const again = await send(cached);
    expect(again.asked).toBe(asked);
    expect(dataOf(again.answer)).toEqual([first[1], first[0]]);
  });

  it("answers anew as soon as the data has changed", async () => {
    const year = { query: `{ metrics(period: "2022") { revenue } }` };
    expect(JSON.parse((await send(year)).answer).data).toEqual({ metrics: [{ revenue: 0 }] });
    await send(year);
    const customer = await store.prisma.customer.findFirstOrThrow();
    const product = await store.prisma.product.findFirstOrThrow();
    const day = new Date("2022-02-02T00:00:00Z");
    const line = { line: 1, productId: product.id, quantity: 1, unitPrice: 7, netAmount: 7 };
    const order = { externalId: "new", customerId: customer.id, orderedAt: day, day, currency: "EUR" };
    await store.prisma.order.create({ data: { ...order, lines: { create: [line] } } });
    await real.sync();
    for (const ask of [send, reworded])
      expect(JSON.parse((await ask(year)).answer).data).toEqual({ metrics: [{ revenue: 7 }] });
  });

  it("answers anew on another day, and with other settings", async () => {
    const today = { query: `{ metrics(period: "this-month") { month } }` };
    expect((await send(today)).answer).toContain("2024-06-01");
    now = new Date("2024-07-01T12:00:00Z");
    expect((await send(today)).answer).toContain("2024-07-01");
    const money = { query: `{ metric(id: revenue, period: "2024-06") { currency } }` };
    expect((await send(money)).answer).toContain("EUR");
    await store.prisma.company.update({ where: { id: 1 }, data: { currency: "CHF" } });
    now = new Date("2024-07-01T12:00:02Z");
    await send({ query: "{ company { currency } }" });
    await expect.poll(async () => (await send(money)).answer).toContain("CHF");
  });

  it("keeps nothing that reads the record, and no errors", async () => {
    const customers = { query: `{ customers { totalCount edges { node { name } } } }` };
    const members = { query: `{ rfm { members { edges { node { customer { name } } } } } }` };
    for (const body of [customers, members]) await send(body);
    await store.prisma.customer.updateMany({ where: { externalId: "acme" }, data: { name: "Acme 2" } });
    for (const body of [customers, members]) expect((await send(body)).answer).toContain("Acme 2");
    const wrong = { query: `{ metrics(period: "2024", where: { team: { in: ["south"] } }) { revenue } }` };
    const { asked } = await send(wrong);
    expect((await send(wrong)).asked).toBeGreaterThan(asked);
  });

  it("computes equal questions of one moment once", async () => {
    await send(revenueByMonth);
    const year = { query: `{ metrics(period: "2023") { revenue orders } }` };
    questions = 0;
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(year)));
    expect(new Set(answers.map(({ answer }) => JSON.parse(answer).data.metrics[0].revenue))).toEqual(new Set([50]));
    expect(questions).toBe(1);
  });

  it("refuses what it would refuse without the cache", async () => {
    await send(revenueByMonth);
    expect((await send(revenueByMonth, { "content-type": "text/plain" })).response.status).toBe(415);
    expect((await send(revenueByMonth, { "content-length": "300000" })).response.status).toBe(413);
    expect((await send({ ...revenueByMonth, nonsense: 1 })).answer).toContain("Unexpected parameter");
    const batch = Array.from({ length: 21 }, () => revenueByMonth);
    expect((await send(batch)).response.status).toBe(413);
    for (const origin of ["https://evil.example", "https://intranet.example.com"]) {
      const { headers } = (await send(revenueByMonth, { origin })).response;
      expect(headers.get("access-control-allow-origin")).toBe(origin.includes("evil") ? null : origin);
    }
  });

  it("tags what it keeps for GET requests, and answers 304 to who has it", async () => {
    const url = `http://localhost/graphql?query=${encodeURIComponent(revenueByMonth.query)}`;
    let etag = "";
    const again = async () => {
      etag = (await yoga.fetch(url)).headers.get("etag")!;
      expect(etag).toMatch(/^W\/"\S{22}"$/);
      const answer = await yoga.fetch(url, { headers: { "if-none-match": etag } });
      return [answer.status, await answer.text()];
    };
    // What was written in the tests before may reach the copy between the two: then the tag is another, rightly.
    await expect.poll(again).toEqual([304, ""]);
    expect((await yoga.fetch(url.replace("Q2", "Q1"), { headers: { "if-none-match": etag } })).status).toBe(200);
    expect((await yoga.fetch("http://localhost/graphql?query={company{dataAsOf}}")).headers.get("etag")).toBeNull();
  });

  it("never answers a viewer with what another may see", async () => {
    const rep = await real.db.selectFrom("rep").select("id").where("external_id", "=", "bo").executeTakeFirstOrThrow();
    const scopes: Record<string, Scope> = {
      all: { kind: "everything" },
      bo: { kind: "rep", repId: rep.id },
      none: { kind: "teams", teamIds: [] },
    };
    const make = contextFactory({
      store,
      warehouse,
      company: companySettings(store, warehouse, () => now),
      clock: () => now,
    });
    const contextOf = perRequest(async (request): Promise<Context> => {
      const context = await make(localViewer);
      return { ...context, viewer: { ...context.viewer, scope: scopes[request.headers.get("x-scope")!]! } };
    });
    const answers = answerStore({ warehouse, contextOf });
    yoga = createYoga<object, Context>({
      schema,
      context: ({ request }) => contextOf(request),
      plugins: [useBodyCache(answers), useAnswerCache(answers), usePlainRows()],
    });
    const may = { query: `{ metrics(period: "2024-06") { revenue } }` };
    for (let round = 0; round < 2; round++) {
      for (const [scope, revenue] of [
        ["all", 130.25],
        ["bo", 20],
        ["none", 0],
      ] as const) {
        const { answer } = await send(may, { "x-scope": scope });
        expect(JSON.parse(answer).data, scope).toEqual({ metrics: [{ revenue }] });
      }
    }
  });

  it("knows its root fields by name: each is one of the schema's", () => {
    const fields = Object.keys(schema.getQueryType()!.getFields());
    expect([...cachedFields].filter((field) => !fields.includes(field))).toEqual([]);
    for (const field of ["customers", "customer", "node", "nodes", "viewer"])
      expect(cachedFields.has(field), field).toBe(false);
  });

  it("keeps what the elements ask, but for what reads records or pay", () => {
    const unkept = [...readTrustedDocuments().documents.values()]
      .map((text) => parse(text))
      .filter((document) => !isCacheable(schema, document))
      .map(({ definitions: [first] }) => (first as OperationDefinitionNode).name!.value);
    expect(unkept.sort()).toMatchInlineSnapshot(`
      [
        "AcknowledgeAlerts",
        "AlertList",
        "ApproveStatements",
        "CareerLadder",
        "CompetitorGrid",
        "CustomerCard",
        "CustomerCardLines",
        "CustomerCardValue",
        "CustomerList",
        "DealProduct",
        "DisputeStatementLine",
        "FilterNames",
        "GoalDetail",
        "GoalProgress",
        "HallOfFame",
        "IncentiveStatement",
        "NextTiers",
        "PayoutOfDeal",
        "PipelineBoard",
        "RecoveryList",
        "RfmMembers",
        "RfmMovers",
        "SingleGoal",
        "StatementLineOrders",
        "StatementList",
        "TeamScorecard",
        "WarehouseChanged",
      ]
    `);
  });

  it("keeps nothing that moves on although the data stay as they are", () => {
    expect(isCacheable(schema, parse("{ company { name today } }"))).toBe(true);
    expect(isCacheable(schema, parse("{ company { ...a } } fragment a on Company { dataAsOf }"))).toBe(false);
  });
});
