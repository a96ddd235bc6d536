import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { schema } from "../schema.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany, testServer } from "../testing/ask.ts";
import { testRecords } from "../testing/records.ts";
import { plainNumber, toCsv } from "./csv.ts";
import { readDocuments } from "./stored-documents.ts";
import { wantsCsv } from "./wants-csv.ts";

const shipped = fileURLToPath(new URL("../../documents", import.meta.url));

/** A company's own. */
const ownDocuments = {
  channels: `# Products of channels.
# 渠道的产品。
query ($channels: [String!], $exact: Boolean = false) {
  metrics(period: "2024-06", where: { channel: { in: $channels } }) { productName revenue volume @include(if: $exact) }
}`,
  contacts: `# Who owns whom.
# 客户归属。
{ customers(first: 2) { edges { node { name country owner { rep: name } } } } }`,
  people: `# Everybody.
# 所有客户。
query ($first: Int, $after: String) { customers(first: $first, after: $after) { edges { node { name } } } }`,
  products: `# Products by revenue.
# 按销售额排列的产品。
query ($first: Int = 1, $after: String) {
  metrics(period: "2023-01-01..2024-12-31", orderBy: [{ by: "revenue", direction: DESC }], first: $first, after: $after) {
    name: productName
    revenue
  }
}`,
};

describe("CSV", () => {
  it("quotes as RFC 4180 says, and tells an empty text from no value", () => {
    expect(
      toCsv(
        ["a", 'b"'],
        [
          ["x,y", 'say "hi"'],
          ["two\r\nlines", null],
          ["", true],
        ],
      ),
    ).toBe('a,"b"""\r\n"x,y","say ""hi"""\r\n"two\r\nlines",\r\n"",true\r\n');
  });

  it("keeps spreadsheets from computing what a text says, but leaves numbers alone", () => {
    const cells = ["=1+1", "+49 30", "-x", "@sum", "\tx", "\rx", "-5.20", "+3", "2024-01-01", "＝1"];
    const [, ...lines] = toCsv(
      ["a"],
      cells.map((cell) => [cell]),
    ).split("\r\n");
    expect(lines).toEqual([
      "'=1+1",
      "'+49 30",
      "'-x",
      "'@sum",
      "'\tx",
      `"'\rx"`,
      "-5.20",
      "+3",
      "2024-01-01",
      "'＝1",
      "",
    ]);
    expect(toCsv(["a"], [[-5]])).toBe("a\r\n-5\r\n");
  });

  it("writes numbers without an exponent", () => {
    expect([1e21, -1.5e-7, 1.25e22, 0.1, -3].map(plainNumber)).toEqual([
      "1000000000000000000000",
      "-0.00000015",
      "12500000000000000000000",
      "0.1",
      "-3",
    ]);
  });

  it("is answered where it is preferred", () => {
    for (const accept of ["text/csv", "text/csv, application/json;q=0.5", "text/csv;q=0.9, */*;q=0.1"])
      expect(wantsCsv(accept), accept).toBe(true);
    for (const accept of [
      null,
      "*/*",
      "application/json, text/csv",
      "text/csv;q=0.5, application/json",
      "text/csv;q=0",
    ])
      expect(wantsCsv(accept), String(accept)).toBe(false);
  });
});

