import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandFile } from "./testing/command.ts";
import { openMigratedPglite } from "./testing/records.ts";

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "salesglass command "));
});
afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(scratch, { recursive: true, force: true });
});

describe("salesglass", () => {
  it("explains itself, and answers 2 to what it doesn't know", async () => {
    expect(await salesglass(["--help"])).toMatchObject({ code: 0, out: expect.stringContaining("SALESGLASS_DATA") });
    expect(await salesglass(["exprot"])).toMatchObject({ code: 2, err: expect.stringContaining("exprot") });
    expect(await salesglass(["import"])).toMatchObject({ code: 2, err: expect.stringContaining("folder") });
  });

  it("names wrong settings and missing folders in one message, without a stack", async () => {
    const wrong = await salesglass(["migrate"], { PORT: "http" });
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('PORT="http": must be a port, 0–65535') });
    const missing = await salesglass(["import", "no such folder"], { SALESGLASS_DATA: join(scratch, "a") });
    expect(missing.code).toBe(2);
    expect(missing.err).toMatch(/^salesglass: .*no such folder does not exist/);
    expect(missing.err).not.toMatch(/\n\s+at /);
    const unmapped = await salesglass(["import", scratch, "--map", "no map"], { SALESGLASS_DATA: join(scratch, "a") });
    expect(unmapped).toMatchObject({ code: 2, err: expect.stringContaining("no map does not exist") });
    await expect(stat(join(scratch, "a"))).rejects.toThrow("ENOENT");
  });

  it("imports a folder: 1 with rejected rows, which are written with their place; 0 when it is done again", async () => {
    const data = join(scratch, "import");
    const files = await folderOf({
      "customers.csv": "id,name,kind\nC1,Ann,PERSON\nC2,Bo,ROBOT\n",
      "products.csv": "id,name\nP1,Tea\n",
      "orders.csv": "id,customer,ordered_at\nO1,C1,2024-03-01\n",
      "order_lines.csv": "order,line,product,quantity,unit_price,net_amount\nO1,1,P1,2,5,10\n",
    });
    const rejectedFile = join(files, "..", "rejected.csv");
    const arguments_ = ["import", files, "--rejected", rejectedFile, "--json"];
    const dry = await salesglass([...arguments_, "--dry-run"], { SALESGLASS_DATA: data });
    expect(dry.code).toBe(1);
    const first = await salesglass(arguments_, { SALESGLASS_DATA: data });
    expect(first.code).toBe(1);
    expect(tableOf(first.out, "customers")).toMatchObject({ read: 2, new: 1, rejected: 1 });
    expect(await readFile(rejectedFile, "utf8")).toMatch(/customers\.csv,3,kind,ROBOT,.*PERSON/);

    await writeFile(join(files, "customers.csv"), "id,name,kind\nC1,Ann,PERSON\n");
    const second = await salesglass(arguments_, { SALESGLASS_DATA: data });
    expect(second).toMatchObject({ code: 0 });
    expect(tableOf(second.out, "order_lines")).toMatchObject({ read: 1, new: 0, changed: 0, unchanged: 1 });
  });
});

