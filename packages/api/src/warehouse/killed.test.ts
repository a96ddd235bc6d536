import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import { bundleFixture, startChild } from "../testing/child.ts";
import { createDatabase } from "../testing/records.ts";
import { contents, copyContents } from "../testing/soak.ts";
import { openWarehouse } from "./warehouse.ts";

describe.each(["pglite", "postgres"])("a killed process on %s", (kind) => {
  let fixture: string;
  beforeAll(async () => {
    fixture = await bundleFixture("write-and-sync");
  });

  it("loses nothing acknowledged and leaves no half copy, however often it is killed", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-killed-"));
    const url = kind === "postgres" ? await createDatabase() : undefined;
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const child = startChild(fixture, folder, ...(url ? [url] : []));
      await child.line("wrote");
      await pause(300 + round * 171);
      await child.kill();
      acknowledged.push(...child.lines.flatMap((line) => /^wrote (.*)/.exec(line)?.[1] ?? []));
    }
    const store = url ? await openPostgres(url) : await openPglite(folder);
    const warehouse = await openWarehouse({ store, folder, engine: "duckdb" });
    await warehouse.sync();
    const written = await store.query<{ external_id: string }>("select external_id from team");
    expect(written.map((team) => team.external_id)).toEqual(expect.arrayContaining(acknowledged));
    expect(acknowledged.length).toBeGreaterThan(3);
    const [order] = await store.query("select count(*)::int as orders from sales_order");
    expect(order).toEqual({ orders: (written.length - 3) * 300 });
    expect(await copyContents(warehouse)).toEqual(await contents(store));
    await warehouse.close();
    await store.close();
    await rm(folder, { recursive: true });
  });
});

describe("the copy's file", () => {
  it("is refused to a second process, which leaves the first alone", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-copy-"));
    const url = await createDatabase();
    const child = startChild(await bundleFixture("write-and-sync"), folder, url);
    await child.line("wrote");
    const store = await openPostgres(url);
    const second = openWarehouse({ store, folder, engine: "duckdb" });
    await expect(second).rejects.toThrow(/warehouse.duckdb" is open already: stop the process that has it/);
    await child.line("synced 2");
    await child.kill();
    const warehouse = await openWarehouse({ store, folder, engine: "duckdb" });
    await warehouse.sync();
    expect(warehouse.status().version).toBeGreaterThan(1);
    expect(await copyContents(warehouse)).toEqual(await contents(store));
    await warehouse.close();
    await store.close();
    await rm(folder, { recursive: true });
  });

  it("is made anew when it is broken or of another record, and goes on where it was else", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-copy-"));
    const { testRecords } = await import("../testing/records.ts");
    const store = await testRecords()[1]!.open();
    await store.query("insert into team (external_id, name) values ('one', 'One')");
    const look = async (record = store) => {
      const warehouse = await openWarehouse({ store: record, folder, engine: "duckdb" });
      await warehouse.sync();
      const teams = (await copyContents(warehouse)).team!.length;
      const { version } = warehouse.status();
      await warehouse.close();
      return { teams, version };
    };
    expect(await look()).toEqual({ teams: 1, version: 1 });
    await store.query("insert into team (external_id, name) values ('two', 'Two')");
    expect(await look()).toEqual({ teams: 2, version: 2 });
    expect(await look()).toEqual({ teams: 2, version: 2 });
    const other = await testRecords()[1]!.open();
    expect(await look(other)).toEqual({ teams: 0, version: 1 });
    await writeFile(join(folder, "warehouse.duckdb"), "this is no database at all".repeat(1_000));
    expect(await look()).toEqual({ teams: 2, version: 1 });
    await store.close();
    await other.close();
    await rm(folder, { recursive: true });
  });
});
