import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import pg from "pg";
import { inject } from "vitest";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import type { Store } from "../store/store.ts";

export type TestRecord = { name: "pglite" | "postgres"; open(): Promise<Store> };

/**
 * The real records for tests, migrated and empty: PGlite in memory, and a database of its own on PostgreSQL. Both are
 * copies of one that was migrated once for the run, which takes a fraction of the time.
 *
 * @example
 * describe.each(testRecords())("orders on $name", ({ open }) => { … const store = await open(); … });
 */
export function testRecords(): TestRecord[] {
  return [
    { name: "pglite", open: () => openMigratedPglite() },
    { name: "postgres", open: async () => openPostgres(await createDatabase(inject("testTemplate"))) },
  ];
}

/** PGlite with a migrated and empty record; in memory, or in a folder that has none yet. */
export async function openMigratedPglite(folder?: string): Promise<Store> {
  return openPglite(folder, new Blob([new Uint8Array(await readFile(inject("testRecordFiles")))]));
}

/** A new database on the run's PostgreSQL server, empty or as its template; answers its connection string. */
export async function createDatabase(template = "template0"): Promise<string> {
  const url = new URL(inject("testDatabaseUrl"));
  const name = `${inject("testDatabasePrefix")}${randomBytes(8).toString("hex")}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`create database ${name} template ${template} encoding 'UTF8'`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  return url.href;
}
