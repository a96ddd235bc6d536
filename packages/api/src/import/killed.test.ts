import { mkdtemp, readdir, rm } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { importDemo } from "../demo/demo.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import type { Store } from "../store/store.ts";
import { bundleFixture, startChild } from "../testing/child.ts";
import { createDatabase, openMigratedPglite } from "../testing/records.ts";
import { importColumns } from "./columns.ts";

/** So many that a process can be killed in the midst of writing them. */
const lines = 5_000;
const demo = (store: Store, seed: number) => importDemo({ store, lines, seed, until: "2026-06-30" });

/** Every row with its ids and marks, every key and every trigger. */
async function everything(store: Store): Promise<unknown> {
  const tables: Record<string, unknown> = {};
  for (const record of [...importColumns.map((table) => table.record), "tombstone", "audit_entry"]) {
    tables[record] = await store.query(
      `select count(*)::int as rows, md5(string_agg(t::text, ';' order by t::text)) as content from public.${record} t`,
    );
  }
  const rules = await store.query(
    `select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as definition, convalidated::text as state
     from pg_constraint where connamespace = 'public'::regnamespace
     union all
     select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled::text from pg_trigger where not tgisinternal
     order by 1, 2`,
  );
  return { tables, rules };
}

/** What was sold, without the record's own numbers. */
async function sold(store: Store): Promise<unknown> {
  return store.query(
    `select count(*)::int as lines, count(distinct o.id)::int as orders, md5(string_agg(concat_ws(',', o.external_id, o.day, o.net_amount, c.name, p.external_id, l.line, l.quantity, l.net_amount, l.cost), ';' order by o.external_id, l.line)) as content
     from order_line l join sales_order o on o.id = l.order_id join customer c on c.id = o.customer_id join product p on p.id = l.product_id`,
  );
}

let fixture: string;
/** What both imports come to where nothing kills them. */
let unharmed: unknown;
beforeAll(async () => {
  fixture = await bundleFixture("import-demo");
  const store = await openMigratedPglite();
  await demo(store, 1);
  await demo(store, 2);
  unharmed = await sold(store);
  await store.close();
});

describe.each(["pglite", "postgres"])("an import that is killed on %s", (kind) => {
  it("leaves the record as it was, and the next one works", async () => {
    const folder = await mkdtemp(join(tmpdir(), "salesglass-killed-"));
    const url = kind === "postgres" ? await createDatabase(inject("testTemplate")) : undefined;
    const open = () => (url ? openPostgres(url) : openPglite(folder));
    let store = url ? await open() : await openMigratedPglite(folder);
    const scratch: string[] = [];

    async function killAt(moment: string, seed: number, milliseconds: number): Promise<void> {
      const before = await everything(store);
      await store.close();
      const child = startChild(fixture, folder, String(seed), String(lines), ...(url ? [url] : []));
      await child.line(moment);
      await pause(milliseconds);
      await child.kill();
      scratch.push(`salesglass-import-${hostname()}-${child.process.pid}-`);
      store = await open();
      expect(child.lines, moment).not.toContain("committed");
      if (url) await nothingHeld(store);
      expect(await everything(store), moment).toEqual(before);
    }

    // A first load, which takes the keys off, and one that changes what is there.
    await killAt("comparing order_lines", 1, 0);
    await killAt("writing order_lines", 1, 40);
    await demo(store, 1);
    await killAt("writing orders", 2, 60);
    await killAt("writing order_lines", 2, 120);

    const summary = await demo(store, 2);
    expect(summary.faults).toBe(0);
    expect(summary.tables.find(({ table }) => table === "order_lines")!.changed).toBeGreaterThan(1_000);
    expect(await sold(store)).toEqual(unharmed);
    await store.close();
    await rm(folder, { recursive: true });
    const left = (await readdir(tmpdir())).filter((name) => scratch.some((start) => name.startsWith(start)));
    expect(left).toEqual([]);
  }, 180_000);
});

/** The server notices that its client is gone at the end of a statement at the latest. */
async function nothingHeld(store: Store): Promise<void> {
  await expect
    .poll(
      () =>
        store.query(
          `select 'lock' as held, locktype as what from pg_locks
           where database = (select oid from pg_database where datname = current_database()) and pid <> pg_backend_pid()
           union all select 'table', relname from pg_class where relpersistence = 't'`,
        ),
      { timeout: 20_000 },
    )
    .toEqual([]);
}
