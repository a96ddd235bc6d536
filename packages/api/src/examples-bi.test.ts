import { execFile, spawnSync } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type FieldNode, getNamedType, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDocuments, type StoredDocument } from "./flat-data/stored-documents.ts";
import { schema } from "./schema.ts";
import type { Store } from "./store/store.ts";
import { fillSmallCompany, testServer } from "./testing/ask.ts";
import { type DemoServer, serveDemo } from "./testing/demo-server.ts";
import { testRecords } from "./testing/records.ts";

const run = promisify(execFile);
const examples = fileURLToPath(new URL("../../../examples/bi/", import.meta.url));
const documentation = fileURLToPath(new URL("../../../docs/", import.meta.url));
const documents = readDocuments(schema, [fileURLToPath(new URL("../documents", import.meta.url))]);
const has = (program: string) => spawnSync(program, ["--version"]).status === 0;

/** What the small company has, by the parameters that documents can't do without. */
const known: Readonly<Record<string, string>> = { product: "tea" };

describe("the shipped stored documents", () => {
  it("are few, and described in both languages", () => {
    expect(documents.size).toBeGreaterThan(10);
    expect(documents.size).toBeLessThanOrEqual(60);
    for (const { name, description } of documents.values()) {
      expect(description.en, name).toMatch(/^[A-Z].*\.$/);
      expect(description["zh-CN"], name).toMatch(/^\p{L}.*。$/u);
    }
  });

  it("are named in the documentation with what they answer", async () => {
    for (const file of ["bi.md", "bi.zh-CN.md"]) {
      const text = await readFile(join(documentation, file), "utf8");
      for (const name of documents.keys()) expect(text, file).toContain(`| \`${name}\` |`);
    }
  });

  describe("on a small company", () => {
    let store: Store;
    let server: Awaited<ReturnType<typeof testServer>>;
    beforeAll(async () => {
      store = await testRecords()[0]!.open();
      await fillSmallCompany(store);
      server = await testServer(store, "duckdb");
    });
    afterAll(async () => {
      await server.close();
      await store.close();
    });

    it.each([...documents.keys()])("%s answers without any parameter but what it has to be told", async (name) => {
      const { text, parameters } = documents.get(name)!;
      const told = parameters.filter(({ required }) => required).map((parameter) => parameter.name);
      const answer = await server.ask(text, Object.fromEntries(told.map((parameter) => [parameter, known[parameter]])));
      expect(Object.keys(answer)).toHaveLength(1);
    });

    it.each([...documents.keys()])("%s answers by each of its dimensions", async (name) => {
      const document = documents.get(name)!;
      for (const variable of switchesOf(document)) {
        const { metrics } = await server.ask<{ metrics?: object[] }>(document.text, { [variable]: true });
        expect(metrics ?? [], variable).toBeInstanceOf(Array);
      }
    });
  });
});