describe("salesglass customer", () => {
  let files: string;
  let environment: NodeJS.ProcessEnv;
  beforeAll(async () => {
    environment = { SALESGLASS_DATA: await emptyRecord("customer") };
    files = await folderOf({ "customers.csv": "id,name,email\nC1,Ann,ann@x.example\n" });
    await salesglass(["import", files], environment);
  });

  it("writes everything held on a customer into a private file", async () => {
    const out = join(files, "..", "c1.json");
    await writeFile(out, "an older one, much longer than what comes now ".repeat(50), { mode: 0o644 });
    expect(await salesglass(["customer", "export", "C1", "--out", out], environment)).toMatchObject({
      code: 0,
      out: "",
    });
    expect(JSON.parse(await readFile(out, "utf8"))).toMatchObject({ customer: { email: "ann@x.example" }, orders: [] });
    expect((await stat(out)).mode & 0o777).toBe(0o600);
    const unknown = await salesglass(["customer", "export", "C9"], environment);
    expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('no customer with this external id "C9"') });
  });

  it("erases a customer once, after a dry run, and lets no import bring them back", async () => {
    const planned = await salesglass(["customer", "erase", "C1", "--dry-run"], environment);
    expect(planned).toMatchObject({
      code: 0,
      out: expect.stringMatching(/would remove.*customers +1\n.*nothing was changed/s),
    });
    const json = await salesglass(["customer", "erase", "C1", "--yes", "--json"], environment);
    expect(JSON.parse(json.out)).toMatchObject({
      alreadyErased: false,
      removed: expect.arrayContaining([{ table: "customers", rows: 1 }]),
    });
    const again = await salesglass(["customer", "erase", "C1", "--yes"], environment);
    expect(again).toMatchObject({
      code: 0,
      out: expect.stringMatching(/was erased on \d{4}-\d\d-\d\d; nothing is left/),
    });
    const imported = await salesglass(["import", files, "--rejected", join(files, "..", "r.csv")], environment);
    expect(imported.code).toBe(1);
  });
});

describe("salesglass serve", () => {
  it("serves, takes imports over while it holds the record, and stops on SIGTERM", async () => {
    const data = await emptyRecord("serve");
    const server = await serve(data);
    expect(await revenue(server.url)).toBe(0);

    const files = await folderOf({
      "customers.csv": "id,name\nC1,Ann\n",
      "products.csv": "id,name\nP1,Tea\n",
      "orders.csv": "id,customer,ordered_at\nO1,C1,2024-03-01\n",
      "order_lines.csv": "order,line,product,quantity,unit_price,net_amount\nO1,1,P1,2,5,10.25\n",
    });
    const imported = await salesglass(["import", files, "--json"], { SALESGLASS_DATA: data });
    expect(imported).toMatchObject({ code: 0 });
    expect(tableOf(imported.out, "order_lines")).toMatchObject({ new: 1 });
    await expect.poll(() => revenue(server.url), { timeout: 5_000 }).toBe(10.25);

    const document = await salesglass(["customer", "export", "C1"], { SALESGLASS_DATA: data });
    expect(document.code).toBe(0);
    expect(JSON.parse(document.out)).toMatchObject({
      customer: { externalId: "C1", name: "Ann" },
      orders: [{ netAmount: "10.25" }],
    });
    const unasked = await salesglass(["customer", "erase", "C1"], { SALESGLASS_DATA: data });
    expect(unasked).toMatchObject({ code: 2, err: expect.stringMatching(/^salesglass: .*can't be undone.*--yes/) });
    const erased = await salesglass(["customer", "erase", "C1", "--yes"], { SALESGLASS_DATA: data });
    expect(erased).toMatchObject({ code: 0, out: expect.stringMatching(/^Customer C1 was erased.*customers +1\n/s) });
    expect(await revenue(server.url)).toBe(10.25);
    const search = () => ask(server.url, `{ customers(search: "Ann") { totalCount } }`);
    await expect.poll(search, { timeout: 5_000 }).toMatchObject({ data: { customers: { totalCount: 0 } } });
    const log = await ask(server.url, "{ auditLog { edges { node { action actor } } } }");
    expect(log).toMatchObject({
      data: { auditLog: { edges: [{ node: { action: "ERASED" } }, { node: { action: "IMPORTED" } }] } },
    });

    const second = await salesglass(["serve"], { SALESGLASS_DATA: data, PORT: "0" });
    expect(second).toMatchObject({ code: 2, err: expect.stringContaining(String(server.child.pid)) });

    server.child.kill("SIGTERM");
    expect(await exitOf(server.child)).toBe(0);
  });

  it("opens the record again after a kill, and has what was acknowledged", async () => {
    const data = join(scratch, "kill");
    const files = await folderOf({ "customers.csv": "id,name\nC1,Ann\nC2,Bo\n" });
    const first = await serve(data);
    expect(await salesglass(["import", files], { SALESGLASS_DATA: data })).toMatchObject({ code: 0 });
    first.child.kill("SIGKILL");
    await exitOf(first.child);
    const second = await serve(data);
    const answer = await ask(second.url, "{ customers { totalCount } }");
    expect(answer).toMatchObject({ data: { customers: { totalCount: 2 } } });
    second.child.kill("SIGTERM");
    await exitOf(second.child);
  });

  it("serves a company's own metrics, and doesn't start with wrong ones", async () => {
    const data = await emptyRecord("config");
    const example = fileURLToPath(new URL("../../../examples/company-config/salesglass.config.ts", import.meta.url));
    const server = await serve(data, { SALESGLASS_CONFIG: example });
    const answer = await ask(server.url, `{ metrics(period: "2024") { onlineShare bigTicketOrders } }`);
    expect(answer).toEqual({
      data: { metrics: [{ onlineShare: null, bigTicketOrders: 0 }] },
      extensions: expect.anything(),
    });
    server.child.kill("SIGTERM");
    await exitOf(server.child);

    const text = `{ en: "x", "zh-CN": "x" }`;
    const wrong = await folderOf({
      "salesglass.config.mjs": `import { defineFact, defineMetric } from "@salesglass/core";
        export default { metrics: [defineMetric({ id: "net", label: ${text}, description: ${text}, formula: ${text},
          unit: "MONEY", value: defineFact({ id: "net", source: "sale", sql: "sum(f.netto)" }) })] };`,
    });
    const file = join(wrong, "salesglass.config.mjs");
    const refused = await salesglass(["serve"], { SALESGLASS_DATA: data, PORT: "0", SALESGLASS_CONFIG: file });
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^salesglass: the company's own catalogue is wrong:\n/),
    });
    expect(refused.err).toMatch(/salesglass\.config\.mjs: metrics\[0\] "net": fact "net": .*netto/);
    expect(refused.err).not.toMatch(/\n\s+at /);
  });

  it("says at once that a port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const answer = await salesglass(["serve"], { SALESGLASS_DATA: join(scratch, "port"), PORT: String(port) });
    taken.close();
    expect(answer).toMatchObject({ code: 2, err: expect.stringMatching(`^salesglass: port ${port} is taken`) });
  });
});

