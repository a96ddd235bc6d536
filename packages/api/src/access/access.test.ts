import { createServer, type Server } from "node:http";
import { createCatalog } from "@salesglass/core";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { claims, signed, testNow, testTokens } from "../testing/tokens.ts";
import { createKey, listKeys, revokeKey } from "./api-keys.ts";
import { signToken } from "./sign-token.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

const page = "https://intranet.example.com";
const documents = {
  revenue: `query($where:MetricFilter){metrics(period:"2024-06",where:$where){revenue}}`,
  byTeam: `{metrics(period:"2024-06"){teamName revenue}}`,
  customers: `{customers{totalCount}}`,
  total: `{companyTotal(id:revenue,period:"2024-06"){value}}`,
};
const trusted: TrustedDocuments = {
  documents: new Map(Object.entries(documents)),
  elements: new Map([
    ["kpi-card", ["revenue"]],
    ["customer-list", ["customers"]],
  ]),
};

describe.each(testRecords())("access on $name", ({ open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let jwks: Server;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;

  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    keys = await generateKeyPair("ES256", { extractable: true });
    const published = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: "one", alg: "ES256", use: "sig" }] };
    jwks = createServer((_, response) => response.end(JSON.stringify(published)));
    await new Promise<void>((resolve) => jwks.listen(0, "127.0.0.1", resolve));
    const { port } = jwks.address() as { port: number };
    const tokens = { ...testTokens, jwksUrl: `http://127.0.0.1:${port}/jwks.json` };
    const catalog = createCatalog({ companyTotals: ["revenue"] });
    server = await testServer(store, "duckdb", { tokens, trusted, catalog });
  });
  afterAll(async () => {
    jwks.close();
    await server.close();
    await store.close();
  });

  const query = `{ viewer { name role scope } metrics(period: "2024-06") { revenue } }`;
  async function ask(token: string | undefined, body: object = { query }, headers: Record<string, string> = {}) {
    const response = await server.send(JSON.stringify(body), {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    });
    const answer = (await response.json()) as {
      data?: Record<string, never>;
      errors?: { message: string; extensions: { code: string } }[];
    };
    return { status: response.status, headers: response.headers, ...answer, code: answer.errors?.[0]?.extensions.code };
  }
  const askAs = async (more: Record<string, unknown>, body?: object, headers?: Record<string, string>) =>
    ask(await signed(claims(more)), body, headers);
  const embed = (more: Record<string, unknown> = {}) => ({ role: "EMBED", origin: page, company: true, ...more });
  const run = (hash: string, variables: object = {}) => ({
    extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
    variables,
  });

  it("answers nobody without credentials, and says which kinds there are", async () => {
    const answer = await ask(undefined);
    expect(answer).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    expect(answer.headers.get("www-authenticate")).toMatch(/Bearer.*Basic/);
    expect((await server.fetch("http://localhost/data")).status).toBe(401);
    expect((await server.fetch("http://localhost/data/sales.csv?period=2024-06")).status).toBe(401);
    expect((await server.fetch("http://localhost/data/sales.csv", { headers: { accept: "text/html" } })).status).toBe(
      401,
    );
  });

  it("answers each role within its scope", async () => {
    const revenue = async (more: Record<string, unknown>) => (await askAs(more)).data;
    for (const role of ["EXECUTIVE", "ANALYST", "ADMIN"]) {
      expect(await revenue({ role })).toEqual({
        viewer: { name: "tester", role, scope: "everything" },
        metrics: [{ revenue: 130.25 }],
      });
    }
    expect(await revenue({ role: "REP", rep: "bo" })).toMatchObject({
      viewer: { scope: "rep" },
      metrics: [{ revenue: 20 }],
    });
    expect(await revenue({ role: "MANAGER", teams: ["north"] })).toMatchObject({ metrics: [{ revenue: 100.25 }] });
    // A team is seen with its sub-teams, and nothing beside them.
    expect(await revenue({ role: "MANAGER", teams: ["sales"] })).toMatchObject({ metrics: [{ revenue: 120.25 }] });
  });

  it("shows everybody the company's totals that it has opened, and nothing else of what they don't see", async () => {
    const total = (id: string) => ({
      query: `{ companyTotal(id: ${id}, period: "2024-06", series: MONTH) { value comparison { value } series { value } } }`,
    });
    const whole = { value: 130.25, comparison: { value: 100 }, series: [{ value: 130.25 }] };
    for (const more of [{ role: "EXECUTIVE" }, { role: "REP", rep: "bo" }, { role: "MANAGER", teams: ["north"] }]) {
      expect((await askAs(more, total("revenue"))).data, more.role).toEqual({ companyTotal: whole });
    }
    const ofRep = await askAs(embed({ company: undefined, rep: "bo" }), run("total"), { origin: page });
    expect(ofRep.data).toEqual({ companyTotal: { value: 130.25 } });
    expect((await askAs({ role: "EXECUTIVE" }, total("volume"))).data).toMatchObject({ companyTotal: { value: 13 } });
    const refused = await askAs({ role: "REP", rep: "bo" }, total("volume"));
    expect(refused).toMatchObject({ data: null, code: "FORBIDDEN" });
    expect(refused.errors![0]!.message).toBe(
      "companyTotal: volume of the whole company is not for you to see; open are revenue",
    );
    // The filter of a token would say nothing about the whole.
    const filtered = embed({ where: { channel: { in: ["online"] } } });
    expect(await askAs(filtered, run("total"), { origin: page })).toMatchObject({ status: 403, code: "FORBIDDEN" });
    const forecast = { query: `{ companyTotal(id: revenue, period: "this-year") { forecast { value asOf } } }` };
    const [own, all] = [await askAs({ role: "REP", rep: "bo" }, forecast), await askAs({ role: "ADMIN" }, forecast)];
    expect(own.data).toEqual(all.data);
  });

  it("refuses a token with any claim missing, malformed, contradicting or too much, and says no more than that", async () => {
    const wrong: Record<string, unknown>[] = [
      { exp: undefined },
      { exp: testNow - 60 },
      { exp: testNow + 25 * 3600 },
      { exp: "tomorrow" },
      { iat: undefined },
      { iat: testNow + 3600, exp: testNow + 4000 },
      { nbf: testNow + 3600 },
      { sub: undefined },
      { sub: "" },
      { jti: undefined },
      { iss: "somebody" },
      { iss: undefined },
      { aud: "something" },
      { aud: undefined },
      { aud: [] },
      { role: undefined },
      { role: "executive" },
      { role: "ROOT" },
      { role: "MANAGER" },
      { role: "MANAGER", teams: [] },
      { role: "MANAGER", teams: "north" },
      { role: "MANAGER", teams: [1] },
      { role: "MANAGER", teams: [""] },
      { role: "MANAGER", teams: null },
      { role: "REP" },
      { role: "REP", rep: "" },
      { role: "REP", rep: 1 },
      { role: "REP", rep: "bo", teams: ["north"] },
      { role: "EXECUTIVE", teams: ["north"] },
      { role: "ANALYST", rep: "bo" },
      { role: "EXECUTIVE", where: { region: { in: ["North"] } } },
      { role: "EXECUTIVE", origin: page },
      embed({ company: undefined }),
      embed({ company: false }),
      embed({ company: "true" }),
      embed({ teams: ["north"] }),
      embed({ origin: undefined }),
      embed({ origin: "null" }),
      embed({ origin: "*" }),
      embed({ origin: `${page}/path` }),
      embed({ exp: testNow + 601 }),
      embed({ widgets: [] }),
      embed({ widgets: "kpi-card" }),
      embed({ documents: [] }),
      embed({ where: "region" }),
      embed({ where: { region: "North" } }),
    ];
    for (const more of wrong) {
      const answer = await askAs(more, undefined, { origin: page });
      expect({ status: answer.status, errors: answer.errors, data: answer.data }, JSON.stringify(more)).toEqual({
        status: 401,
        errors: [{ message: "an access token that holds is needed", extensions: { code: "UNAUTHENTICATED" } }],
        data: undefined,
      });
    }
  });

  it("refuses what is signed otherwise: no algorithm, another one, another key, an unknown one, no token at all", async () => {
    const token = await signed(claims());
    const [header, payload, signature] = token.split(".") as [string, string, string];
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const others = await generateKeyPair("ES256");
    const byKey = (key: CryptoKey, kid: string) =>
      new SignJWT(claims()).setProtectedHeader({ alg: "ES256", kid }).sign(key);
    const wrong = [
      `${encoded({ alg: "none" })}.${payload}.`,
      `${encoded({ alg: "None" })}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      `${header}.${encoded(claims({ role: "ADMIN" }))}.${signature}`,
      `${token}x`,
      await signed(claims(), `${testTokens.secrets[0]}x`),
      await signed(claims(), testTokens.secrets[0]!.repeat(2), { alg: "HS512" }),
      await byKey(others.privateKey, "one"),
      await byKey(others.privateKey, "two"),
      await byKey(keys.privateKey, "two"),
      // The public key as a secret, for a server that takes the algorithm's word.
      await signed(claims(), JSON.stringify(await exportJWK(keys.publicKey))),
      "",
      "null",
      "a.b.c",
      "....",
      "x".repeat(9_000),
    ];
    for (const bad of wrong) expect(await ask(bad), bad.slice(0, 80)).toMatchObject({ status: 401 });
    for (const scheme of ["Basic", "Token", "bearer2", ""]) {
      const answer = await ask(undefined, { query }, { authorization: `${scheme} ${token}`.trim() });
      expect(answer, scheme).toMatchObject({ status: 401 });
    }
  });

  it("takes tokens signed with the secret before, or by the identity provider", async () => {
    expect((await ask(await signed(claims(), testTokens.secrets[1]))).data).toMatchObject({
      metrics: [{ revenue: 130.25 }],
    });
    const provided = await new SignJWT(claims({ role: "REP", rep: "bo" }))
      .setProtectedHeader({ alg: "ES256", kid: "one" })
      .sign(keys.privateKey);
    expect((await ask(provided)).data).toMatchObject({ metrics: [{ revenue: 20 }] });
  });

  it("refuses scopes that aren't known: never everything", async () => {
    for (const more of [
      { role: "REP", rep: "nobody-here" },
      { role: "MANAGER", teams: ["north", "south"] },
      { role: "MANAGER", teams: ["north"], rep: "nobody-here" },
      embed({ widgets: ["no-card"] }),
      embed({ documents: ["no-document"] }),
      embed({ where: { colour: { in: ["red"] } } }),
      embed({ where: { region: { gte: "North" } } }),
      embed({ where: {} }),
      embed({ where: { region: {} } }),
    ]) {
      expect(await askAs(more, undefined, { origin: page }), JSON.stringify(more)).toMatchObject({
        status: 403,
        code: "FORBIDDEN",
      });
    }
  });

  it("answers a page's token to that page only, and names no other origin", async () => {
    const byHash = run("revenue");
    const right = await askAs(embed(), byHash, { origin: page });
    expect(right).toMatchObject({ status: 200, data: { metrics: [{ revenue: 130.25 }] } });
    expect(right.headers.get("access-control-allow-origin")).toBe(page);
    expect(right.headers.get("access-control-allow-credentials")).toBeNull();
    for (const origin of [
      undefined,
      "null",
      "https://evil.example.com",
      `${page}.evil.com`,
      "http://intranet.example.com",
    ]) {
      const answer = await askAs(embed(), byHash, origin ? { origin } : {});
      expect(answer, origin).toMatchObject({ status: 403, code: "FORBIDDEN" });
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    }
    // A page whose origin the server doesn't allow can't be let in by its token either.
    const elsewhere = "https://elsewhere.example.com";
    expect(await askAs(embed({ origin: elsewhere }), byHash, { origin: elsewhere })).toMatchObject({ status: 403 });
    const own = await askAs(embed({ origin: "http://localhost" }), byHash, { origin: "http://localhost" });
    expect(own).toMatchObject({ status: 200 });
  });

  it("lets a page's token run what its widgets send, and nothing else", async () => {
    const kpi = embed({ widgets: ["kpi-card"] });
    const headers = { origin: page };
    expect(await askAs(kpi, run("revenue"), headers)).toMatchObject({ data: { metrics: [{ revenue: 130.25 }] } });
    const refused = [
      run("customers"),
      run("byTeam"),
      run("0".repeat(64)),
      { query },
      { query: documents.revenue },
      { ...run("revenue"), query },
      { query: "{ __schema { types { name } } }" },
      { query: "mutation { x }" },
    ];
    for (const body of refused) {
      const answer = await askAs(kpi, body, headers);
      expect(answer, JSON.stringify(body)).toMatchObject({ status: 403, code: "FORBIDDEN" });
      expect(answer.data).toBeUndefined();
    }
    const batch = await askAs(kpi, [run("revenue"), { query }], headers);
    expect(Object.values(batch).filter((part) => typeof part === "object" && "errors" in part)).toHaveLength(1);
    const data = await server.fetch("http://localhost/data/sales.csv?period=2024-06", {
      headers: { authorization: `Bearer ${await signed(claims(kpi))}`, ...headers },
    });
    expect(data.status).toBe(404);
    const named = await server.fetch("http://localhost/data/sales.csv?period=2024-06", {
      headers: { authorization: `Bearer ${await signed(claims(embed({ documents: ["sales"] })))}`, ...headers },
    });
    expect(named.status).toBe(200);
  });

  it("runs registered documents for everybody, and says which it does not know", async () => {
    expect(await askAs({}, run("revenue"))).toMatchObject({ data: { metrics: [{ revenue: 130.25 }] } });
    expect(await askAs({}, run("f".repeat(64)))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
    expect(await askAs({}, { variables: {} })).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });

  it("adds a page's hidden filter to whatever is asked, through the cache too", async () => {
    const headers = { origin: page };
    const withWhere = (hidden: object, variables: object = {}) =>
      askAs(embed({ where: hidden }), run("revenue", variables), headers);
    const revenue = async (hidden: object, where?: object) =>
      (await withWhere(hidden, where ? { where } : {})).data!.metrics;
    for (let round = 0; round < 2; round++) {
      expect(await revenue({ channel: { in: ["online"] } })).toEqual([{ revenue: 120.25 }]);
      expect(await revenue({ channel: { in: ["online"] } }, { channel: { in: ["shop"] } })).toEqual([{ revenue: 0 }]);
      expect(await revenue({ channel: { in: ["online"] } }, { channel: { isNull: true } })).toEqual([{ revenue: 0 }]);
      expect(await revenue({ channel: { in: ["online"] } }, { channel: { in: ["shop", "online"] } })).toEqual([
        { revenue: 120.25 },
      ]);
      expect(await revenue({ channel: { not: ["online"] } }, { channel: { not: ["field"] } })).toEqual([
        { revenue: 10 },
      ]);
      // A team within another is what they have in common, however each is named.
      expect(await revenue({ team: { in: ["sales"] } }, { team: { in: ["north"] } })).toEqual([{ revenue: 100.25 }]);
      expect(await revenue({ team: { in: ["north"] } }, { team: { in: ["sales"] } })).toEqual([{ revenue: 100.25 }]);
      expect(await revenue({ team: { in: ["north"] } }, { teamName: { in: ["Sales"] } })).toEqual([{ revenue: 0 }]);
      expect((await askAs(embed(), run("revenue"), headers)).data!.metrics).toEqual([{ revenue: 130.25 }]);
    }
    // What can't be filtered is refused.
    expect(await askAs(embed({ where: { channel: { in: ["online"] } } }), run("customers"), headers)).toMatchObject({
      status: 403,
      code: "FORBIDDEN",
    });
  });

  it("answers 429, and when to come again, once a subject has asked for too much; others go on", async () => {
    const small = await testServer(store, "duckdb", { tokens: testTokens, trusted, costPerMinute: 500 });
    const asks = async (sub: string, revenue: number, batch = false) => {
      // Different each time, so that no answer is kept.
      const question = {
        query: `{ metrics(period: "2024-06", having: [{ by: "revenue", gt: ${-revenue} }]) { revenue } }`,
      };
      const response = await small.send(JSON.stringify(batch ? [question] : question), {
        authorization: `Bearer ${await signed(claims({ sub }))}`,
      });
      return {
        status: response.status,
        wait: Number(response.headers.get("retry-after")),
        text: await response.text(),
      };
    };
    expect((await asks("greedy", 1)).status).toBe(200);
    expect((await asks("greedy", 2)).status).toBe(200);
    const third = await asks("greedy", 3);
    expect(third).toMatchObject({ status: 429, text: expect.stringContaining("RATE_LIMITED") });
    expect(third.wait).toBeGreaterThan(0);
    expect(third.wait).toBeLessThanOrEqual(60);
    expect(await asks("greedy", 4, true)).toMatchObject({ status: 429 });
    // Not even what is kept: whoever has asked for too much waits.
    expect((await asks("greedy", 1)).status).toBe(429);
    expect((await asks("modest", 5)).status).toBe(200);
    await small.close();
  });

  it("lets BI tools read with a key, until it ends or is revoked", async () => {
    const now = new Date("2024-06-30T12:00:00Z");
    const key = await createKey(store, { name: "Power BI", role: "MANAGER", teams: ["north"], actor: "me" }, now);
    const old = await createKey(
      store,
      { name: "old", role: "ANALYST", expires: "2024-06-29", actor: "me" },
      new Date("2024-06-01T00:00:00Z"),
    );
    const basic = (password: string, user = "x") => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
    const data = async (authorization: string) => {
      const response = await server.fetch("http://localhost/data/sales.csv?period=2024-06&by=team", {
        headers: { authorization },
      });
      return { status: response.status, text: await response.text() };
    };
    expect(await data(basic(key))).toMatchObject({ status: 200, text: expect.stringContaining("100.25") });
    expect((await data(basic(key))).text).not.toContain("Sales");
    const posted = await ask(undefined, { query }, { authorization: basic(key) });
    expect(posted).toMatchObject({ status: 401 });
    for (const wrong of [old, `${key}x`, key.slice(0, -1), "", "sgk_", key.toUpperCase()]) {
      expect((await data(basic(wrong))).status, wrong).toBe(401);
    }
    expect((await data(`Bearer ${key}`)).status).toBe(401);
    const [, listed] = await listKeys(store);
    expect(listed).toMatchObject({
      name: "Power BI",
      role: "MANAGER",
      teams: ["north"],
      begins: key.slice(0, 8),
      lastUsedAt: now.toISOString(),
    });
    expect(JSON.stringify(await listKeys(store))).not.toContain(key);
    const kept = await store.query<{ text: string }>(
      "select api_key::text as text from public.api_key union all select audit_entry::text from public.audit_entry",
    );
    expect(kept.some(({ text }) => text.includes(key))).toBe(false);
    await revokeKey(store, "Power BI", "me", now);
    expect((await data(basic(key))).status).toBe(401);
    await expect(revokeKey(store, "Power BI", "me", now)).rejects.toThrow(/no key called "Power BI"/);
    const entries = await store.query(
      "select actor, action from public.audit_entry where table_name = 'api_key' and external_id = 'Power BI' order by id",
    );
    expect(entries).toEqual([
      { actor: "me", action: "CREATED" },
      { actor: "me", action: "CHANGED" },
    ]);
  });

  it("says what is wrong with a key that can't be made", async () => {
    const now = new Date("2024-06-30T12:00:00Z");
    const make = (more: object) => createKey(store, { name: "new", role: "ANALYST", actor: "me", ...more }, now);
    const faults: [object, RegExp][] = [
      [{ role: "ADMIN" }, /role "ADMIN": expected one of EXECUTIVE, ANALYST, MANAGER, REP/],
      [{ name: "" }, /name "": expected/],
      [{ name: "old" }, /there is a key called "old"/],
      [{ teams: ["north"] }, /ANALYST names no teams/],
      [{ role: "MANAGER" }, /MANAGER names its teams/],
      [{ role: "MANAGER", teams: ["south"] }, /teams: there is no "south"/],
      [{ role: "REP", rep: "nobody-here" }, /rep: there is no "nobody-here"/],
      [{ expires: "2024-02-30" }, /expires "2024-02-30": expected a day to come/],
      [{ expires: "2023-01-01" }, /expires "2023-01-01": expected a day to come/],
    ];
    for (const [more, message] of faults) await expect(make(more), JSON.stringify(more)).rejects.toThrow(message);
  });

  it("signs tokens for trying that the server takes, and refuses to sign others", async () => {
    const now = new Date("2024-06-30T12:00:00Z");
    const token = await signToken(testTokens, { role: "REP", sub: "bo", rep: "bo" }, now);
    expect((await ask(token)).data).toMatchObject({ viewer: { name: "bo", role: "REP" }, metrics: [{ revenue: 20 }] });
    const wrong = (request: Parameters<typeof signToken>[1], settings = testTokens) =>
      signToken(settings, request, now);
    await expect(wrong({ role: "MANAGER", sub: "x" })).rejects.toThrow(
      /MANAGER can't say that; .*MANAGER names its teams/,
    );
    await expect(wrong({ role: "EMBED", sub: "x", company: true, origin: page, minutes: 11 })).rejects.toThrow(
      /at most 10/,
    );
    await expect(wrong({ role: "ADMIN", sub: "x" }, { ...testTokens, secrets: [] })).rejects.toThrow(
      /SALESGLASS_JWT_SECRET is missing/,
    );
  });
});
