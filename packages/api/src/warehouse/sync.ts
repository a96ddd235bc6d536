import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { traced } from "../operation/tracing.ts";
import type { Sql, Store } from "../store/store.ts";
import { type CopiedTable, copiedTables, createTable, readKeys, readTable } from "./copied-tables.ts";
import type { Copy } from "./copy-file.ts";
import { loadFromServer } from "./first-load.ts";
import { changedSince, countChanges, currentSnapshot, isAhead, type Moment, type Snapshot } from "./marks.ts";

/**
 * Makes the copy equal to the record's views at one moment, in one transaction of the copy.
 *
 * What changed since the copy's snapshot is replaced by key. A server gives all of it from one repeatable-read
 * transaction. The embedded record, which such a transaction would block, gives much of it in slices, each of its own
 * moment; what changed meanwhile is taken again, and only the small rest comes from one transaction.
 *
 * @returns whether anything had changed
 */
export async function syncCopy(store: Store, copy: Copy): Promise<boolean> {
  const now = await currentSnapshot(store);
  const since = usable(copy, now) ? copy.snapshot : undefined;
  if (since !== undefined) {
    const seen = now.snapshot === since ? { ...now, changes: 0 } : await countChanges(store, since, 1);
    if (seen.changes === 0) {
      await copy.unchangedUntil(seen.snapshot, seen.at);
      return false;
    }
  }
  const version = copy.version + 1;
  await copy.writer.run("begin");
  try {
    const reached = await traced("warehouse sync", { "salesglass.version": version }, () => take(store, copy, since));
    await copy.note(version, reached.snapshot, reached.at);
    await copy.writer.run("commit");
    copy.reached(version, reached.snapshot, reached.at);
    return true;
  } catch (error) {
    await copy.writer.run("rollback").catch(() => {});
    throw error;
  }
}

/** Tombstones are kept for a week (see `purgeTombstones`): a copy that fell further behind can't trust them. */
const daysToCatchUp = 6;

function usable(copy: Copy, now: Moment): boolean {
  if (copy.snapshot === undefined || copy.asOf === undefined || isAhead(copy.snapshot, now.snapshot)) return false;
  return now.at.getTime() - copy.asOf.getTime() < daysToCatchUp * 86_400_000;
}

export async function purgeTombstones(store: Store): Promise<void> {
  await store.query("delete from public.tombstone where deleted_at < now() - interval '7 days'");
}

/** As many changes as one transaction on the embedded record may take without holding others up. */
const fewChanges = 2_000;
const sliceOfKeys = 4_000;

async function take(store: Store, copy: Copy, since: Snapshot | undefined): Promise<Moment> {
  if (store.kind === "postgres")
    return since === undefined ? loadFromServer(store, copy) : takeChanges(store, copy, since);
  let reached = since;
  if (reached === undefined) {
    reached = (await currentSnapshot(store)).snapshot;
    for (const table of copiedTables) {
      await copy.writer.run(createTable(table.name));
      await takeSlices(store, copy, table, undefined);
      if (table.order) await sort(copy, table);
    }
  }
  for (;;) {
    const { changes, snapshot } = await countChanges(store, reached, fewChanges);
    if (changes < fewChanges) return takeChanges(store, copy, reached);
    for (const table of copiedTables) await takeSlices(store, copy, table, reached);
    reached = snapshot;
  }
}

async function takeChanges(store: Store, copy: Copy, since: Snapshot): Promise<Moment> {
  return store.transaction(async (sql) => {
    const moment = await currentSnapshot(sql);
    for (const table of copiedTables) {
      const changed = `select id from public.${table.source} where ${changedSince(since)}`;
      const gone = await remove(sql, copy, table, `${changed} union ${buried(table, since)}`);
      if (gone === 0) continue;
      await insert(sql, copy, table, `select * from warehouse.${table.name} where ${table.key} in (${changed})`);
    }
    return moment;
  }, "repeatable read");
}

/** Replaces what changed since the snapshot (all, without one) in slices of keys, each of its own moment. */
async function takeSlices(store: Store, copy: Copy, table: CopiedTable, since: Snapshot | undefined): Promise<void> {
  const condition = since === undefined ? "true" : changedSince(since);
  if (since !== undefined) await remove(store, copy, table, buried(table, since));
  let last = -2_147_483_648;
  for (;;) {
    const keys = await store.query<{ id: number }>(
      `select id from public.${table.source} where id > ${last} and ${condition} order by id limit ${sliceOfKeys}`,
    );
    if (keys.length === 0) return;
    const list = `select unnest('{${keys.map(({ id }) => id).join(",")}}'::int[])`;
    if (since !== undefined) await remove(store, copy, table, list);
    await insert(store, copy, table, `select * from warehouse.${table.name} where ${table.key} in (${list})`);
    last = keys.at(-1)!.id;
    await setImmediate();
  }
}

function buried(table: CopiedTable, since: Snapshot): string {
  return `select row_id from public.tombstone where table_name = '${table.source}' and ${changedSince(since)}`;
}

/** @returns the number of keys */
function remove(sql: Sql, copy: Copy, table: CopiedTable, keys: string): Promise<number> {
  return exchange(sql, copy, keys, (file) => {
    return `delete from "${table.name}" where ${table.key} in (select key from ${readKeys(file)})`;
  });
}

function insert(sql: Sql, copy: Copy, table: CopiedTable, query: string): Promise<number> {
  return exchange(sql, copy, query, (file) => {
    const order = table.order ? ` order by ${table.order}` : "";
    return `insert into "${table.name}" select * from ${readTable(table.name, [file])}${order}`;
  });
}

async function exchange(sql: Sql, copy: Copy, query: string, statement: (file: string) => string): Promise<number> {
  const file = join(copy.exchange, "rows.csv");
  const rows = await sql.copyOut(query, file);
  if (rows > 0) await copy.writer.run(statement(file));
  await rm(file, { force: true });
  return rows;
}

async function sort(copy: Copy, table: CopiedTable): Promise<void> {
  await copy.writer.run(`create or replace table sorted as select * from "${table.name}" order by ${table.order}`);
  await copy.writer.run(`drop table "${table.name}"`);
  await copy.writer.run(`alter table sorted rename to "${table.name}"`);
}