const running = new Set<ChildProcess>();

function start(arguments_: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [commandFile, ...arguments_], {
    cwd: scratch,
    env: { PATH: process.env.PATH, ...environment },
  });
  running.add(child);
  child.on("exit", () => running.delete(child));
  return child;
}

async function salesglass(arguments_: string[], environment: NodeJS.ProcessEnv = {}) {
  const child = start(arguments_, environment);
  let out = "";
  let err = "";
  child.stdout!.on("data", (text) => {
    out += text;
  });
  child.stderr!.on("data", (text) => {
    err += text;
  });
  return { code: await exitOf(child), out, err };
}

async function serve(data: string, environment: NodeJS.ProcessEnv = {}): Promise<{ child: ChildProcess; url: string }> {
  const child = start(["serve"], { SALESGLASS_DATA: data, PORT: "0", ...environment });
  let output = "";
  child.stderr!.on("data", (text) => {
    output += text;
  });
  for await (const text of child.stdout!) {
    output += text;
    const url = /GraphQL +(\S+)\/graphql/.exec(output)?.[1];
    if (url) {
      child.stdout!.resume();
      return { child, url };
    }
  }
  throw new Error(`the server did not start:\n${output}`);
}

function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("close", resolve));
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

async function revenue(url: string): Promise<number | null> {
  const { data } = (await ask(url, '{ metric(id: revenue, period: "2024") { value } }')) as {
    data: { metric: { value: number | null } };
  };
  return data.metric.value;
}

/** A folder with an empty record, which is faster than letting the command make one. */
async function emptyRecord(name: string): Promise<string> {
  const folder = join(scratch, name);
  await (await openMigratedPglite(folder)).close();
  return folder;
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = join(await mkdtemp(join(scratch, "files-")), "in");
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

function tableOf(json: string, table: string) {
  const { tables } = JSON.parse(json) as { tables: { table: string }[] };
  return tables.find((entry) => entry.table === table);
}
