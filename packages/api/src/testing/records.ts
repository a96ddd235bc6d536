import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { migrate } from "../store/migrate.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import type { Store } from "../store/store.ts";

export type TestRecord = { name: "pglite" | "postgres"; open(): Promise<Store> };

/**
 * The real records for tests, migrated and empty: PGlite in memory, and a database of its own on PostgreSQL.
 *
 * @example
 * describe.each(testRecords())("orders on $name", ({ open }) => { … const store = await open(); … });
 */
export function testRecords(): TestRecord[] {
  return [
    { name: "pglite", open: async () => migrated(await openPglite()) },
    { name: "postgres", open: async () => migrated(await openPostgres(await createDatabase())) },
  ];
}

/** A new, empty database on the run's PostgreSQL server; answers its connection string. */
export async function createDatabase(): Promise<string> {
  const url = new URL(inject("testDatabaseUrl"));
  const name = `${inject("testDatabasePrefix")}${randomBytes(8).toString("hex")}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`create database ${name} template template0 encoding 'UTF8'`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  return url.href;
}

async function migrated(store: Store): Promise<Store> {
  await migrate(store);
  return store;
}
