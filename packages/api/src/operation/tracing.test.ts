import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { startTracing } from "./start-tracing.ts";
import { isTracing, traced } from "./tracing.ts";

interface SentSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: readonly { readonly key: string; readonly value: Record<string, unknown> }[];
}

describe("traces", () => {
  const spans: SentSpan[] = [];
  const resources: string[] = [];
  let receiver: Server;
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      const body = await text(request);
      for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
        resources.push(JSON.stringify(resource));
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
    }).listen(0, "127.0.0.1");
    await once(receiver, "listening");
    const { port } = receiver.address() as AddressInfo;
    // The exporters read the process's own environment.
    Object.assign(process.env, {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
      OTEL_SERVICE_NAME: "sales of the tests",
    });
    stop = await startTracing(process.env);
    store = await testRecords()[1]!.open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb");
  });
  afterAll(async () => {
    await stop();
    for (const name of ["ENDPOINT", "PROTOCOL"]) delete process.env[`OTEL_EXPORTER_OTLP_${name}`];
    delete process.env.OTEL_SERVICE_NAME;
    await server.close();
    await store.close();
    receiver.close();
  });

  it("tell of a request, its operation and each statement, as part of the caller's trace, and of no value", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const query = `query Revenue { metrics(period: "2024-06", where: { channel: { in: ["online"] } }) { revenue }
      customers(search: "Acme") { totalCount edges { node { name } } } }`;
    const answer = await server.send(JSON.stringify({ query }), {
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
      "x-request-id": "request-0001",
    });
    expect((await answer.json()).data.customers.totalCount).toBe(1);
    await traced("apart", {}, async () => {});
    await stop();

    const mine = spans.filter((span) => span.traceId === traceId);
    const named = (name: string) => mine.filter((span) => span.name === name);
    const [request] = named("POST graphql");
    expect(request).toMatchObject({ parentSpanId: "b7ad6b7169203331" });
    expect(attributesOf(request)).toMatchObject({
      "http.request.method": "POST",
      "url.path": "/graphql",
      "http.response.status_code": "200",
      "salesglass.request.id": "request-0001",
    });
    for (const name of ["graphql operation", "graphql parse", "graphql validate", "graphql execute"]) {
      expect(named(name), name).toHaveLength(1);
    }
    const [statement] = named("duckdb query");
    expect(attributesOf(statement)["db.query.text"]).toMatch(/select/i);
    expect(ancestors(mine, statement!)).toContain("POST graphql");
    expect(mine.some(({ name }) => name.startsWith("prisma:client"))).toBe(true);
    expect(spans.filter(({ name }) => name === "warehouse sync").length).toBeGreaterThan(0);
    expect(resources.join()).toContain("sales of the tests");
    const said = JSON.stringify(mine);
    expect(said).not.toContain("Acme");
    expect(said).not.toContain("online");
  });

  it("are of no use and no cost without a place to send them to, or when they are switched off", async () => {
    await startTracing({});
    expect(isTracing()).toBe(false);
    await startTracing({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_SDK_DISABLED: "true" });
    expect(isTracing()).toBe(false);
    expect(traced("nothing", {}, () => 7)).toBe(7);
  });

  it("name a protocol that isn't spoken", async () => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" };
    await expect(startTracing(environment)).rejects.toThrow(
      /OTEL_EXPORTER_OTLP_PROTOCOL="grpc": must be http\/protobuf/,
    );
  });
});

function attributesOf(span: SentSpan | undefined): Record<string, string> {
  return Object.fromEntries((span?.attributes ?? []).map(({ key, value }) => [key, String(Object.values(value)[0])]));
}

function ancestors(all: readonly SentSpan[], span: SentSpan): string[] {
  const parent = all.find(({ spanId }) => spanId === span.parentSpanId);
  return parent ? [parent.name, ...ancestors(all, parent)] : [];
}
