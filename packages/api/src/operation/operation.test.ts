import { createHash, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { claims, signed, testTokens } from "../testing/tokens.ts";
import { createLog, withoutValues } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";

const kpi = `query KpiCard { metric(id: revenue, period: "2024-06") { value } }`;
const kpiHash = createHash("sha256").update(kpi).digest("hex");
const trusted = { documents: new Map([[kpiHash, kpi]]), elements: new Map([["kpi-card", [kpiHash]]]) };

describe.each(testRecords())("operating the server on $name", ({ open }) => {
  const log = collectedLog();
  const stopping = new AbortController();
  let store: Store;
  let metrics: Metrics;
  let server: Awaited<ReturnType<typeof testServer>>;

  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb", (warehouse) => {
      metrics = createMetrics({ store, warehouse });
      return {
        metrics,
        logger: log.logger,
        tokens: testTokens,
        trusted,
        stopping: stopping.signal,
        costPerMinute: 1e6,
      };
    });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  const bearer = async (role: "ADMIN" | "ANALYST" = "ANALYST") => ({
    authorization: `Bearer ${await signed(claims({ role, sub: "ann@example.com" }))}`,
  });
  const post = async (body: object, headers: Record<string, string> = {}) =>
    server.send(JSON.stringify(body), { ...(await bearer()), ...headers });
  const get = async (path: string, headers: Record<string, string> = {}) =>
    server.fetch(`http://localhost${path}`, { headers });
  const value = async (start: string) => {
    const line = (await metrics.read()).split("\n").find((one) => one.startsWith(start));
    return line === undefined ? 0 : Number(line.split(" ").at(-1));
  };

  it("is alive and ready, and says so to anybody", async () => {
    expect((await get("/health")).status).toBe(200);
    const ready = await get("/ready");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: "ready", problems: [], record: "reachable" });
  });

  it("gives each request an id, and keeps a caller's where it is one", async () => {
    const answer = await post({ query: "{ __typename }" });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const given = await post({ query: "{ __typename }" }, { "x-request-id": "proxy-7f3a.42" });
    expect(given.headers.get("x-request-id")).toBe("proxy-7f3a.42");
    const odd = await post({ query: "{ __typename }" }, { "x-request-id": `<script>${"a".repeat(100)}` });
    expect(odd.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("logs one line a request: what it was, who asked as a digest, how it ended, what it cost, what was kept", async () => {
    const id = randomUUID();
    const body = [{ query: kpi }, { query: `query Mine { metrics(period: "2024-05") { revenue } }` }];
    await post(body, { "x-request-id": id });
    await post(body, { "x-request-id": id });
    const [first, second, ...more] = log.lines.filter((line) => line.id === id);
    const digest = createHash("sha256").update("ann@example.com").digest("hex").slice(0, 12);
    expect(first).toMatchObject({
      level: 30,
      msg: "request",
      kind: "graphql",
      operations: ["KpiCard", "Mine"],
      viewer: `ANALYST ${digest}`,
      status: 200,
      milliseconds: expect.any(Number),
      cost: expect.any(Number),
      cached: 0,
    });
    expect(second).toMatchObject({ operations: ["KpiCard", "Mine"], cached: 2 });
    expect(second).not.toHaveProperty("cost");
    expect(more).toEqual([]);
  });

  it("names an operation that is sent by its hash, and a stored document", async () => {
    const id = randomUUID();
    const persistedQuery = { version: 1, sha256Hash: kpiHash };
    await post({ extensions: { persistedQuery } }, { "x-request-id": id });
    await get("/data/sales.csv?period=2024", { ...(await bearer()), "x-request-id": id });
    expect(log.lines.filter((line) => line.id === id)).toMatchObject([
      { kind: "graphql", operations: ["KpiCard"] },
      { kind: "data", operations: ["data/sales"], status: 200 },
    ]);
  });

  it("logs nothing of what was sent: no token, no variable, no literal, no text, no address's query", async () => {
    const secret = "Xq7SecretName";
    const [token] = Object.values(await bearer());
    const before = log.text().length;
    await post({ query: `{ customers(search: "${secret}") { totalCount } }` });
    await post({ query: `query ($s: String) { customers(search: $s) { totalCount } }`, variables: { s: secret } });
    await post({ query: `{ ${secret}: customers(search: "${secret}" { totalCount }` });
    await post({ query: `{ ${secret} }` });
    await post({ query: `query ($p: Period!) { metrics(period: $p) { revenue } }`, variables: { p: secret } });
    await post({ query: "{ __typename }", extensions: { secret } }, { cookie: secret, "x-api-key": secret });
    await post({ query: "{ __typename }" }, { authorization: `Bearer ${secret}` });
    await get(`/data/sales.csv?period=${secret}`, await bearer());
    await get(`/${secret}?token=${secret}`, await bearer());
    const written = log.text().slice(before);
    expect(written.split("\n").filter((line) => line.includes('"request"')).length).toBe(9);
    expect(written).not.toContain(secret);
    expect(written).not.toContain(token!.slice("Bearer ".length));
    expect(written).not.toContain("ann@example.com");
  });

  it("links a request's line with the errors that were masked, whose values it leaves out", async () => {
    const id = randomUUID();
    const broken = await testServer(brokenStore(store), "duckdb", () => ({ logger: log.logger, metrics }));
    const body = JSON.stringify({ query: "{ customers { totalCount } }" });
    const answer = await (await broken.send(body, { "x-request-id": id })).json();
    await broken.close();
    const [error] = answer.errors as { extensions: { code: string; id: string } }[];
    expect(error!.extensions.code).toBe("INTERNAL");
    const line = log.lines.find((one) => one.id === id);
    expect(line).toMatchObject({ errors: ["INTERNAL"], errorIds: [error!.extensions.id] });
    const logged = log.lines.find((one) => one.id === error!.extensions.id);
    expect(logged).toMatchObject({ level: 50, err: { message: 'no row "…"', stack: expect.stringContaining("at ") } });
    expect(JSON.stringify(logged)).not.toContain("Acme");
  });

  it("counts requests, operations by registered names only, errors by code, hits and misses", async () => {
    const hits = await value('salesglass_answer_cache_total{result="hit"}');
    const misses = await value('salesglass_answer_cache_total{result="miss"}');
    const others = await value('salesglass_operations_total{operation="other",type="query",result="ok"}');
    const wrong = await value('salesglass_errors_total{code="GRAPHQL_VALIDATION_FAILED"}');
    const unique = `query Made${Date.now()} { metrics(period: "2024-04") { revenue } }`;
    await post({ query: unique });
    await post({ query: unique });
    await post({ query: "{ nothing }" });
    expect(await value('salesglass_answer_cache_total{result="miss"}')).toBe(misses + 1);
    expect(await value('salesglass_answer_cache_total{result="hit"}')).toBe(hits + 1);
    expect(await value('salesglass_operations_total{operation="other",type="query",result="ok"}')).toBe(others + 2);
    expect(await value('salesglass_operations_total{operation="KpiCard",type="query",result="ok"}')).toBeGreaterThan(0);
    expect(await value('salesglass_errors_total{code="GRAPHQL_VALIDATION_FAILED"}')).toBe(wrong + 1);
    expect(await value("salesglass_http_requests_in_flight")).toBe(0);
    expect(await metrics.read()).not.toContain("Made");
  });

  it("measures the warehouse, its engine, the outbox and the process", async () => {
    expect(await value("salesglass_warehouse_version")).toBe(1);
    expect(await value('salesglass_warehouse_rows{table="customer"}')).toBe(4);
    expect(await value("salesglass_warehouse_lag_seconds")).toBeLessThan(30);
    expect(await value("salesglass_duckdb_memory_bytes")).toBeGreaterThan(0);
    expect(await value("salesglass_alert_outbox")).toBe(0);
    expect(await value("process_resident_memory_bytes")).toBeGreaterThan(1e6);
  });

  it("shows its figures to an administrator only, whatever address they come from", async () => {
    expect((await get("/metrics")).status).toBe(401);
    expect((await get("/metrics", await bearer())).status).toBe(403);
    const answer = await get("/metrics", await bearer("ADMIN"));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("# TYPE salesglass_http_requests_total counter");
  });

  it("isn't ready with a schema that lacks a migration, nor once it stops, and stays alive", async () => {
    const taken = await store.query(
      `delete from public._prisma_migrations where migration_name = (select max(migration_name) from public._prisma_migrations) returning *`,
    );
    expect(taken).toHaveLength(1);
    const outdated = await get("/ready");
    expect(outdated.status).toBe(503);
    expect(await outdated.json()).toMatchObject({ problems: [expect.stringContaining("salesglass migrate")] });
    stopping.abort();
    expect((await (await get("/ready")).json()).problems).toContain("the server is stopping");
    expect((await get("/health")).status).toBe(200);
  });
});

describe("withoutValues", () => {
  it.each([
    [`invalid input syntax for type integer: "Ann"`, `invalid input syntax for type integer: "…"`],
    ["Key (email)=(ann@x.example) already exists.", "Key (email)=(…) already exists."],
    ["Could not convert string 'Ann's' to INT32", "Could not convert string '…' to INT32"],
    ["Invalid call in\n\n  where: { name: Ann }\n\nArgument missing.", "Invalid call in … Argument missing."],
    ["can't reach it", "can't reach it"],
  ])("leaves the values of %j out", (message, expected) => {
    expect(withoutValues(message)).toBe(expected);
  });
});

/** What the log writes, as it is written. */
function collectedLog() {
  let text = "";
  const logger = createLog("info", {
    write(line: string) {
      text += line;
    },
  });
  return {
    logger,
    text: () => text,
    get lines() {
      return text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
  };
}

/** A record whose customers can't be read, for a reason that names one of them. */
function brokenStore(store: Store): Store {
  const customer = {
    findMany: () => Promise.reject(new Error('no row "Acme"')),
    count: () => Promise.reject(new Error('no row "Acme"')),
  };
  const prisma = new Proxy(store.prisma, {
    get: (target, key) => (key === "customer" ? customer : Reflect.get(target, key)),
  });
  return { ...store, prisma, prismaFor: () => prisma };
}