describe("the examples for BI tools", () => {
  it("ask for documents, parameters, dimensions and columns that there are", async () => {
    const asked = await questionsOfExamples();
    expect(asked.length).toBeGreaterThan(25);
    for (const { file, name, parameters, columns } of asked) {
      const document = documents.get(name);
      expect(document, `${file}: ${name}`).toBeDefined();
      const known = document!.parameters.map((parameter) => parameter.name);
      for (const [parameter, value] of Object.entries(parameters)) {
        expect([...known, "bom"], `${file}: ${name}?${parameter}`).toContain(parameter);
        if (parameter === "by" && value !== undefined)
          for (const dimension of value.split(",").filter(Boolean))
            expect(dimensionsOf(document!), `${file}: ${name}?by=${value}`).toContain(dimension);
      }
      const all = document!.list.columns(Object.fromEntries(switchesOf(document!).map((key) => [key, true])));
      for (const column of columns)
        expect(
          all.map((each) => each.name),
          `${file}: ${name}`,
        ).toContain(column);
    }
  });

  it("Power Query: brackets and let … in are balanced, and the functions exist", async () => {
    const folder = join(examples, "power-query");
    for (const file of (await readdir(folder)).filter((name) => name.endsWith(".pq"))) {
      const code = withoutTextsAndComments(await readFile(join(folder, file), "utf8"));
      expect(code.match(/\blet\b/g)?.length, file).toBe(code.match(/\bin\b/g)?.length);
      expect(code.match(/\bif\b/g)?.length, file).toBe(code.match(/\belse\b/g)?.length);
      expect(code.match(/\bif\b/g)?.length, file).toBe(code.match(/\bthen\b/g)?.length);
      for (const pair of ["()", "[]", "{}"])
        expect(code.split(pair[0]!).length, `${file}: ${pair}`).toBe(code.split(pair[1]!).length);
      expect(code, file).not.toMatch(/,\s*(\)|\]|\}|in\b)/);
      for (const [name] of code.matchAll(/\b[A-Z][A-Za-z]+\.[A-Z][A-Za-z0-9]+\b/g))
        expect([...standardLibrary, "Response.Status", "QuoteStyle.Csv"], file).toContain(name);
    }
    const reader = await readFile(join(folder, "Salesglass.pq"), "utf8");
    // A refresh in the service needs the first argument to be one text that never changes.
    expect(reader).toMatch(/Server = "http:\/\/localhost:4000"/);
    expect(reader).toMatch(/Web\.Contents\(\s*Server,\s*\[\s*RelativePath = [^\]]*Query = query/);
  });

  it("Power Query and R: what answers days, texts or yes and no is typed so", async () => {
    const reader = await readFile(join(examples, "power-query/Salesglass.pq"), "utf8");
    const namesIn = (list: string) =>
      [...new RegExp(`${list} = \\{([^}]*)\\}`).exec(reader)![1]!.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    const typed = { Days: namesIn("Days"), Texts: namesIn("Texts"), Logicals: namesIn("Logicals") };
    const script = await readFile(join(examples, "r/salesglass.R"), "utf8");
    const daysInR = [.../day_columns <- c\(([^)]*)\)/.exec(script)![1]!.matchAll(/"(\w+)"/g)].map(([, name]) => name);
    expect([...daysInR].sort()).toEqual([...typed.Days].sort());
    for (const { name, type } of columnTypes()) {
      const list = type === "Date" ? "Days" : type === "Boolean" ? "Logicals" : type === "Number" ? undefined : "Texts";
      for (const each of ["Days", "Texts", "Logicals"] as const) {
        if (each === list) expect(typed[each], each).toContain(name);
        else expect(typed[each], each).not.toContain(name);
      }
    }
  });

  it("Grafana: every query has what Infinity's model requires", async () => {
    const dashboard = JSON.parse(await readFile(join(examples, "grafana/salesglass-dashboard.json"), "utf8"));
    expect(dashboard.__inputs).toMatchObject([{ type: "datasource", pluginId: "yesoreyeram-infinity-datasource" }]);
    const ids = dashboard.panels.map(({ id }: { id: number }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const panel of dashboard.panels) {
      expect(panel.gridPos.x + panel.gridPos.w, panel.title).toBeLessThanOrEqual(24);
      expect(dashboard.__requires).toContainEqual(expect.objectContaining({ type: "panel", id: panel.type }));
    }
    const variables: { name: string }[] = dashboard.templating.list;
    for (const target of infinityQueries(dashboard)) {
      expect(target).toMatchObject({
        type: expect.stringMatching(/^(json|csv)$/),
        source: "url",
        parser: "backend",
        format: expect.stringMatching(/^(table|timeseries)$/),
        root_selector: "",
        url_options: { method: "GET" },
      });
      expect(target.columns.length).toBeGreaterThan(0);
      for (const column of target.columns) expect(["string", "number", "timestamp"]).toContain(column.type);
      if (target.format === "timeseries") expect(target.columns.map(({ type }) => type)).toContain("timestamp");
      for (const [, name] of JSON.stringify(target).matchAll(/\$\{(\w+)/g))
        expect([...variables.map((variable) => variable.name), "__from", "__to", "DS_INFINITY"]).toContain(name);
    }
  });
});