describe("flat data", () => {
  let store: Store;
  let server: Awaited<ReturnType<typeof testServer>>;
  let own: string;
  beforeAll(async () => {
    store = await testRecords()[0]!.open();
    await fillSmallCompany(store);
    own = await mkdtemp(join(tmpdir(), "salesglass-documents-"));
    for (const [name, text] of Object.entries(ownDocuments)) await writeFile(join(own, `${name}.graphql`), text);
    server = await testServer(store, "duckdb", { documentsFolder: own });
  });
  afterAll(async () => {
    await server.close();
    await store.close();
    await rm(own, { recursive: true, force: true });
  });
  const get = async (path: string, init: RequestInit = {}) => {
    const response = await server.fetch(`http://localhost${path}`, init);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const csv = async (query: string, variables: object = {}) => {
    const response = await server.send(JSON.stringify({ query, variables }), { accept: "text/csv" });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  it("answers one list as CSV over GraphQL, the columns called as the fields are", async () => {
    const query = `query ($no: Boolean!) { metrics(period: "2024-Q2") { month amount: revenue volume @include(if: $no) } }`;
    for (let round = 0; round < 2; round++) {
      const { status, headers, text } = await csv(query, { no: false });
      expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
      expect(text).toBe("month,amount\r\n2024-04-01,0\r\n2024-05-01,100\r\n2024-06-01,130.25\r\n");
    }
    const none = await csv(`{ metrics(period: "2020") { channel revenue } }`);
    expect(none.text).toBe("channel,revenue\r\n");
    const nested = await csv(`{ rfm { segments { id label(locale: "zh-CN") customers } } }`);
    expect(nested.text.split("\r\n")[0]).toBe("id,label,customers");
  });

  it("refuses as CSV what is no single flat list, and says what would be right", async () => {
    const refused: [query: string, reason: RegExp][] = [
      [`{ a: metrics(period: "2024") { revenue } b: metrics(period: "2023") { revenue } }`, /a and b/],
      [`{ company { name } }`, /company\.name is no list/],
      [`{ metricCatalog { id dimensions } }`, /dimensions is a list within a row/],
      [`{ customers { edges { node { name owner { name } } } } }`, /two columns are called name/],
    ];
    for (const [query, reason] of refused) {
      const { status, headers, text } = await csv(query);
      expect([status, headers.get("content-type")], query).toEqual([406, "text/plain; charset=utf-8"]);
      expect(text).toMatch(reason);
      expect(text).toMatch(/\{ metrics\(period: "2024"\) \{ month revenue \} \}/);
    }
    const batch = await server.send(JSON.stringify([{ query: "{ company { name } }" }]), { accept: "text/csv" });
    expect(batch.status).toBe(406);
  });

  it("gives errors the status that they stand for", async () => {
    expect((await csv(`{ metrics(period: "2024-13") { revenue } }`)).status).toBe(400);
    expect((await csv(`{ metrics(period: "2024") { profit } }`)).status).toBe(400);
    expect((await csv(`{ metrics(`)).status).toBe(400);
    const bad = await get("/data/sales.json?period=2024-13");
    expect(bad.status).toBe(400);
    expect(JSON.parse(bad.text)).toEqual({
      errors: [{ message: expect.stringContaining("there is no month 13"), code: "BAD_USER_INPUT" }],
    });
    expect(bad.headers.get("etag")).toBeNull();
    const columns = Array.from({ length: 401 }, (_, index) => `a${index}: revenue`).join(" ");
    const costly = await csv(`{ metrics(period: "2024") { ${columns} } }`);
    expect([costly.status, costly.text]).toEqual([413, expect.stringMatching(/selects 40\d fields, at most 400/)]);
  });

  it("masks what it did not expect, with the status of a server's own fault", async () => {
    const fail = () => Promise.reject(new Error("secret detail"));
    const prisma = store.prisma.$extends({ query: { customer: { findMany: fail } } }) as unknown as Store["prisma"];
    const broken = await testServer({ ...store, prisma }, "duckdb", { documentsFolder: own });
    for (const format of ["csv", "json"]) {
      const response = await broken.fetch(`http://localhost/data/contacts.${format}`);
      expect(response.status).toBe(500);
      expect(await response.text()).toMatch(/the server's log has it as [0-9a-f-]{36}/);
    }
    await broken.close();
  });

  it("runs a stored document with its variables from the URL", async () => {
    const months = await get("/data/sales.csv?period=2024-Q2&by=month,channel");
    expect(months.status).toBe(200);
    expect(months.headers.get("content-disposition")).toBe('attachment; filename="sales.csv"');
    expect(months.headers.get("cache-control")).toBe("private, no-cache");
    const [head, ...lines] = months.text.trim().split("\r\n");
    expect(head).toMatch(/^month,channel,revenue,/);
    expect(lines).toContainEqual(expect.stringMatching(/^2024-06-01,online,120\.25,/));
    const where = encodeURIComponent(JSON.stringify({ channel: { in: ["online"] } }));
    const filtered = JSON.parse((await get(`/data/sales.json?period=2024-06&by=&where=${where}`)).text);
    expect(filtered).toEqual([expect.objectContaining({ revenue: 120.25, volume: 12 })]);
    expect(Object.keys(filtered[0])[0]).toBe("revenue");
    for (const channels of ["channels=online,shop", "channels=online&channels=shop"]) {
      const rows = JSON.parse((await get(`/data/channels.json?${channels}&exact=true`)).text);
      expect(rows).toEqual([
        { productName: "Cup", revenue: 20, volume: 2 },
        { productName: "Tea", revenue: 110.25, volume: 11 },
      ]);
    }
    const withBom = await server.fetch("http://localhost/data/sales.csv?bom=true");
    expect([...new Uint8Array(await withBom.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it("flattens the objects of a row", async () => {
    const { text, headers } = await get("/data/contacts.csv");
    expect(text).toBe("name,country,rep\r\nAcme,DE,Ann\r\nBell 50%_off,FR,Bo\r\n");
    // What Prisma reads can change without a new version of the warehouse.
    expect(headers.get("etag")).toBeNull();
    expect(JSON.parse((await get("/data/contacts.json")).text)[0]).toEqual({
      name: "Acme",
      country: "DE",
      rep: "Ann",
    });
  });

  it("refuses parameters that are unknown, given twice, ill-typed or missing, and names the right ones", async () => {
    const faults: [path: string, message: RegExp][] = [
      ["/data/sales.csv?periode=2024", /no parameter "periode", expected period, where/],
      ["/data/sales.csv?period=2024&period=2023", /period is given 2 times, expected one Period!/],
      ["/data/sales.csv?by=planet", /by=planet.*day, week/],
      ["/data/sales.csv?limit=ten", /limit=ten: expected a whole number/],
      ["/data/sales.csv?limit=100000", /limit=100000: expected at most 99999/],
      ["/data/sales.csv?limit=0", /limit=0: expected 1 or more/],
      ["/data/sales.csv?where=x", /where=x: expected JSON of the type MetricFilter/],
      [`/data/sales.csv?where={"planet":1}`, /planet/],
      ["/data/channels.csv?exact=yes", /exact=yes: expected true or false/],
      ["/data/drivers.csv?metric=profit", /metric=profit: expected one of .*revenue/],
      ["/data/sales.csv?after=xyz", /cursor|after/],
    ];
    for (const [path, message] of faults) {
      const { status, text } = await get(path);
      expect(status, `${path}: ${text}`).toBe(400);
      expect(text).toMatch(message);
    }
    const unknown = await get("/data/nothing.csv");
    expect(unknown.status).toBe(404);
    expect(unknown.text).toMatch(/no \/data\/nothing\.csv, expected one of .*\/data\/sales\.csv/);
    expect((await get("/data/sales.xlsx")).status).toBe(404);
    expect((await get("/data/sales.csv", { method: "POST", body: "x" })).status).toBe(405);
    expect((await get("/data/sales.csv", { headers: { "content-type": "text/plain" } })).status).toBe(415);
  });

  it("pages: following the links gives every row once", async () => {
    const all = JSON.parse((await get("/data/sales.json?period=2024&by=day")).text) as object[];
    const paged: object[] = [];
    let path: string | undefined = "/data/sales.json?period=2024&by=day&limit=50";
    let pages = 0;
    while (path) {
      const page = await get(path);
      paged.push(...(JSON.parse(page.text) as object[]));
      const next = /^<(\/data\/\S+)>; rel="next"$/.exec(page.headers.get("link") ?? "");
      path = next?.[1];
      pages++;
    }
    expect(pages).toBe(Math.ceil(all.length / 50));
    expect(paged).toEqual(all);
    const csvPage = await get("/data/products.csv?limit=1");
    expect(csvPage.headers.get("link")).toMatch(/limit=1&after=\S+>; rel="next"/);
    const people = `/data/people.csv?limit=2`;
    const firstPeople = await get(people);
    expect(firstPeople.text).toBe("name\r\nAcme\r\nBell 50%_off\r\n");
    const nextPeople = /^<(\/data\/\S+)>; rel="next"$/.exec(firstPeople.headers.get("link")!)![1]!;
    const lastPeople = await get(nextPeople);
    expect([lastPeople.text, lastPeople.headers.get("link")]).toEqual(["name\r\nCold\r\n", null]);
    expect((await get("/data/people.csv")).text.trim().split("\r\n")).toHaveLength(4);
    expect(csvPage.text).toBe("name,revenue\r\nTea,200.25\r\n");
  });

  it("answers 304 until the data, the day or the question changes", async () => {
    const path = "/data/sales.csv?period=2024&by=channel";
    const first = await get(path);
    const etag = first.headers.get("etag")!;
    const same = await get(path, { headers: { "if-none-match": `"x", W/${etag}` } });
    expect([same.status, same.text, same.headers.get("etag")]).toEqual([304, "", etag]);
    for (const other of [path.replace("csv", "json"), `${path}&limit=1`, path.replace("channel", "region")])
      expect((await get(other, { headers: { "if-none-match": etag } })).status, other).toBe(200);
    const head = await get(path, { method: "HEAD" });
    expect([head.status, head.text, head.headers.get("etag")]).toEqual([200, "", etag]);
    await store.prisma.product.update({ where: { externalId: "tea" }, data: { name: "Green tea" } });
    await server.warehouse.sync();
    expect((await get(path, { headers: { "if-none-match": etag } })).status).toBe(200);
    await store.prisma.product.update({ where: { externalId: "tea" }, data: { name: "Tea" } });
    await server.warehouse.sync();
  });

  it("lists the documents with their parameters, in both languages", async () => {
    const list = JSON.parse((await get("/data")).text) as { name: string; description: Record<string, string> }[];
    const names = list.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["sales", "drivers", "channels"]));
    const sales = list.find(({ name }) => name === "sales")!;
    expect(sales).toMatchObject({ csv: "/data/sales.csv", json: "/data/sales.json" });
    expect(sales).toMatchObject({
      parameters: expect.arrayContaining([
        { name: "period", type: "Period!", required: false, default: "last-12-months" },
        {
          name: "by",
          type: "[Dimension!]",
          required: false,
          default: ["month"],
          values: expect.arrayContaining(["channel"]),
        },
      ]),
    });
    for (const { name, description } of list) {
      expect(description.en, name).toMatch(/^[A-Z][\s\S]*\.$/);
      expect(description["zh-CN"], name).toMatch(/\p{Script=Han}[\s\S]*。$/u);
    }
  });

  it("answers every shipped document with its defaults", async () => {
    for (const file of await readdir(shipped)) {
      const name = file.replace(".graphql", "");
      const { status, text } = await get(
        `/data/${name}.csv${name === "recommendations-for-product" ? "?product=tea" : ""}`,
      );
      expect(status, `${name}: ${text}`).toBe(200);
      expect(text.split("\r\n")[0], name).toMatch(/^\w+(,\w+)+$|^\w+$/);
    }
  });

  it("names what is wrong with stored documents by file and line", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-documents-"));
    const files = {
      "unparsable.graphql": "query {\n  metrics(\n",
      "unknown.graphql": `{\n  metrics(period: "2024") {\n    profit\n  }\n}`,
      "no-list.graphql": "{ company { name } }",
      "Bad Name.graphql": `{ metricCatalog { id } }`,
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const message = (() => {
      try {
        readDocuments(schema, [folder]);
        return "";
      } catch (error) {
        return (error as Error).message;
      }
    })();
    await rm(folder, { recursive: true });
    expect(message).toMatch(/unparsable\.graphql:3: Syntax Error/);
    expect(message).toMatch(/unknown\.graphql:3: Cannot query field "profit"/);
    expect(message).toMatch(/no-list\.graphql: company\.name is no list/);
    expect(message).toMatch(/Bad Name\.graphql: .*sales-by-region/);
  });
});
