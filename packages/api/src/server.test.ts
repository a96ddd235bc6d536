import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Store } from "./store/store.ts";
import { fillSmallCompany, testServer } from "./testing/ask.ts";
import { testRecords } from "./testing/records.ts";

const engines = ["duckdb", "postgres"] as const;
const places = testRecords().flatMap((record) =>
  engines.map((engine) => ({ record: record.name, engine, open: record.open })),
);

describe.each(places)("GraphQL on $record, engine $engine", ({ engine, open }) => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await open();
    await fillSmallCompany(store);
    server = await testServer(store, engine);
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  it("answers metrics over a period as they are defined", async () => {
    const { metrics } = await server.ask(
      `{ metrics(period: "2024-06") { revenue volume cost grossProfit profitMargin orders customers averageOrderValue winRate } }`,
    );
    expect(metrics).toEqual([
      {
        revenue: 130.25, // 100.25 + 30 − 10 + 10; the cancelled order is out
        volume: 13,
        cost: 65,
        grossProfit: 65.25,
        profitMargin: 65.25 / 130.25,
        orders: 3, // o2, o3, o4: a return is no order
        customers: 2, // Acme and Bell; the anonymous one is nobody
        averageOrderValue: 130.25 / 3,
        winRate: 2 / 3,
      },
    ]);
  });

  it("counts a prospect as converted once it has bought", async () => {
    const { metrics } = await server.ask(`{ metrics(period: "2024-Q2") { conversionRate } }`);
    expect(metrics).toEqual([{ conversionRate: 0.5 }]); // Bell bought, Cold did not
  });

  it("groups by what is selected, through aliases, fragments and directives", async () => {
    const { rows } = await server.ask(
      `query ($yes: Boolean!, $no: Boolean!) {
         rows: metrics(period: "2024-06", orderBy: [{ by: "amount", direction: DESC }]) {
           ...Row
           channel @skip(if: $yes)
           ... on MetricRow { product: productName @include(if: $yes) category @include(if: $no) }
         }
       }
       fragment Row on MetricRow { amount: revenue }`,
      { yes: true, no: false },
    );
    expect(rows).toEqual([
      { product: "Tea", amount: 110.25 },
      { product: "Cup", amount: 20 },
    ]);
  });

  it("answers rows past the executor as the executor would, field for field and in the same order", async () => {
    const rowsWith = (more: string) =>
      server.ask<Record<"first" | "second", Record<string, unknown>[]>>(
        `{ first: metrics(period: "2024-06") { n: repName repId ...Money productName day n: repName ${more} }
           second: metrics(period: "2024-01-01..2024-06-30") { month margin: profitMargin change: revenue(as: CHANGE) ${more} } }
         fragment Money on MetricRow { revenue lastYear: revenue(at: SAME_PERIOD_LAST_YEAR) ... { volume } }`,
      );
    const plain = await rowsWith("");
    const executed = await rowsWith("... on MetricRow { __typename }");
    for (const name of ["first", "second"] as const) {
      const rows = executed[name].map(({ __typename, ...row }) => {
        expect(__typename).toBe("MetricRow");
        return row;
      });
      expect(rows.length).toBeGreaterThan(4);
      expect(JSON.stringify(plain[name])).toBe(JSON.stringify(rows));
    }
  });

  it("fills gaps in time and compares by the calendar", async () => {
    const { metrics } = await server.ask(
      `{
      metrics(period: "2024-04..2024-06" ) { month revenue before: revenue(at: PREVIOUS_PERIOD)
        lastYear: revenue(at: SAME_PERIOD_LAST_YEAR) growth: revenue(as: CHANGE, versus: SAME_PERIOD_LAST_YEAR) } }`.replace(
        "2024-04..2024-06",
        "2024-Q2",
      ),
    );
    expect(metrics).toEqual([
      { month: "2024-04-01", revenue: 0, before: 0, lastYear: 0, growth: null },
      { month: "2024-05-01", revenue: 100, before: 0, lastYear: 0, growth: null },
      { month: "2024-06-01", revenue: 130.25, before: 0, lastYear: 50, growth: (130.25 - 50) / 50 },
    ]);
  });

  it("subtracts amounts exactly", async () => {
    const [row] = (
      await server.ask<{ metrics: Record<string, number>[] }>(
        `{ metrics(period: "2024-06") { difference: revenue(as: DIFFERENCE) profit: grossProfit(as: DIFFERENCE) margin: profitMargin(as: DIFFERENCE) } }`,
      )
    ).metrics;
    // 130.25 − 100; (130.25 − 65) − (100 − 60)
    expect(row).toMatchObject({ difference: 30.25, profit: 25.25 });
    expect(row!.margin).toBeCloseTo(65.25 / 130.25 - 0.4, 12);
  });

  it("filters by the source system's own keys and by global ids, a team with its sub-teams", async () => {
    const { all, north, global } = await server.ask<Record<string, { teamId: string; revenue: number }[]>>(`{
      all: metrics(period: "2024-06", where: { team: { in: ["sales"] } }) { revenue }
      north: metrics(period: "2024-06", where: { team: { in: ["north"] }, channel: { not: ["field"] } }) { teamId revenue }
      global: metrics(period: "2024-06", where: { rep: { isNull: true } }) { revenue }
    }`);
    expect(all).toEqual([{ revenue: 120.25 }]);
    expect(north).toEqual([{ teamId: expect.any(String), revenue: 100.25 }]);
    expect(global).toEqual([{ revenue: 10 }]);
    const again = await server.ask(
      `query ($ids: [ID!]) { metrics(period: "2024-06", where: { team: { in: $ids } }) { revenue } }`,
      { ids: [north![0]!.teamId] },
    );
    expect(again).toEqual({ metrics: [{ revenue: 100.25 }] });
  });

  it("answers a card: value, comparison, series", async () => {
    const { metric } = await server.ask<{ metric: { series: { value: number }[] } }>(`{
      metric(id: revenue, period: "2024-06", versus: SAME_PERIOD_LAST_YEAR, series: WEEK) {
        definition { label(locale: "zh-CN") unit } currency value comparison { period { from to } value change difference }
        series { from value }
      } }`);
    expect(metric).toMatchObject({
      definition: { label: "销售额", unit: "MONEY" },
      currency: "EUR",
      value: 130.25,
      comparison: {
        period: { from: "2023-06-01", to: "2023-06-30" },
        value: 50,
        difference: 80.25,
        change: 80.25 / 50,
      },
    });
    expect(metric.series.map(({ value }) => value)).toEqual([0, 0, 130.25, 0, 0]);
  });

  it("lists customers: searched literally, filtered, sorted, paged, with their figures", async () => {
    const list = `query ($search: String, $after: String) { customers(search: $search, first: 2, after: $after, orderBy: [{ by: REVENUE, direction: DESC }]) {
      totalCount pageInfo { hasNextPage endCursor } edges { node { name figures { revenue orders lastOrderOn recencyDays } } } } }`;
    type Page = {
      customers: {
        totalCount: number;
        pageInfo: { hasNextPage: boolean; endCursor: string };
        edges: { node: object }[];
      };
    };
    const first = await server.ask<Page>(list);
    expect(first.customers).toMatchObject({
      pageInfo: { hasNextPage: true },
      edges: [
        { node: { name: "Acme", figures: { revenue: 250.25, orders: 3, lastOrderOn: "2024-06-10", recencyDays: 20 } } },
        { node: { name: "Bell 50%_off", figures: { revenue: 20, orders: 1 } } },
      ],
    });
    const second = await server.ask<Page>(list, { after: first.customers.pageInfo.endCursor });
    expect(second.customers.pageInfo.hasNextPage).toBe(false);
    expect(second.customers.edges[0]).toMatchObject({
      node: { name: "Cold", figures: { revenue: 0, lastOrderOn: null } },
    });
    expect((await server.ask<Page>(list, { search: "50%_OFF" })).customers.totalCount).toBe(1);
    expect((await server.ask<Page>(list, { search: "%" })).customers.totalCount).toBe(1);
  });

  it("answers one customer with everything about them", async () => {
    const { customer } = await server.ask(`{ customer(externalId: "acme") {
      name owner { name team { name parent { name } } } contacts { name } interactions { totalCount edges { node { kind rep { name } } } }
      needs(status: [OPEN]) { totalCount edges { node { topic overdue customer { name } } } } responses { score } cases { kind } opportunities { status }
      orders(first: 1) { totalCount edges { node { day netAmount lines { quantity product { name } } } } } } }`);
    expect(customer).toMatchObject({
      name: "Acme",
      owner: { name: "Ann", team: { name: "North", parent: { name: "Sales" } } },
      contacts: [{ name: "Kim" }],
      interactions: { totalCount: 1, edges: [{ node: { kind: "CALL", rep: { name: "Ann" } } }] },
      needs: { totalCount: 1, edges: [{ node: { topic: "cups", overdue: false, customer: { name: "Acme" } } }] },
      responses: [{ score: 9 }],
      cases: [{ kind: "COMPLAINT" }],
      orders: {
        totalCount: 4,
        edges: [{ node: { day: "2024-06-16", netAmount: "990", lines: [{ quantity: "99" }] } }],
      },
    });
    expect(await server.ask(`{ customer(externalId: "nothing") { name } }`)).toEqual({ customer: null });
  });

  it("answers RFM: cut points, cells, segments, and who is in them", async () => {
    const { rfm } = await server.ask<{ rfm: Record<string, never> }>(`{ rfm {
      asOf window { from to } customers revenue cells { customers } segments { id customers share }
      members { totalCount edges { node { customer { name owner { name } } rfm { recencyDays orders revenue segmentLabel(locale: "zh-CN") } } } } } }`);
    expect(rfm).toMatchObject({
      asOf: "2024-06-30",
      window: { from: "2023-07-01", to: "2024-06-30" },
      customers: 2,
      revenue: 220.25,
    });
    const { cells, segments, members } = rfm as unknown as {
      cells: { customers: number }[];
      segments: { share: number }[];
      members: { totalCount: number; edges: { node: { customer: { name: string } } }[] };
    };
    expect(cells).toHaveLength(25);
    expect(cells.reduce((sum, cell) => sum + cell.customers, 0)).toBe(2);
    expect(segments.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(members.totalCount).toBe(2);
    expect(members.edges.map(({ node }) => node.customer.name).sort()).toEqual(["Acme", "Bell 50%_off"]);
  });

  it("names the value that was wrong, where it stood, and what would be right", async () => {
    const faults: [query: string, message: RegExp][] = [
      [`{ metrics(period: "2024-13") { revenue } }`, /"2024-13": there is no month 13/],
      [`{ metrics(period: "2024", where: { team: { in: ["south"] } }) { revenue } }`, /no team with the id "south"/],
      [`{ metrics(period: "2024") { channel winRate } }`, /winRate can't be split by channel/],
      [`{ metrics(period: "2024", first: -1) { revenue } }`, /first: -1/],
      [`{ metrics(period: "2024", orderBy: [{ by: "profit" }]) { revenue } }`, /profit/],
      [`{ metrics(period: "2024", asOf: "2024-02-30") { revenue } }`, /2024-02-30/],
      [`{ customers(first: 501) { totalCount } }`, /first: 501.*0 to 500/],
      [`{ customers(after: "x") { totalCount } }`, /after: "x" is no cursor/],
      [`{ customer { name } }`, /either id or externalId/],
      [`{ rfm(bins: 9) { customers } }`, /9/],
    ];
    for (const [query, message] of faults) {
      const fault = await server.fault(query);
      // A value that is wrong by its type is found when the document is validated.
      const code = query.includes("2024-02-30") ? "GRAPHQL_VALIDATION_FAILED" : "BAD_USER_INPUT";
      expect(fault, query).toEqual({ message: expect.stringMatching(message), code });
    }
  });

  it("names the metrics and dimensions that there are, where one is asked for that isn't", async () => {
    const faults = [
      await server.fault(`{ metrics(period: "2024") { turnover } }`),
      await server.fault(`{ metricTable(period: "2024", by: [COLOUR], metrics: []) { nextCursor } }`),
      await server.fault(`query ($id: MetricId!) { metric(id: $id, period: "2024") { value } }`, { id: "turnover" }),
    ];
    expect(faults[0]!.message).toMatch(/"turnover".*Expected one of .*channel.*revenue/);
    expect(faults[1]!.message).toMatch(/"COLOUR".*Expected one of .*CHANNEL.*DAY/);
    expect(faults[2]!.message).toMatch(/"turnover".*Expected one of .*revenue.*volume/);
    const inputs = [
      await server.fault(`{ metrics(period: "2024", where: { colour: { in: ["red"] } }) { revenue } }`),
      await server.fault(`query ($where: MetricFilter) { metrics(period: "2024", where: $where) { revenue } }`, {
        where: { channel: { like: "on%" } },
      }),
      await server.fault(`{ metrics(period: "2024") { revenue(since: "2023") } }`),
    ];
    expect(inputs[0]!.message).toMatch(/"colour".*Expected one of .*channel.*teamName/);
    expect(inputs[1]!.message).toMatch(/"like".*Expected one of gte, in, isNull, lte, not/);
    expect(inputs[2]!.message).toMatch(/"since".*Expected one of as, at, over, versus/);
  });

  it("refuses a number of rows that is none, in rows and tables alike", async () => {
    const expected = { message: "first: -1, expected a whole number of rows, 0 or more", code: "BAD_USER_INPUT" };
    expect(await server.fault(`{ metrics(period: "2024", first: -1) { revenue } }`)).toEqual(expected);
    const table = `{ metricTable(period: "2024", first: -1, metrics: [{ metric: revenue }]) { nextCursor } }`;
    expect(await server.fault(table)).toEqual(expected);
  });

  it("names of what is wrong as much as one can read", async () => {
    const long = "x".repeat(10_000);
    const query = `query ($period: Period!, $ids: [ID!]) {
      metrics(period: $period, where: { customer: { in: $ids } }) { revenue } }`;
    const period = await server.fault(query, { period: long });
    expect(period.message).toMatch(/^period "x{100}…" is not understood, expected one of 2024, /);
    const ids = Array.from({ length: 1_000 }, (_, index) => `C-${index}`);
    expect((await server.fault(query, { period: "2024", ids })).message).toMatch(
      /"C-4" and 995 more, expected a global/,
    );
  });

  it("answers a table by dimensions and metrics that are arguments: keys, labels, days, total and pages", async () => {
    const table = (after: string | null) =>
      server.ask<{ metricTable: { rows: object[]; total: object; nextCursor: string | null; columns: object[] } }>(
        `query ($after: String) { metricTable(period: "2024-06", by: [CUSTOMER, CUSTOMER_KIND], first: 1, after: $after,
            metrics: [{ metric: revenue }, { metric: growth },
              { key: "change", metric: revenue, at: SAME_PERIOD_LAST_YEAR, as: CHANGE, versus: SAME_PERIOD_LAST_YEAR },
              { key: "share", metric: revenue, as: SHARE }],
            orderBy: [{ by: "revenue", direction: DESC }]) {
          columns { key currency period { from to } versus comparison { from to } definition { label(locale: "zh-CN") } }
          rows { labels(locale: "zh-CN") values from to unfinished isRest }
          total { values } nextCursor } }`,
        { after },
      );
    const { metricTable: first } = await table(null);
    expect(first.rows).toEqual([
      {
        labels: ["Acme", "公司"],
        values: [100.25, 0.25 / 100, null, 100.25 / 130.25],
        from: "2024-06-01",
        to: "2024-06-30",
        unfinished: false,
        isRest: false,
      },
    ]);
    expect(first.total).toEqual({ values: [130.25, 30.25 / 100, null, 1] });
    expect(first.columns[0]).toMatchObject({ key: "revenue", currency: "EUR", definition: { label: "销售额" } });
    const [revenue, growth, change] = first.columns;
    expect(revenue).toMatchObject({ versus: null, comparison: null });
    expect(growth).toMatchObject({
      versus: "PREVIOUS_PERIOD",
      comparison: { from: "2024-05-01", to: "2024-05-31" },
    });
    expect(change).toMatchObject({
      period: { from: "2023-06-01", to: "2023-06-30" },
      versus: "SAME_PERIOD_LAST_YEAR",
      comparison: { from: "2022-06-01", to: "2022-06-30" },
    });
    const { metricTable: second } = await table(first.nextCursor);
    expect(second.rows).toMatchObject([{ labels: ["Bell 50%_off", "个人"], values: [20, null, null, 20 / 130.25] }]);
  });

  it("says with each answer which version of the data it is of", async () => {
    const answer = await (await server.send(JSON.stringify({ query: "{ company { name currency today } }" }))).json();
    expect(answer).toMatchObject({
      data: { company: { name: "Small & Sons", currency: "EUR", today: "2024-06-30" } },
      extensions: { warehouseVersion: expect.any(Number), asOf: expect.stringMatching(/^\d{4}-/) },
    });
  });
});

describe("the server", () => {
  const record = testRecords()[0]!;
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  beforeAll(async () => {
    store = await record.open();
    await fillSmallCompany(store);
    server = await testServer(store, "duckdb");
  });
  afterAll(async () => {
    await server.close();
    await store.close();
  });

  it("asks the record once for a list, however long it is", async () => {
    const queries: string[] = [];
    const counted = {
      ...store,
      prisma: store.prisma.$extends({
        query: {
          $allModels: {
            $allOperations({ model, operation, args, query }) {
              queries.push(`${model}.${operation}`);
              return query(args);
            },
          },
        },
      }) as unknown as Store["prisma"],
    };
    const watched = await testServer(counted, "duckdb");
    await watched.ask(`{ company { name } }`);
    queries.length = 0;
    await watched.ask(`{ customers { edges { node { name owner { name team { name } } contacts { name } needs { edges { node { topic } } }
      figures { revenue } orders(first: 2) { edges { node { lines { product { name } } } } } } } } }`);
    expect(queries).toEqual(["Customer.findMany"]);
    await watched.close();
  });

  it("refuses what a foreign page could send without asking", async () => {
    const query = JSON.stringify({ query: "{ company { name } }" });
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]) {
      expect((await server.send(query, { "content-type": type })).status, type).toBe(415);
    }
    expect((await server.send(query, { "content-type": "application/json; charset=utf-16" })).status).toBe(415);
    expect((await server.send(query, { "content-length": "300000" })).status).toBe(413);
    expect((await server.fetch("http://localhost/graphql", { method: "PUT", body: query })).status).toBe(405);
  });

  it("lets only pages of allowed origins read answers", async () => {
    const query = JSON.stringify({ query: "{ company { name } }" });
    const allowed = await server.send(query, { origin: "https://intranet.example.com" });
    expect(allowed.headers.get("access-control-allow-origin")).toBe("https://intranet.example.com");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
    for (const origin of ["https://evil.example", "null"]) {
      expect((await server.send(query, { origin })).headers.get("access-control-allow-origin"), origin).toBeNull();
    }
  });

  it("bounds documents: tokens, depth, aliases, batches", async () => {
    const aliases = Array.from({ length: 1_000 }, (_, index) => `a${index}: company { name }`).join(" ");
    expect((await server.fault(`{ ${aliases} }`)).message).toMatch(/more tha\w 1500 tokens/);
    expect((await server.fault(`{ ${"[".repeat(20_000)} }`)).message).toMatch(/token|Syntax/);
    const deep = `{ customer(externalId: "acme") { ${"referredBy { ".repeat(20)} name ${"} ".repeat(20)} } }`;
    expect((await server.fault(deep)).message).toMatch(/depth|deep/i);
    const costly = Array.from({ length: 130 }, (_, index) => `a${index}: metrics(period: "2024") { revenue }`).join(
      " ",
    );
    expect(await server.fault(`{ ${costly} }`)).toEqual({
      message: expect.stringMatching(/costs 26,\d+.*at most 25,000/),
      code: "COST_LIMIT",
    });
    const batch = JSON.stringify(Array.from({ length: 21 }, () => ({ query: "{ company { name } }" })));
    expect((await server.send(batch)).status).toBe(413);
  });

  it("refuses the names under which an answer can hold no value, also within a fragment", async () => {
    for (const alias of ["__proto__", "constructor"]) {
      const query = `{ metrics(period: "2024") { ...Row } } fragment Row on MetricRow { month ${alias}: revenue }`;
      expect((await server.fault(query)).message).toMatch(`the alias "${alias}" can't be answered`);
    }
    const key = `{ metricTable(period: "2024", metrics: [{ metric: revenue, key: "__proto__" }]) { rows { values } } }`;
    expect((await server.fault(key)).message).toMatch(/a column can't have the key "__proto__"/);
  });

  it("answers each request of a batch for itself", async () => {
    const queries = ["2024-05", "2024-06", "2023"].map((period) => ({
      query: `{ metrics(period: "${period}") { revenue } }`,
    }));
    const answers = (await (await server.send(JSON.stringify(queries))).json()) as { data: unknown }[];
    expect(answers.map(({ data }) => data)).toEqual([100, 130.25, 50].map((revenue) => ({ metrics: [{ revenue }] })));
  });

  it("knows the company's new settings as soon as the data has changed", async () => {
    const currency = async () =>
      (await server.ask<{ company: { currency: string } }>("{ company { currency } }")).company.currency;
    const change = async (to: string) => {
      await store.prisma.company.update({ where: { id: 1 }, data: { currency: to } });
      await store.prisma.team.create({ data: { externalId: to, name: to } });
      await server.warehouse.sync();
    };
    expect(await currency()).toBe("EUR");
    await change("CHF");
    expect(await currency()).toBe("CHF");
    await change("EUR");
    expect(await currency()).toBe("EUR");
  });

  it("masks what it did not expect, behind an id that is in the log", async () => {
    const broken = await testServer({ ...store, prisma: brokenPrisma(store) }, "duckdb");
    const fault = await broken.fault(`{ customer(externalId: "acme") { name } }`);
    expect(fault).toEqual({
      message: expect.stringMatching(/the server's log has it as [0-9a-f-]{36}$/),
      code: "INTERNAL",
    });
    const id = fault.message.slice(-36);
    expect(broken.logged).toContainEqual({ err: expect.objectContaining({ message: "secret detail" }), id });
    await broken.close();
  });

  it("says whether it is ready, and how far behind", async () => {
    const ready = await server.fetch("http://localhost/ready");
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: "ready",
      record: "reachable",
      warehouse: { version: expect.any(Number), lagSeconds: expect.any(Number) },
    });
    expect((await server.fetch("http://localhost/health")).status).toBe(200);
  });

  it("serves only the files that it found, whatever the path", async () => {
    const { mkdtemp, writeFile, mkdir } = await import("node:fs/promises");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const folder = await mkdtemp(join(tmpdir(), "salesglass-pages-"));
    await mkdir(join(folder, "pages"));
    await writeFile(join(folder, "secret.html"), "secret");
    await writeFile(join(folder, "pages", "home.html"), "<h1>home</h1>");
    const site = await testServer(store, "duckdb", { pagesFolder: join(folder, "pages") });
    const home = await site.fetch("http://localhost/");
    expect(await home.text()).toBe("<h1>home</h1>");
    expect(await (await site.fetch("http://localhost/home")).text()).toBe("<h1>home</h1>");
    expect(home.headers.get("content-security-policy")).toMatch(/script-src 'self'/);
    const again = await site.fetch("http://localhost/", { headers: { "if-none-match": home.headers.get("etag")! } });
    expect(again.status).toBe(304);
    expect((await site.fetch("http://localhost/favicon.ico")).status).toBe(204);
    for (const path of [
      "/../secret.html",
      "/%2e%2e/secret.html",
      "/..%2fsecret.html",
      "//secret.html",
      "/pages/../../secret.html",
    ]) {
      expect((await site.fetch(`http://localhost${path}`)).status, path).toBe(404);
    }
    await site.close();
  });

  it("sends files compressed where that makes them smaller and the browser takes it", async () => {
    const { mkdtemp, writeFile } = await import("node:fs/promises");
    const { tmpdir } = await import("node:os");
    const { join } = await import("node:path");
    const { gunzipSync } = await import("node:zlib");
    const folder = await mkdtemp(join(tmpdir(), "salesglass-widgets-"));
    const script = "export {};".repeat(1_000);
    await writeFile(join(folder, "widgets.js"), script);
    await writeFile(join(folder, "tiny.js"), "1");
    const site = await testServer(store, "duckdb", { widgetsFolder: folder });
    const get = async (path: string, accepted: string) => {
      const response = await site.fetch(`http://localhost${path}`, { headers: { "accept-encoding": accepted } });
      expect(response.headers.get("vary")).toContain("accept-encoding");
      return {
        encoding: response.headers.get("content-encoding"),
        etag: response.headers.get("etag"),
        body: Buffer.from(await response.arrayBuffer()),
      };
    };
    const compressed = await get("/widgets.js", "br, gzip;q=0.8");
    expect(compressed.encoding).toBe("gzip");
    expect(gunzipSync(compressed.body).toString()).toBe(script);
    for (const accepted of ["", "identity", "gzip;q=0, br"]) {
      const { encoding, etag, body } = await get("/widgets.js", accepted);
      expect([encoding, etag, body.toString()], accepted).toEqual([null, compressed.etag, script]);
    }
    expect((await get("/tiny.js", "gzip")).encoding).toBeNull();
    await site.close();
  });
});

function brokenPrisma(store: Store): Store["prisma"] {
  return store.prisma.$extends({
    query: {
      customer: {
        findFirst() {
          throw new Error("secret detail");
        },
      },
    },
  }) as unknown as Store["prisma"];
}
