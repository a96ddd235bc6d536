import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DomainError, warehouseTables } from "@salesglass/core";
import type { Store } from "../store/store.ts";
import { copiedTables, createTable } from "./copied-tables.ts";
import { type DuckDb, openDuckDb } from "./duckdb.ts";
import type { Snapshot } from "./marks.ts";

/** The columnar copy: a DuckDB file, what it holds, and a folder for the files that feed it. */
export type Copy = DuckDb & {
  readonly exchange: string;
  /** Rises when the content changes; 0 before the first load. */
  readonly version: number;
  /** The record's moment that it equals; undefined before the first load. */
  readonly snapshot: Snapshot | undefined;
  readonly asOf: Date | undefined;
  /** Notes version, snapshot and time in the file, within the writer's transaction. */
  note(version: number, snapshot: Snapshot, asOf: Date): Promise<void>;
  /** The writer's transaction has been committed: what was noted holds. */
  reached(version: number, snapshot: Snapshot, asOf: Date): void;
  /** The record was found equal to the copy at a later moment. The file learns of it once an hour. */
  unchangedUntil(snapshot: Snapshot, asOf: Date): Promise<void>;
};

/**
 * Opens the copy in `<folder>/warehouse.duckdb` (in memory without a folder). One that is broken, of another record
 * or of another version of the tables is deleted: it is made anew by the next sync.
 */
export async function openCopy(store: Store, folder: string | undefined): Promise<Copy> {
  const identity = await identify(store);
  if (folder === undefined) return copyOf(await openDuckDb(":memory:"), identity, undefined);
  await mkdir(folder, { recursive: true });
  const path = resolve(folder, "warehouse.duckdb");
  try {
    const duckDb = await openDuckDb(path);
    const copy = await copyOf(duckDb, identity, folder).catch(() => undefined);
    if (copy) return copy;
    await duckDb.close();
  } catch (error) {
    const message = String(error);
    if (/could not set lock|used by another process|already open/i.test(message)) {
      throw new DomainError(
        "CONFLICT",
        `the warehouse copy "${path}" is open already: stop the process that has it, or set SALESGLASS_DATA to another folder`,
      );
    }
    // It would be no better with a new file.
    if (/permission denied|no space left/i.test(message)) throw error;
  }
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
  return copyOf(await openDuckDb(path), identity, folder);
}

/** @throws when the file holds another record's copy */
async function copyOf(duckDb: DuckDb, identity: string, folder: string | undefined): Promise<Copy> {
  const { writer } = duckDb;
  await writer.run(
    "create table if not exists salesglass_copy (identity varchar, version integer, snapshot varchar, as_of double)",
  );
  const rows = await (
    await writer.run("select identity, version, snapshot, as_of from salesglass_copy")
  ).getRowObjectsJS();
  const known = rows[0];
  if (known && known.identity !== identity) throw new Error("the copy of another record");
  if (!known) for (const { name } of copiedTables) await writer.run(createTable(name));
  const exchange = await exchangeFolder(folder);
  let version = known ? Number(known.version) : 0;
  let snapshot = known ? String(known.snapshot) : undefined;
  let asOf = known ? new Date(Number(known.as_of)) : undefined;
  let noted = asOf?.getTime() ?? 0;
  const copy: Copy = {
    ...duckDb,
    exchange,
    get version() {
      return version;
    },
    get snapshot() {
      return snapshot;
    },
    get asOf() {
      return asOf;
    },
    async note(...[newVersion, newSnapshot, newAsOf]) {
      await writer.run("delete from salesglass_copy");
      await writer.run("insert into salesglass_copy values ($1, $2, $3, $4)", [
        identity,
        newVersion,
        newSnapshot,
        newAsOf.getTime(),
      ]);
    },
    reached(...[newVersion, newSnapshot, newAsOf]) {
      [version, snapshot, asOf] = [newVersion, newSnapshot, newAsOf];
      noted = asOf.getTime();
    },
    async unchangedUntil(newSnapshot, newAsOf) {
      [snapshot, asOf] = [newSnapshot, newAsOf];
      if (asOf.getTime() - noted < 3_600_000) return;
      noted = asOf.getTime();
      await writer.run("update salesglass_copy set snapshot = $1, as_of = $2", [snapshot, noted]);
    },
    async close() {
      await duckDb.close();
      await rm(exchange, { recursive: true, force: true });
    },
  };
  return copy;
}

/** A private folder for CSV files; what a killed process left there is removed. */
async function exchangeFolder(folder: string | undefined): Promise<string> {
  if (folder === undefined) return mkdtemp(join(tmpdir(), "salesglass-sync-"));
  const exchange = join(folder, "sync");
  await rm(exchange, { recursive: true, force: true });
  await mkdir(exchange, { recursive: true, mode: 0o700 });
  return exchange;
}

/**
 * Which record, in which of its lives: database, server and its timeline, and the shape of what is copied.
 * A server may refuse to tell about itself; then the database has to do.
 */
async function identify(store: Store): Promise<string> {
  const ask = async (query: string) => {
    try {
      return await store.query(query);
    } catch {
      return [];
    }
  };
  const facts = [
    await store.query("select oid::text, datname from pg_database where datname = current_database()"),
    await ask("select system_identifier::text from pg_control_system()"),
    await ask("select timeline_id from pg_control_checkpoint()"),
    // A restore into the same database makes its tables anew; the marks of their rows may be older than the copy.
    await store.query(
      "select oid::text, relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by oid",
    ),
    await store.query(
      "select viewname, definition from pg_views where schemaname = 'warehouse' order by viewname collate \"C\"",
    ),
    warehouseTables,
    copiedTables,
  ];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}
