import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { badInput } from "@salesglass/core";
import type { BackupSummary } from "../backup/manifest.ts";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";

/** Writes the embedded record to a file, here or in the server that holds it. */
export async function backupCommand(config: Config, file: string, { json }: { json: boolean }): Promise<ExitCode> {
  const path = resolve(file);
  if (config.databaseUrl) {
    throw badInput(
      `the record is in PostgreSQL, which has its own tool for that:\n  pg_dump --format=custom --no-owner --no-privileges --file=${shellQuoted(path)} "$DATABASE_URL"`,
    );
  }
  await refuseUnwritable(path);
  const summary = await performTask(config, { kind: "backup", file: path });
  console.log(json ? JSON.stringify(summary) : `Backed up to ${path}:\n${contentsText(summary)}`);
  return 0;
}

/** What a backup holds, for people. */
export function contentsText({ at, schema, rows, tables }: BackupSummary): string {
  const shown = tables.filter((table) => table.rows > 0);
  const width = Math.max(0, ...shown.map(({ name }) => name.length));
  const lines = shown.map((table) => `  ${table.name.padEnd(width)}  ${table.rows.toLocaleString("en").padStart(12)}`);
  return [...lines, `${rows.toLocaleString("en")} rows, as of ${at}, schema ${schema}.`].join("\n");
}

export function shellQuoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

async function refuseUnwritable(path: string): Promise<void> {
  const folder = dirname(path);
  if ((await stat(path).catch(() => undefined))?.isDirectory()) throw badInput(`${path} is a folder, expected a file`);
  try {
    await access(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw badInput(`folder ${folder} does not exist or can't be written`);
  }
}
