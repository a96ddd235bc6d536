import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { backupCommand } from "../commands/backup.ts";
import { takeOver } from "../commands/hand-over.ts";
import { openRecord, withRecord } from "../commands/record.ts";
import { restoreCommand } from "../commands/restore.ts";
import { readConfig } from "../config.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import type { Store } from "../store/store.ts";
import { fillSmallCompany } from "../testing/ask.ts";
import { commandFile } from "../testing/command.ts";
import { createDatabase, openMigratedPglite } from "../testing/records.ts";
import { loadBackup } from "./load-backup.ts";
import { checkBackup } from "./read-backup.ts";
import { holdsAnything, quoted, recordTables } from "./record-tables.ts";
import { finishRestore, restoreFolder } from "./restore-folder.ts";
import { writeBackup } from "./write-backup.ts";

let scratch: string;
let source: Store;
let file: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "salesglass backup "));
  source = await openMigratedPglite();
  await fillSmallCompany(source);
  await source.exec(`
    update public.customer set name = E'"O''Hara", 深圳\\n\\t\\\\N', email = '' where external_id = 'acme';
    insert into public.customer (external_id, name) select 'many-' || n, repeat('x', 200) from generate_series(1, 9000) n;
    insert into public.alert (rule, key, text, figures, raised_on)
      values ('r', 'k', '{"en": "a\\"b", "zh-CN": "深"}', '{"x": [1.5, null]}', '2024-06-30');`);
  file = join(scratch, "whole.backup");
});
afterAll(async () => {
  await source.close();
  await rm(scratch, { recursive: true, force: true });
});

describe("a backup", () => {
  it("is a private file of the whole record, which is there once it is whole", async () => {
    const summary = await writeBackup(source, file);
    expect(summary.tables).toContainEqual({ name: "customer", rows: 9004 });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(scratch)).toEqual(["whole.backup"]);
    const manifest = await checkBackup(file);
    const customers = manifest.tables.find(({ name }) => name === "customer");
    // In slices, so that others are served in between.
    expect(customers?.parts.length).toBeGreaterThan(1);
    expect(manifest.tables.map(({ name }) => name)).not.toContain("_prisma_migrations");
  });

  it("leaves what was there before when it fails", async () => {
    const kept = join(scratch, "kept.backup");
    await writeFile(kept, "the last one");
    const broken = { ...source, transaction: () => Promise.reject(new Error("gone")) } as Store;
    await expect(writeBackup(broken, kept)).rejects.toThrow("gone");
    expect(await readFile(kept, "utf8")).toBe("the last one");
    expect((await readdir(scratch)).sort()).toEqual(["kept.backup", "whole.backup"]);
  });

  it("restores every row of every table in a folder, with ids that go on and rules that hold", async () => {
    const folder = join(scratch, "folder");
    await mkdir(folder);
    await restoreFolder(folder, file, await checkBackup(file));
    const store = await openPglite(folder);
    await expectSame(store);
    await store.close();
    expect(await readdir(folder)).toEqual(["record"]);
  });

  it("restores into an empty PostgreSQL database, and into no other", async () => {
    const store = await openPostgres(await createDatabase());
    const manifest = await checkBackup(file);
    await loadBackup(store, file, manifest);
    await expectSame(store);
    await expect(loadBackup(store, file, manifest)).rejects.toThrow(/holds a record already.*empty one/);
    await store.close();
  });

  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 5_000), /can't be read as a backup/],
    ["no archive", () => Buffer.from("id,name\n1,Ann\n"), /can't be read as a backup/],
    [
      "a row changed",
      (bytes: Buffer) => edit(bytes, "Bell 50%_off", "Bell 60%_off"),
      /is damaged: data\/\w+\/000000.csv has another checksum/,
    ],
    [
      "of a later format",
      (bytes: Buffer) => edit(bytes, '"format": 1', '"format": 2'),
      /has the format 2, this version reads 1/,
    ],
    [
      "of a newer schema",
      (bytes: Buffer) => edit(bytes, '"name": "20261123120000_record"', '"name": "20991123120000_record"'),
      /made by a newer version.*20991123120000_record/,
    ],
  ])("that is %s is refused before anything is touched", async (name, spoil, message) => {
    const spoilt = join(scratch, `${name}.backup`);
    await writeFile(spoilt, spoil(await readFile(file)));
    await expect(checkBackup(spoilt)).rejects.toThrow(message);
  });
});

