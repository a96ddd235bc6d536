import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, open, readFile, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import { createGzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import type { ImportProgress } from "../import/import.ts";
import type { Sql, Store } from "../store/store.ts";
import { type BackupSummary, type Manifest, manifestFile, summaryOf } from "./manifest.ts";
import { quoted, type RecordTable, recordTables, sequenceValues } from "./record-tables.ts";

/** Pages of a table (8 KB each) that are read at once; in between requests are answered. */
const slicePages = 128;

/**
 * Writes the whole record of one moment to a file: CSV of each table and a manifest, in a compressed archive that only
 * its owner can read. The file bears its name once it is whole and on the disk; until then, and after a failure, what
 * was there before stays.
 */
export async function writeBackup(
  store: Store,
  file: string,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<BackupSummary> {
  const scratch = await mkdtemp(join(dirname(file), `.${basename(file)}-`));
  const draft = join(scratch, "backup");
  try {
    const archive = pack();
    const written = pipeline(archive, createGzip(), createWriteStream(draft, { mode: 0o600, flags: "wx" }));
    // Where the file can't be written the rows fail to be taken as well; this says why.
    written.catch((error) => archive.destroy(error));
    const manifest = await store.transaction(
      (sql) => packRecord(sql, { archive, slice: join(scratch, `${randomUUID()}.csv`), onProgress }),
      "repeatable read",
    );
    await packBytes(archive, manifestFile, Buffer.from(JSON.stringify(manifest, null, 2)));
    archive.finalize();
    await written;
    await sync(draft);
    await rename(draft, file);
    return summaryOf(file, manifest);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

interface Packing {
  readonly archive: Pack;
  readonly slice: string;
  readonly onProgress: (progress: ImportProgress) => void;
}

async function packRecord(sql: Sql, packing: Packing): Promise<Manifest> {
  const at = new Date().toISOString();
  const migrations = await sql.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from public._prisma_migrations
     where rolled_back_at is null and finished_at is not null order by migration_name collate "C"`,
  );
  const tables: Manifest["tables"] = [];
  const all = await recordTables(sql);
  for (const [index, table] of all.entries()) {
    packing.onProgress({ step: "writing", table: table.name, done: index, total: all.length });
    tables.push({ ...table, columns: [...table.columns], ...(await packTable(sql, table, packing)) });
  }
  return { format: 1, at, migrations, tables, sequences: await sequenceValues(sql) };
}

async function packTable(sql: Sql, { name, columns }: RecordTable, { archive, slice }: Packing) {
  const [size] = await sql.query<{ pages: number }>(
    `select (pg_relation_size('public.${quoted(name)}') / current_setting('block_size')::int)::int as pages`,
  );
  const parts: Manifest["tables"][number]["parts"] = [];
  let rows = 0;
  for (let page = 0; page < size!.pages; page += slicePages) {
    const until = page + slicePages < size!.pages ? ` and ctid < '(${page + slicePages},0)'` : "";
    const found = await sql.copyOut(
      `select ${columns.map(quoted).join(", ")} from public.${quoted(name)} where ctid >= '(${page},0)'${until}`,
      slice,
    );
    if (found === 0) continue;
    rows += found;
    const file = `data/${name}/${String(parts.length).padStart(6, "0")}.csv`;
    parts.push({
      file,
      sha256: createHash("sha256")
        .update(await readFile(slice))
        .digest("hex"),
    });
    await packFile(archive, file, slice);
    await setImmediate();
  }
  return { rows, parts };
}

async function packFile(archive: Pack, name: string, file: string): Promise<void> {
  const { size } = await stat(file);
  await pipeline(createReadStream(file), archive.entry({ name, size, mode: 0o600 }));
}

function packBytes(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name, mode: 0o600 }, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function sync(file: string): Promise<void> {
  const handle = await open(file);
  await handle.sync();
  await handle.close();
}
