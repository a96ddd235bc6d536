import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { importDemo } from "../demo/demo.ts";
import type { Store } from "../store/store.ts";
import { testRecords } from "../testing/records.ts";
import { runImport } from "./import.ts";

const today = "2026-06-30";
const actor = "a test";

describe.each(testRecords())("a small import into a larger record in $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeAll(async () => {
    store = await open();
    await importDemo({ store, lines: 15_000, seed: 3, until: today });
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "salesglass-import-test-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function put(files: Record<string, string>) {
    await Promise.all(
      (await readdir(folder)).filter((name) => name !== "rejected.csv").map((name) => rm(join(folder, name))),
    );
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const summary = await runImport({ store, folder, rejectedFile: join(folder, "rejected.csv"), today, actor });
    return summary.tables.map((table) => [table.table, table.new, table.changed, table.unchanged, table.removed]);
  }
  const rejected = async () => (await readFile(join(folder, "rejected.csv"), "utf8")).trimEnd().split("\n").slice(1);
  const one = async <R extends object>(sql: string) => (await store.query<R & Record<string, unknown>>(sql))[0]!;

  it("compares it with the rows that it names, and changes no other", async () => {
    const orders = await store.query<{ id: string; lines: number; net: string }>(
      "select o.external_id as id, count(*)::int as lines, o.net_amount::text as net from sales_order o join order_line l on l.order_id = o.id group by o.id having count(*) > 1 order by o.id desc limit 2",
    );
    const lines = await store.query<{ order: string; net_amount: string }>(
      `select o.external_id as "order", l.line, p.external_id as product, l.quantity, l.unit_price, l.discount, l.net_amount, l.cost
       from order_line l join sales_order o on o.id = l.order_id join product p on p.id = l.product_id
       where o.external_id in ('${orders[0]!.id}', '${orders[1]!.id}') order by o.id desc, l.line`,
    );
    const others = `select md5(string_agg(o::text, ';' order by id)) as content from sales_order o where external_id <> '${orders[0]!.id}'`;
    const before = await one(others);
    const csv = (rows: object[]) =>
      [Object.keys(rows[0]!).join(","), ...rows.map((row) => Object.values(row).join(","))].join("\n");
    expect(await put({ "order_lines.csv": csv(lines) })).toEqual([["order_lines", 0, 0, lines.length, 0]]);
    const dearer = { ...lines[0]!, net_amount: (Number(lines[0]!.net_amount) * 2).toFixed(4) };
    const kept = lines.filter((line) => line.order !== orders[0]!.id);
    expect(await put({ "order_lines.csv": csv([dearer, ...kept]) })).toEqual([
      ["order_lines", 0, 1, kept.length, orders[0]!.lines - 1],
    ]);
    expect(await one(`select net_amount as net from sales_order where external_id = '${orders[0]!.id}'`)).toEqual({
      net: dearer.net_amount,
    });
    expect(await one(others)).toEqual(before);
  });

  it("refuses an opportunity that closes before a stage that the record has", async () => {
    const stages = "opportunity,stage,entered_on\nD1,Qualification,2024-01-05\nD1,Proposal,2024-03-01\n";
    const deal = (rest: string) => `id,stage,status,created_on,closed_on\nD1,${rest}\n`;
    await put({ "opportunities.csv": deal("Proposal,OPEN,2024-01-05,"), "opportunity_stages.csv": stages });
    await put({ "opportunities.csv": deal("Proposal,LOST,2024-01-05,2024-02-01") });
    expect(await rejected()).toEqual([
      'opportunities.csv,2,closed_on,2024-02-01,"is before the record\'s stage ""Proposal"" (2024-03-01)"',
    ]);
    // Not so when the stages themselves are replaced.
    const fewer = "opportunity,stage,entered_on\nD1,Qualification,2024-01-05\n";
    expect(
      await put({
        "opportunities.csv": deal("Qualification,LOST,2024-01-05,2024-02-01"),
        "opportunity_stages.csv": fewer,
      }),
    ).toEqual([
      ["opportunities", 0, 1, 0, 0],
      ["opportunity_stages", 0, 0, 1, 1],
    ]);
  });

  it("replaces the rejected rows of an earlier import, and removes them when there are none", async () => {
    const file = join(folder, "rejected.csv");
    await put({ "teams.csv": "id,name,parent\nX1,One,X2\n" });
    expect(await rejected()).toHaveLength(1);
    await expect(put({ "teams.csv": "id,nam\nX1,One\n" })).rejects.toThrow(/unknown column "nam"/);
    expect(await rejected()).toHaveLength(1);
    await put({ "teams.csv": "id,name\nX1,One\n" });
    expect(await readdir(folder)).toEqual(["teams.csv"]);
    await writeFile(file, "somebody else's file, with this name\n");
    await put({ "teams.csv": "id,name\nX1,Two\n" });
    expect(await readFile(file, "utf8")).toBe("somebody else's file, with this name\n");
  });

  it("leaves no rejected rows when it fails after they were written", async () => {
    const stop = new AbortController();
    await writeFile(join(folder, "teams.csv"), "id,name,parent\nX8,Eight,\nX9,Nine,nobody\n");
    const stopped = runImport({
      store,
      folder,
      rejectedFile: join(folder, "rejected.csv"),
      today,
      actor,
      signal: stop.signal,
      onProgress: ({ step }) => step === "writing" && stop.abort(),
    });
    await expect(stopped).rejects.toThrow();
    expect(await readdir(folder)).toEqual(["teams.csv"]);
    expect(await one("select count(*)::int as n from team where external_id = 'X8'")).toEqual({ n: 0 });
  });
});