describe("a restore that was killed", () => {
  const names = async (folder: string) => readFile(join(folder, "record", "whose"), "utf8");
  const make = async (folder: string, places: Record<string, string>) => {
    for (const [place, whose] of Object.entries(places)) {
      await mkdir(join(folder, place), { recursive: true });
      await writeFile(join(folder, place, "whose"), whose);
    }
  };

  it.each([
    ["while it was made", { record: "old", "restoring/record": "half" }, "old"],
    ["when it was whole", { record: "old", "restored/record": "new" }, "new"],
    ["between the two", { replaced: "old", "restored/record": "new" }, "new"],
    ["before it tidied up", { record: "new", replaced: "old", restored: "-" }, "new"],
    ["into an empty folder", { "restored/record": "new" }, "new"],
  ])("%s leaves a whole record", async (name, places, expected) => {
    const folder = join(scratch, `killed ${name}`);
    await make(folder, places as unknown as Record<string, string>);
    await finishRestore(folder);
    expect(await names(folder)).toBe(expected);
    expect(await readdir(folder)).toEqual(["record"]);
    await finishRestore(folder);
    expect(await names(folder)).toBe(expected);
  });

  it("in earnest leaves what was there, and goes through the next time", async () => {
    const data = join(scratch, "earnest");
    await (await openMigratedPglite(data)).close();
    const environment = { PATH: process.env.PATH, SALESGLASS_DATA: data };
    const child = spawn(process.execPath, [commandFile, "restore", file, "--yes"], { env: environment });
    const exit = once(child, "exit");
    await expect.poll(() => readdir(data), { timeout: 20_000, interval: 5 }).toContain("restoring");
    await pause(200);
    child.kill("SIGKILL");
    await exit;
    // Whoever opens it next tidies up what was half made.
    await withRecord(readConfig(environment), async (store) => expect(await holdsAnything(store)).toBe(false));
    expect((await readdir(data)).sort()).toEqual(["lock", "record"]);
    await printed(() => restoreCommand(readConfig(environment), file, { dryRun: false, yes: true, json: false }));
    expect((await readdir(data)).sort()).toEqual(["lock", "record"]);
  }, 120_000);
});

describe("salesglass backup and restore", () => {
  const options = { dryRun: false, yes: false, json: false };

  it("back up what another process holds, and restore when none does, after a question", async () => {
    const data = join(scratch, "served");
    await (await openMigratedPglite(data)).close();
    const config = readConfig({ SALESGLASS_DATA: data });
    const made = join(scratch, "served.backup");
    const holder: { store?: Store } = {};
    const record = await openRecord(config, { onRequest: takeOver(() => holder.store) });
    holder.store = record.store;
    await addCustomer(record.store, "before");
    expect(await printed(() => backupCommand(config, made, { json: false }))).toMatch(
      /^Backed up to .*served\.backup:\n.*customer +1\n/s,
    );
    await addCustomer(record.store, "after");
    await expect(restoreCommand(config, made, { ...options, yes: true })).rejects.toThrow(`process ${process.pid}`);
    await record.close();

    const dry = await printed(() => restoreCommand(config, made, { ...options, dryRun: true }));
    expect(dry).toMatch(/would be restored.*customer +1\n.*nothing was changed/s);
    await expect(restoreCommand(config, made, options)).rejects.toThrow(/holds data.*--yes/);
    expect(await customers(data)).toEqual(["after", "before"]);
    await printed(() => restoreCommand(config, made, { ...options, yes: true }));
    expect(await customers(data)).toEqual(["before"]);
  }, 120_000);

  it("name PostgreSQL's own tools where they are the right ones, and say what is wrong with a path", async () => {
    const config = readConfig({ DATABASE_URL: inject("testDatabaseUrl") });
    const dump = join(scratch, "it's.dump");
    await writeFile(dump, "PGDMP\u0001\u000e");
    await expect(backupCommand(config, dump, { json: false })).rejects.toThrow(/pg_dump --format=custom .*--file=/);
    await expect(restoreCommand(config, dump, options)).rejects.toThrow(
      /pg_restore --no-owner .*--dbname="\$DATABASE_URL" '.*it'\\''s.dump'/,
    );
    const embedded = readConfig({ SALESGLASS_DATA: scratch });
    await expect(backupCommand(embedded, join(scratch, "no", "x"), { json: false })).rejects.toThrow(
      /no does not exist/,
    );
    await expect(restoreCommand(embedded, join(scratch, "none"), options)).rejects.toThrow(/none does not exist/);
  });
});

async function printed(work: () => Promise<unknown>): Promise<string> {
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  try {
    expect(await work()).toBe(0);
    return log.mock.calls.map(([text]) => `${text}\n`).join("");
  } finally {
    log.mockRestore();
  }
}

async function addCustomer(store: Store, key: string): Promise<void> {
  await store.query("insert into public.customer (external_id, name) values ($1, $1)", [key]);
}

async function customers(data: string): Promise<string[]> {
  const store = await openPglite(data);
  const rows = await store.query<{ key: string }>("select external_id as key from public.customer order by 1");
  await store.close();
  return rows.map(({ key }) => key);
}

/** Every row is as in the source; a new one gets an id of its own; triggers and references are on. */
async function expectSame(store: Store): Promise<void> {
  for (const { name, columns } of await recordTables(source)) {
    const query = `select to_jsonb(t)::text as row from (select ${columns.map(quoted).join(", ")} from public.${quoted(name)}) t order by 1`;
    const [expected, actual] = await Promise.all([source.query(query), store.query(query)]);
    expect(actual.length, name).toBe(expected.length);
    expect(actual, name).toEqual(expected);
  }
  await store.query("insert into public.customer (external_id, name) values ('later', 'Later')");
  await expect(
    store.query("insert into public.contact (external_id, name, customer_id) values ('x', 'X', 999999)"),
  ).rejects.toThrow(/foreign key/);
  const [audited] = await store.query<{ entries: number }>("select count(*)::int as entries from public.audit_entry");
  const [before] = await source.query<{ entries: number }>("select count(*)::int as entries from public.audit_entry");
  expect(audited!.entries).toBe(before!.entries + 1);
}

/** Changes a text of the same length within the archive. */
function edit(bytes: Buffer, from: string, to: string): Buffer {
  const archive = gunzipSync(bytes);
  const at = archive.indexOf(from);
  expect(at).toBeGreaterThan(0);
  archive.write(to, at);
  return gzipSync(archive);
}
