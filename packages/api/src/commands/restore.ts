import { mkdir, open, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { badInput } from "@salesglass/core";
import { loadBackup } from "../backup/load-backup.ts";
import { type Manifest, summaryOf } from "../backup/manifest.ts";
import { checkBackup } from "../backup/read-backup.ts";
import { holdsAnything } from "../backup/record-tables.ts";
import { finishRestore, restoreFolder } from "../backup/restore-folder.ts";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { acquireLock } from "../store/lock.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import { contentsText, shellQuoted } from "./backup.ts";
import { showProgress } from "./progress.ts";

export interface RestoreOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Restores a backup: in the place of the embedded record, or into an empty database where DATABASE_URL names one. */
export async function restoreCommand(config: Config, file: string, options: RestoreOptions): Promise<ExitCode> {
  const path = resolve(file);
  await refuseDump(path);
  const manifest = await checkBackup(path);
  const where = config.databaseUrl ? "the database of DATABASE_URL" : resolve(config.dataFolder);
  if (options.dryRun) {
    say(`This would be restored into ${where}; the file is whole:`);
    say("Dry run: nothing was changed.");
    return 0;
  }
  const restored = config.databaseUrl
    ? await restoreIntoDatabase(config.databaseUrl, path, manifest)
    : await restoreIntoFolder(config.dataFolder, path, manifest, options);
  if (!restored) {
    console.error("Nothing was restored.");
    return 2;
  }
  say(`Restored into ${where}:`);
  return 0;

  function say(head: string): void {
    const summary = summaryOf(path, manifest);
    if (!options.json) console.log(head.endsWith(":") ? `${head}\n${contentsText(summary)}` : head);
    else if (head.endsWith(":")) console.log(JSON.stringify({ ...summary, dryRun: options.dryRun }));
  }
}

/** What pg_dump wrote goes back by its own tool. */
async function refuseDump(path: string): Promise<void> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) throw badInput(`${path} does not exist or can't be read`);
  try {
    const { buffer } = await handle.read(Buffer.alloc(5), 0, 5, 0).catch(() => ({ buffer: Buffer.alloc(0) }));
    if (buffer.toString("latin1") !== "PGDMP") return;
    throw badInput(
      `${path} was written by pg_dump, which has its own tool for that:\n  pg_restore --no-owner --no-privileges --clean --if-exists --single-transaction --dbname="$DATABASE_URL" ${shellQuoted(path)}`,
    );
  } finally {
    await handle.close();
  }
}

async function restoreIntoDatabase(url: string, path: string, manifest: Manifest): Promise<boolean> {
  const progress = showProgress();
  const store = await openPostgres(url);
  try {
    await loadBackup(store, path, manifest, progress.update);
    return true;
  } finally {
    progress.stop();
    await store.close();
  }
}

/** @throws DomainError where another process holds the folder */
async function restoreIntoFolder(
  folder: string,
  path: string,
  manifest: Manifest,
  { yes }: RestoreOptions,
): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const lock = await acquireLock(folder);
  try {
    await finishRestore(folder);
    if (!yes && (await holdsData(folder)) && !(await isConfirmed(folder))) return false;
    const progress = showProgress();
    try {
      await restoreFolder(folder, path, manifest, progress.update);
    } finally {
      progress.stop();
    }
    return true;
  } finally {
    await lock.release();
  }
}

/** One that can't be opened is taken for one that holds data: it may be mended. */
async function holdsData(folder: string): Promise<boolean> {
  const record = join(folder, "record");
  if (!(await stat(record).catch(() => undefined))) return false;
  try {
    const store = await openPglite(folder);
    try {
      return await holdsAnything(store);
    } finally {
      await store.close();
    }
  } catch {
    return true;
  }
}

async function isConfirmed(folder: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw badInput(
      `the record in ${resolve(folder)} holds data, which a restore replaces for good, and there is no terminal to ask on: look at the backup with --dry-run, then say --yes`,
    );
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const question = `The record in ${resolve(folder)} holds data, which is replaced for good. Write "replace" to go on: `;
    return (await terminal.question(question)).trim() === "replace";
  } finally {
    terminal.close();
  }
}
