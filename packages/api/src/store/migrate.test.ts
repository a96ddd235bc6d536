import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createDatabase, testRecords } from "../testing/records.ts";
import { migrate, migrationsFolder } from "./migrate.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Store } from "./store.ts";

describe("the committed migrations", () => {
  it("make exactly what schema.prisma says", async () => {
    const script = new URL("../../scripts/schema-engine.mjs", import.meta.url).href;
    const { schemaDifference } = await import(/* @vite-ignore */ script);
    expect(await schemaDifference()).toBe("");
  });
});

describe.each(testRecords())("migrating $name", ({ open }) => {
  let store: Store;
  let folder: string;
  beforeEach(async () => {
    store = await open();
    folder = await mkdtemp(join(tmpdir(), "salesglass-migrations-"));
    await cp(migrationsFolder, folder, { recursive: true });
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true });
  });

  async function add(name: string, sql: string): Promise<void> {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, "migration.sql"), sql);
  }

  it("applies what is missing, once, and tells of it", async () => {
    expect(await migrate(store, undefined, folder)).toEqual([]);
    await add("99990101000000_more", "create table more (id int)");
    const heard: string[] = [];
    expect(await migrate(store, (name) => heard.push(name), folder)).toEqual(["99990101000000_more"]);
    expect(heard).toEqual(["99990101000000_more"]);
    expect(await migrate(store, undefined, folder)).toEqual([]);
  });

  it("leaves nothing of a migration that fails", async () => {
    await add("99990101000000_broken", "create table half (id int); select 1 / 0;");
    await expect(migrate(store, undefined, folder)).rejects.toThrow("division by zero");
    expect(await store.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
    expect(await migrate(store)).toEqual([]);
  });

  it("refuses a record of a newer version", async () => {
    await add("99990101000000_newer", "create table newer (id int)");
    await migrate(store, undefined, folder);
    await expect(migrate(store)).rejects.toThrow(
      /newer version of Salesglass: it has migration "99990101000000_newer"/,
    );
  });

  it("refuses when an applied migration was edited", async () => {
    await add("99990101000000_edited", "create table edited (id int)");
    await migrate(store, undefined, folder);
    await writeFile(join(folder, "99990101000000_edited", "migration.sql"), "create table edited (id bigint)");
    await expect(migrate(store, undefined, folder)).rejects.toThrow(/"99990101000000_edited" was changed after/);
  });
});

it.each([
  ["pglite", () => openPglite()],
  ["postgres", async () => openPostgres(await createDatabase())],
] as const)("brings a record of the first version on, with what is in it, on %s", async (_name, open) => {
  const store: Store = await open();
  const folder = await mkdtemp(join(tmpdir(), "salesglass-migrations-"));
  try {
    const first = (await readdir(migrationsFolder)).filter((name) => name < "20261124");
    for (const name of first) await cp(join(migrationsFolder, name), join(folder, name), { recursive: true });
    await migrate(store, undefined, folder);
    await store.exec(`
      insert into company (name) values ('Old & Sons');
      insert into customer (external_id, name) values ('c1', 'Ada');
      insert into survey_response (external_id, customer_id, kind, score, responded_on) values ('s1', 1, 'NPS', 9, '2024-05-01');
      insert into service_case (external_id, customer_id, kind, opened_on) values ('x1', 1, 'PRAISE', '2024-05-02')`);
    expect((await migrate(store)).length).toBeGreaterThan(0);
    expect(await store.prisma.company.findFirst()).toMatchObject({ name: "Old & Sons", fiscalPattern: "MONTHS" });
    expect(await store.analyse("select * from survey_response")).toEqual([
      { id: 1, customer_id: 1, order_id: null, kind: "NPS", score: 9, day: "2024-05-01", comment: null },
    ]);
    expect(await store.analyse("select * from service_case")).toEqual([
      { id: 1, customer_id: 1, kind: "PRAISE", severity: "MEDIUM", opened_on: "2024-05-02", resolved_on: null },
    ]);
    await store.exec("delete from customer");
    const buried = await store.query("select table_name from tombstone order by 1");
    expect(buried.map((row) => row.table_name)).toEqual(["customer", "service_case", "survey_response"]);
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
});

it("lets processes that start together wait for each other", async () => {
  const url = await createDatabase();
  const stores = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)]);
  const applied = await Promise.all(stores.map((store) => migrate(store)));
  expect(applied.flat().sort()).toEqual([...new Set(applied.flat())].sort());
  expect(applied.flat().length).toBeGreaterThan(1);
  for (const store of stores) await store.close();
});