/** What runs here, against the server as it is installed, with the demo company. */
describe("the examples against a server", () => {
  let scratch: string;
  let server: DemoServer;
  let environment: NodeJS.ProcessEnv;
  let url: string;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), "salesglass bi "));
    server = await serveDemo();
    url = server.url;
    environment = { PATH: process.env.PATH, HOME: process.env.HOME, SALESGLASS_URL: url, PYTHONDONTWRITEBYTECODE: "1" };
  });
  afterAll(async () => {
    await server?.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  it.skipIf(!has("curl"))("curl: files, ETag, and as many pages as it takes (needs curl)", async () => {
    const folder = await mkdtemp(join(scratch, "curl-"));
    const { stdout } = await run("sh", [join(examples, "curl.sh")], { cwd: folder, env: environment });
    expect(stdout).toMatch(/margin\.csv: 200\nmargin\.csv: 304\npages: [2-9]/);
    const lines = async (name: string) => (await readFile(join(folder, name), "utf8")).trimEnd().split("\r\n");
    expect((await lines("sales.csv"))[0]).toMatch(/^month,channel,revenue,/);
    expect((await lines("top-customers.csv")).length).toBe(1 + 5 + 1);
    expect((await lines("channels.csv"))[0]).toBe("channel,revenue,profitMargin");
    const pages = (await readdir(folder)).filter((name) => name.startsWith("products-"));
    const ids = (await Promise.all(pages.map(lines))).flatMap(([, ...rows]) => rows.map((row) => row.split(",")[0]));
    const all = (await (await fetch(`${url}/data/sales.json?by=product`)).json()) as { productId: string }[];
    expect(ids.sort()).toEqual(all.map(({ productId }) => productId).sort());
  });

  it.skipIf(!has("python3"))("Python: a table, pages, and the kept answers again (needs python3)", async () => {
    const folder = join(scratch, "python");
    await cp(join(examples, "python"), folder, { recursive: true });
    const first = await run("python3", ["main.py"], { cwd: folder, env: environment });
    expect(first.stdout).toMatch(/^channel +revenue +revenueLastYear +revenueChange\n.*[\d,]+\.\d\d/);
    expect(first.stdout).toMatch(/\n\d\d products with 10 columns\n$/);
    expect((await readdir(join(folder, ".salesglass-cache"))).length).toBeGreaterThan(2);
    const second = await run("python3", ["main.py"], { cwd: folder, env: environment });
    expect(second.stdout).toBe(first.stdout);
    const wrong = run("python3", ["main.py", "2024-13"], { cwd: folder, env: environment });
    await expect(wrong).rejects.toThrow(/400 .*2024-13/);
  });

  it("Node: the typed client prints the largest customers", async () => {
    const { stdout } = await run(process.execPath, [join(examples, "node-client/dist/main.js")], { env: environment });
    expect(stdout).toMatch(/^Lakeside Trading.*last-12-months: CN¥[\d,]+\n/);
    expect(stdout).toContain("all others");
    expect(stdout.match(/CN¥/g)).toHaveLength(1 + 6);
  });

  it.skipIf(!has("Rscript"))("R: data frames of two documents (needs Rscript, httr2 and jsonlite)", async () => {
    // Elsewhere R writes what isn't ASCII by its number, and wraps the lines.
    const options = { cwd: join(examples, "r"), env: { ...environment, LC_ALL: "C.UTF-8" } };
    const { stdout } = await run("Rscript", ["main.R"], options);
    expect(stdout).toMatch(/customerName +revenue +revenueChange/);
    const ids = (more: string) => `writeLines(sort(salesglass("sales", by = "product"${more})$productId))`;
    const script = `source("salesglass.R"); ${ids("")}; ${ids(", page_size = 10")}`;
    const lines = (await run("Rscript", ["-e", script], options)).stdout.trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.slice(0, lines.length / 2)).toEqual(lines.slice(lines.length / 2));
  });

  it("Power Query: the pages that it follows by `cursor` are all rows", async () => {
    const ask = async (query: string) =>
      (await (await fetch(`${url}/data/sales.json?by=product&${query}`)).json()) as { cursor: string }[];
    const rows: unknown[] = [];
    for (let after = "", page: { cursor: string }[] = []; ; ) {
      page = await ask(`limit=10&withCursor=true${after}`);
      rows.push(...page.map(({ cursor: _, ...row }) => row));
      if (page.length < 10) break;
      after = `&after=${encodeURIComponent(page.at(-1)!.cursor)}`;
    }
    expect(rows).toEqual(await ask(""));
  });

  it("Grafana: what each panel asks is answered with its columns", async () => {
    const dashboard = JSON.parse(await readFile(join(examples, "grafana/salesglass-dashboard.json"), "utf8"));
    const channels = (await (await fetch(`${url}/data/sales.json?by=channel`)).json()) as { channel: string }[];
    const values: Record<string, string> = {
      server: url,
      "channel:json": JSON.stringify(channels.map(({ channel }) => channel)),
      "__from:date:YYYY-MM-DD": "2024-01-01",
      "__to:date:YYYY-MM-DD": new Date().toISOString().slice(0, 10),
    };
    // Grafana puts a custom "all" value in as it is, whatever the format.
    const all: Record<string, string> = { ...values, "channel:json": dashboard.templating.list[1].allValue as string };
    const queries = infinityQueries(dashboard);
    for (const [target, known] of queries.flatMap((each) => [[each, values] as const, [each, all] as const])) {
      const filled = (text: string) => text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => known[name]!);
      const address = new URL(filled(target.url));
      for (const { key, value } of target.url_options.params) address.searchParams.set(key, filled(value));
      const response = await fetch(address);
      const text = await response.text();
      expect(response.status, `${address}: ${text}`).toBe(200);
      const columns = target.type === "csv" ? text.split("\r\n")[0]!.split(",") : Object.keys(JSON.parse(text)[0]);
      for (const { selector } of target.columns) expect(columns).toContain(selector);
    }
  });
});

