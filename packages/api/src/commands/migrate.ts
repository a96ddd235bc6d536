import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { withRecord } from "./record.ts";

/** Applies the migrations that the record doesn't have yet. */
export async function migrateCommand(config: Config): Promise<ExitCode> {
  const applied: string[] = [];
  await withRecord(config, async () => undefined, { onMigration: (name) => applied.push(name) });
  console.log(applied.length === 0 ? "The record is up to date." : `Applied: ${applied.join(", ")}`);
  return 0;
}
