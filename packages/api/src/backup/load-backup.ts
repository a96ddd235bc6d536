import { type Readable, Transform } from "node:stream";
import { badInput } from "@salesglass/core";
import type { ImportProgress } from "../import/import.ts";
import { migrate, migrationsFolder } from "../store/migrate.ts";
import type { Sql, Store } from "../store/store.ts";
import type { Manifest } from "./manifest.ts";
import { readEntries } from "./read-backup.ts";
import { holdsAnything, quoted, recordTables } from "./record-tables.ts";

/**
 * Fills an empty record, on either kind of database, with a backup that was checked: makes the schema that the backup
 * was made with, loads it in one transaction, and brings the schema up to date. Rules that watch over changes are off
 * meanwhile, since nothing is changed by anybody; references are made anew, which checks them all.
 *
 * @throws DomainError where the record isn't empty, or its schema is newer than the backup's
 */
export async function loadBackup(
  store: Store,
  file: string,
  manifest: Manifest,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<void> {
  await refuseNewerSchema(store, file, manifest);
  await migrate(store, undefined, migrationsFolder, manifest.migrations.at(-1)!.name);
  if (await holdsAnything(store)) {
    throw badInput(
      "the database holds a record already, and a backup is only restored into an empty one; name another",
    );
  }
  await store.transaction((sql) => load(sql, file, manifest, onProgress));
  await migrate(store);
}

async function refuseNewerSchema(store: Store, file: string, { migrations }: Manifest): Promise<void> {
  const [table] = await store.query<{ there: boolean }>(
    "select to_regclass('public._prisma_migrations') is not null as there",
  );
  if (!table!.there) return;
  const applied = await store.query<{ name: string }>(
    "select migration_name as name from public._prisma_migrations where rolled_back_at is null",
  );
  const names = new Set(migrations.map(({ name }) => name));
  const newer = applied.find(({ name }) => !names.has(name));
  if (newer) {
    throw badInput(
      `${file} has an older schema than the database, which has "${newer.name}"; name a new database, without tables`,
    );
  }
}

async function load(
  sql: Sql,
  file: string,
  manifest: Manifest,
  onProgress: (progress: ImportProgress) => void,
): Promise<void> {
  const tables = await recordTables(sql);
  const references = await sql.query<{ relation: string; name: string; definition: string }>(
    `select conrelid::regclass::text as relation, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  for (const { name } of tables) await sql.exec(`alter table public.${quoted(name)} disable trigger user`);
  for (const { relation, name } of references) {
    await sql.exec(`alter table ${relation} drop constraint ${quoted(name)}`);
  }
  // What migrations have put there is in the backup as well, as it is by now.
  for (const { name } of tables) await sql.exec(`delete from public.${quoted(name)}`);

  const parts = new Map(manifest.tables.flatMap((table) => table.parts.map((part) => [part.file, table] as const)));
  let done = 0;
  await readEntries(file, async (entry, content) => {
    const table = parts.get(entry);
    if (!table) return;
    onProgress({ step: "writing", table: table.name, done: done++, total: parts.size });
    await sql.copyIn(`public.${table.name}`, table.columns, withoutHeader(content));
  });

  for (const { relation, name, definition } of references) {
    await sql.exec(`alter table ${relation} add constraint ${quoted(name)} ${definition}`);
  }
  for (const { name } of tables) await sql.exec(`alter table public.${quoted(name)} enable trigger user`);
  for (const { name, last } of manifest.sequences) {
    await sql.query("select setval(('public.' || quote_ident($1))::regclass, $2::bigint)", [name, last]);
  }
  for (const { name, rows } of manifest.tables) await checkCount(sql, name, rows);
}

async function checkCount(sql: Sql, table: string, expected: number): Promise<void> {
  const [row] = await sql.query<{ rows: number }>(`select count(*)::int as rows from public.${quoted(table)}`);
  if (row!.rows !== expected) {
    throw new Error(`${table} has ${row!.rows} rows after it was restored, the backup has ${expected}`);
  }
}

/** The rows alone: the columns stand in the manifest. No name of a column holds a line break. */
function withoutHeader(csv: Readable): Readable {
  let isPast = false;
  const rows = new Transform({
    transform(chunk: Buffer, _, done) {
      if (isPast) return done(null, chunk);
      const end = chunk.indexOf(10);
      if (end < 0) return done();
      isPast = true;
      done(null, chunk.subarray(end + 1));
    },
  });
  csv.on("error", (error) => rows.destroy(error));
  return csv.pipe(rows);
}
