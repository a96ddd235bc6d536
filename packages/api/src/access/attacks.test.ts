import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { claims, signed, testTokens } from "../testing/tokens.ts";

const question = `{ metrics(period: "2024-06") { revenue } }`;

describe("a server under attack", () => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let bearer: Record<string, string>;
  beforeAll(async () => {
    store = await testRecords()[0]!.open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb", { tokens: testTokens });
    bearer = { authorization: `Bearer ${await signed(claims({ role: "ANALYST" }))}` };
    // The first questions load and compile what the following ones use.
    for (const way of Object.values(ways)) await way(question);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  /** Every way in which a document reaches the server. */
  const ways: Record<string, (query: string, more?: object) => Promise<{ status: number; text: string }>> = {
    POST: (query, more) => read(server.send(JSON.stringify({ query, ...more }), bearer)),
    GET: (query, more = {}) =>
      read(
        server.fetch(`http://localhost/graphql?${parameters({ query, ...more })}`, {
          headers: { accept: "application/json", ...bearer },
        }),
      ),
    "server-sent events": (query, more) =>
      read(server.send(JSON.stringify({ query, ...more }), { accept: "text/event-stream", ...bearer })),
    batch: (query, more) => read(server.send(JSON.stringify([{ query, ...more }]), bearer)),
    CSV: (query, more) => read(server.send(JSON.stringify({ query, ...more }), { accept: "text/csv", ...bearer })),
  };
  const parameters = (values: object) =>
    new URLSearchParams(
      Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)]),
    );
  async function read(answer: Response | Promise<Response>) {
    const response = await answer;
    return { status: response.status, text: await response.text() };
  }

  const aliases = (count: number, field = question.slice(1, -1)) =>
    `{ ${Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(" ")} }`;
  const deep = (levels: number) =>
    `{ customers(first: 1) { edges { node { orders(first: 1) { edges { node { ${"customer { orders(first: 1) { edges { node { ".repeat(levels)} id ${"} } } } ".repeat(levels)} } } } } } } }`;
  /** Fragments that each spread the one before twice: their size doubles with every one. */
  const bomb = (count: number) =>
    `query { ...f${count} } ${Array.from({ length: count + 1 }, (_, index) => `fragment f${index} on Query { ${index === 0 ? "company { name }" : `...f${index - 1} ...f${index - 1}`} }`).join(" ")}`;
  /** Valid as it reads, and every pair of its fields has to be compared. */
  const slow = (count: number) => `{ ${"company { name currency } ".repeat(count)} }`;
  const slowFragments = (count: number) =>
    `{ ${Array.from({ length: count }, (_, index) => `...g${index}`).join(" ")} } ${Array.from({ length: count }, (_, index) => `fragment g${index} on Query { company { ...h } }`).join(" ")} fragment h on Company { name currency }`;

  const documents: Record<string, string> = {
    "a thousand aliases": aliases(1_000),
    "more aliases than fields are answered": aliases(401, "company { name }"),
    "a thousand directives": `{ company ${"@include(if: true) ".repeat(1_000)} { name } }`,
    "fifty levels": deep(12),
    "a fragment bomb": bomb(30),
    "a small fragment bomb": bomb(12),
    "fragments in a circle": "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }",
    "twenty thousand brackets": "{ a".repeat(20_000),
    "twenty thousand lists": `{ metrics(period: ${"[".repeat(20_000)}) { revenue } }`,
    "seven kilobytes that validate slowly": slow(280),
    "fragments that validate slowly": slowFragments(200),
    "all questions at once": aliases(130),
    "a comment of 200 kB": `#${"x".repeat(200_000)}\n{ nothing }`,
    "a name of 200 kB": `{ ${"x".repeat(200_000)} }`,
    "a word of 200 kB": "x".repeat(200_000),
    "introspection in a circle": `{ __schema { types { ${"fields { type { ".repeat(8)} name ${"} } ".repeat(8)} } } }`,
    "every first of a thousand million": `{ customers(first: 1000000000) { totalCount } }`,
    "a first below zero": `{ customers(first: -1) { totalCount } }`,
    "rows below zero": `{ metrics(period: "2024", first: -1) { day revenue } }`,
    "day by customer by product over ten years": `{ metrics(period: "2015-01-01..2024-12-31") { day customerId productId channel region repId revenue } }`,
    "lists within lists": `{ customers(first: 500) { edges { node { orders(first: 500) { edges { node { lines { quantity product { name } } } } } } } } }`,
    "no document at all": "",
    "a null byte": "\u0000",
    "a lone surrogate": "{ company { name } \ud800 }",
  };

  it.each(Object.entries(documents))(
    "answers %s with an error at once, whichever way it comes",
    async (name, query) => {
      for (const [way, send] of Object.entries(ways)) {
        // An address of 16 kB doesn't get this far: Node refuses it.
        if (way === "GET" && query.length > 16_000) continue;
        const { status, text, milliseconds } = await quickest(() => send(query), limitOf(name));
        const isRefused = status >= 400 || /"errors"|error/.test(text);
        // What is within the limits is answered, and as fast.
        const isAnswered =
          [
            "a small fragment bomb",
            "seven kilobytes that validate slowly",
            "day by customer by product over ten years",
          ].includes(name) && status === 200;
        expect({ way, text: text.slice(0, 200), isFine: isRefused || isAnswered }).toMatchObject({ isFine: true });
        expect(milliseconds, `${name} by ${way}: ${text.slice(0, 200)}`).toBeLessThan(limitOf(name));
        expect(text.length, way).toBeLessThan(40_000);
      }
      expect(await ways.POST!(question)).toMatchObject({ status: 200 });
    },
  );

  it("says what a question costs, and what it may", async () => {
    const { text } = await ways.POST!(aliases(130));
    const [error] = JSON.parse(text).errors;
    expect(error.extensions).toMatchObject({
      code: "COST_LIMIT",
      cost: { complexity: expect.any(Number), limit: { complexity: 25_000 } },
    });
  });

  it("takes __proto__ for data, wherever it comes", async () => {
    const hostile = `{"query":${JSON.stringify(question)},"variables":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}},"extensions":{"__proto__":{"polluted":1}}}`;
    for (const body of [hostile, `[${hostile}]`]) {
      expect((await read(server.send(body, bearer))).status).toBe(200);
    }
    const where = `query ($where: MetricFilter) { metrics(period: "2024", where: $where) { revenue } }`;
    for (const variables of [
      { where: JSON.parse('{"__proto__":{"in":["x"]}}') },
      { where: { constructor: { in: ["x"] } } },
    ]) {
      expect((await ways.POST!(where, { variables })).text).toMatch(/errors/);
    }
    for (const path of [
      "/data/sales.csv?period=2024&__proto__=1",
      "/data/__proto__.csv",
      "/data/constructor.json",
      "/data/sales.csv?period=2024&by=__proto__",
    ]) {
      expect(
        (await read(server.fetch(`http://localhost${path}`, { headers: bearer }))).status,
        path,
      ).toBeGreaterThanOrEqual(400);
    }
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it("decides by one spelling of a path", async () => {
    const spellings = [
      "//graphql",
      "/graphql/",
      "/graphql//",
      "/%67raphql",
      "/graphql%2f",
      "/graphql%00",
      "/./graphql/.",
      "/GRAPHQL",
      "/graphql;x",
      "/x/../graphql/",
      "/data/../graphql/",
      "//data/sales.csv",
      "/%64ata/sales.csv",
    ];
    for (const path of spellings) {
      for (const headers of [{}, bearer]) {
        const response = await server.fetch(`http://localhost${path}?query=${encodeURIComponent(question)}`, {
          headers: { accept: "application/json", ...headers },
        });
        expect([404, 401], `${path}`).toContain(response.status);
        expect(await response.text()).not.toContain("130.25");
      }
    }
    const encoded = await server.fetch("http://localhost/data/%2e%2e/graphql?query={company{name}}", {
      headers: { accept: "application/json" },
    });
    expect(encoded.status).not.toBe(200);
  });

  it("doesn't execute what a page could send without asking, nor a mutation by GET", async () => {
    const body = JSON.stringify({ query: question });
    const forms: [string, string][] = [
      ["application/x-www-form-urlencoded", `query=${encodeURIComponent(question)}`],
      ["text/plain", body],
      ["text/plain;charset=UTF-8", body],
      [
        "multipart/form-data; boundary=x",
        `--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n${body}\r\n--x--`,
      ],
      ["application/graphql", question],
      ["application/json; charset=utf-7", body],
      ["application/jsonx", body],
      ["", body],
    ];
    for (const [type, text] of forms) {
      const response = await server.send(text, {
        ...bearer,
        "content-type": type,
        "content-length": String(Buffer.byteLength(text)),
      });
      expect(response.status, type).toBe(415);
    }
    for (const type of ["text/plain", "application/json", "application/x-www-form-urlencoded"]) {
      const response = await server.fetch(`http://localhost/graphql?${parameters({ query: question })}`, {
        headers: { ...bearer, "content-type": type },
      });
      expect(response.status, type).toBe(415);
    }
    const mutation = await ways.GET!(`mutation { acknowledgeAlert(id: "x", note: "y") { id } }`);
    expect(mutation.status).toBe(405);
  });

  it("tells nothing of itself: no stack, no file, no query, no version", async () => {
    const faults = [
      `{ node(id: "%%%") { id } }`,
      `{ customers(after: "${"A".repeat(300)}") { totalCount } }`,
      `{ metrics(period: "'; drop table customer; --") { revenue } }`,
      `{ metrics(period: "2024", where: { channel: { in: ["' or 1=1 --"] } }) { revenue } }`,
    ];
    for (const query of faults) {
      for (const send of Object.values(ways)) {
        expect((await send(query)).text).not.toMatch(
          /\.ts:|\.js:|node_modules|select |prisma\.|at \w+ \(|duckdb|postgres/i,
        );
      }
    }
    const response = await server.send(JSON.stringify({ query: question }), bearer);
    expect([...response.headers.keys()].filter((name) => /^(x-powered-by|server)$/.test(name))).toEqual([]);
  });

  it("passes the audits of GraphQL over HTTP", async () => {
    const audits = serverAudits({
      url: "http://localhost/graphql",
      fetchFn: ((url: string, init: RequestInit = {}) => {
        const headers = new Headers({ ...(init.headers as Record<string, string>), ...bearer });
        if (typeof init.body === "string") headers.set("content-length", String(Buffer.byteLength(init.body)));
        return server.fetch(url, { ...init, headers });
      }) as typeof fetch,
    });
    const failed: string[] = [];
    for (const audit of audits) {
      const result = await audit.fn();
      if (result.status !== "ok") failed.push(`${audit.name}: ${result.status === "error" ? "" : result.reason}`);
    }
    expect(audits.length).toBeGreaterThan(50);
    expect(failed).toEqual([]);
  });
});

/** The first answer within the limit, of a few: another process may have the machine meanwhile. */
async function quickest<T extends object>(ask: () => Promise<T>, limit: number): Promise<T & { milliseconds: number }> {
  for (let tries = 5; ; tries--) {
    const start = performance.now();
    const answer = { ...(await ask()), milliseconds: performance.now() - start };
    if (answer.milliseconds < limit || tries === 1) return answer;
  }
}

/** In milliseconds: what is refused, is refused at once; what has to be answered may take as long as a question. */
function limitOf(name: string): number {
  return name === "day by customer by product over ten years" ? 1_000 : 100;
}