interface Question {
  readonly file: string;
  readonly name: string;
  /** The value where it stands in the file as it is sent. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly columns: readonly string[];
}

/** What the examples and their documentation ask of `/data`: in addresses, in calls of their functions, in panels. */
async function questionsOfExamples(): Promise<Question[]> {
  const files = (await readdir(examples, { recursive: true }))
    .filter((file) => /\.(md|sh|py|R|pq)$/.test(file) && !/node_modules|dist/.test(file))
    .map((file) => join(examples, file));
  files.push(join(documentation, "bi.md"), join(documentation, "bi.zh-CN.md"));
  const questions: Question[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8");
    for (const [, name, query = ""] of text.matchAll(/\/data\/([a-z-]+)\.(?:csv|json)(?:\?([^\s"'`<>)]*))?/g))
      questions.push({ file, name: name!, parameters: Object.fromEntries(new URLSearchParams(query)), columns: [] });
    // curl --get "…/data/sales.csv" --data-urlencode 'period=…'
    for (const [, name, rest] of text.matchAll(/\/data\/([a-z-]+)\.csv" \\\n((?: +--data-urlencode .*\\\n)+)/g)) {
      const given = [...rest!.matchAll(/'(\w+)=([^']*)'/g)].map(([, key, value]) => [key, value]);
      questions.push({ file, name: name!, parameters: Object.fromEntries(given), columns: [] });
    }
    // salesglass("sales", by = …), Salesglass("sales", [by = …]), .rows("sales", by=…)
    for (const call of text.matchAll(/(?:alesglass|\.rows|\.table)\(\s*"([a-z-]+)"/g)) {
      const rest = text.slice(call.index + call[0].length);
      const by = /^[^)]*?\bby ?= ?(?:"([\w,]+)"|(?:c\(|\{|\[)([^)}\]]*))/.exec(rest);
      const value = by ? (by[1] ?? by[2]!.replaceAll(/["\s]/g, "")) : undefined;
      const parameters = Object.fromEntries(argumentNames(rest).map((key) => [key, key === "by" ? value : undefined]));
      const name = call[1]!;
      const shown = /SelectColumns\(Source, \{([^}]*)\}/.exec(text)?.[1] ?? "";
      questions.push({ file, name, parameters, columns: shown.match(/\w+/g) ?? [] });
    }
  }
  const file = "grafana/salesglass-dashboard.json";
  for (const target of infinityQueries(JSON.parse(await readFile(join(examples, file), "utf8"))))
    questions.push({
      file,
      name: /\/data\/([a-z-]+)\./.exec(target.url)![1]!,
      parameters: Object.fromEntries(target.url_options.params.map(({ key, value }) => [key, value])),
      columns: target.columns.map(({ selector }) => selector),
    });
  return questions;
}

/** The names of a call's arguments: its own, or those of the one record that Power Query has in their place. */
function argumentNames(rest: string): string[] {
  const open: string[] = [];
  const names: string[] = [];
  for (const [token, name] of rest.matchAll(/"[^"]*"|[([{]|[)\]}]|\b(\w+) ?=(?!=)/g)) {
    if (/^[([{]$/.test(token)) open.push(token);
    else if (/^[)\]}]$/.test(token) && open.pop() === undefined) break;
    else if (name && name !== "page_size" && (open.length === 0 || open.join("") === "[")) names.push(name);
  }
  return names;
}

interface InfinityQuery {
  readonly type: string;
  readonly format: string;
  readonly url: string;
  readonly url_options: { readonly params: readonly { key: string; value: string }[] };
  readonly columns: readonly { selector: string; text: string; type: string }[];
}

function infinityQueries(dashboard: {
  panels: { targets: InfinityQuery[] }[];
  templating: { list: { query: string | { infinityQuery: InfinityQuery } }[] };
}): InfinityQuery[] {
  const ofVariables = dashboard.templating.list.flatMap(({ query }) =>
    typeof query === "string" ? [] : [query.infinityQuery],
  );
  return [...dashboard.panels.flatMap(({ targets }) => targets), ...ofVariables];
}

function dimensionsOf({ parameters }: StoredDocument): readonly string[] {
  return parameters.find(({ name }) => name === "by")?.values ?? [];
}

function switchesOf({ operation }: StoredDocument): string[] {
  return (operation.variableDefinitions ?? [])
    .map(({ variable }) => variable.name.value)
    .filter((name) => /^(by[A-Z]|withCursor$)/.test(name));
}

/** Every column of every document with what it holds. */
function columnTypes(): { name: string; type: "Date" | "Boolean" | "Number" | "Text" }[] {
  return [...documents.values()].flatMap(({ text }) => {
    const columns: ReturnType<typeof columnTypes> = [];
    const types = new TypeInfo(schema);
    const visitor = {
      Field({ alias, name, selectionSet }: FieldNode) {
        const key = (alias ?? name).value;
        if (selectionSet || key === "cursor") return;
        const type = getNamedType(types.getType())?.name ?? "";
        columns.push({ name: key, type: kinds[type] ?? "Text" });
      },
    };
    visit(parse(text), visitWithTypeInfo(types, visitor));
    return columns;
  });
}

const kinds: Record<string, "Date" | "Boolean" | "Number"> = {
  Date: "Date",
  Boolean: "Boolean",
  Float: "Number",
  Int: "Number",
  Decimal: "Number",
};

function withoutTextsAndComments(code: string): string {
  return code.replace(/"(?:[^"]|"")*"/g, '""').replace(/\/\/.*/g, "");
}

/** The functions of M's standard library that the examples use, as its reference spells them. */
const standardLibrary = [
  "Binary.Buffer",
  "Csv.Document",
  "Date.ToText",
  "Error.Record",
  "Json.FromValue",
  "List.Contains",
  "List.Generate",
  "List.Transform",
  "Record.FromTable",
  "Record.ToTable",
  "Replacer.ReplaceValue",
  "Table.ColumnNames",
  "Table.Combine",
  "Table.Last",
  "Table.PromoteHeaders",
  "Table.RemoveColumns",
  "Table.ReplaceValue",
  "Table.RowCount",
  "Table.SelectColumns",
  "Table.SelectRows",
  "Table.ToRecords",
  "Table.TransformColumnTypes",
  "Table.TransformColumns",
  "Text.Combine",
  "Text.From",
  "Text.FromBinary",
  "TextEncoding.Utf8",
  "Value.Metadata",
  "Web.Contents",
];
