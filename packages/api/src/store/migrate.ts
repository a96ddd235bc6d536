import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeReadRole } from "./read-role.ts";
import type { Sql, Store } from "./store.ts";

/**
 * Brings the record to this version's schema: applies the committed migrations that it lacks, in order, each in a
 * transaction of its own, and notes them as Prisma does. Processes that start together wait for each other.
 *
 * @param onApplied hears the name of each migration that was applied
 * @param last where to stop; unless said, all are applied
 * @returns the names of those that were applied
 * @throws when the record was made by a newer version, or by migrations that have been edited since
 */
export async function migrate(
  store: Store,
  onApplied?: (name: string) => void,
  folder: string = migrationsFolder,
  last?: string,
): Promise<string[]> {
  const all = await readMigrations(folder);
  const migrations = last === undefined ? all : all.slice(0, 1 + all.findIndex(({ name }) => name === last));
  const applied: string[] = [];
  for (;;) {
    const name = await store.transaction((sql) => applyNext(sql, migrations));
    if (name === undefined) break;
    applied.push(name);
    onApplied?.(name);
  }
  await makeReadRole(store);
  return applied;
}

/** The committed migrations, beside `src` and `dist` alike. */
export const migrationsFolder = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

type Migration = { name: string; sql: string; checksum: string };

/** Those of a folder, in the order in which they are applied. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function applyNext(sql: Sql, migrations: readonly Migration[]): Promise<string | undefined> {
  // The number is the one that Prisma's own command locks.
  await sql.query("select pg_advisory_xact_lock(72707369)");
  const applied = await readApplied(sql);
  for (const { migration_name, checksum, finished_at } of applied) {
    const migration = migrations.find(({ name }) => name === migration_name);
    if (migration === undefined) {
      throw new Error(
        `the record was made by a newer version of Salesglass: it has migration "${migration_name}", this version's last is "${migrations.at(-1)?.name}". Start that version, or restore a backup made by this one`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new Error(
        `migration "${migration_name}" was changed after it was applied to this record (applied ${checksum.slice(0, 8)}…, now ${migration.checksum.slice(0, 8)}…): put the file back as it was and write a new migration`,
      );
    }
    if (finished_at === null) {
      throw new Error(
        `migration "${migration_name}" was begun by another tool and never finished: mend the record and mark it with "prisma migrate resolve"`,
      );
    }
  }
  const next = migrations.find(({ name }) => !applied.some(({ migration_name }) => migration_name === name));
  if (next === undefined) return undefined;
  if (applied.length === 0) await sql.exec(migrationTable);
  await sql.exec(next.sql);
  await sql.query(
    `insert into public._prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     values ($1, $2, $3, now(), clock_timestamp(), 1)`,
    [randomUUID(), next.checksum, next.name],
  );
  return next.name;
}

type Applied = { migration_name: string; checksum: string; finished_at: unknown };

async function readApplied(sql: Sql): Promise<Applied[]> {
  const [table] = await sql.query<{ there: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as there",
  );
  if (!table!.there) return [];
  return sql.query<Applied>(
    `select migration_name, checksum, finished_at from public._prisma_migrations
     where rolled_back_at is null order by migration_name`,
  );
}

const migrationTable = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;
