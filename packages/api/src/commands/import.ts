import { resolve } from "node:path";
import type { Config } from "../config.ts";
import type { ExitCode } from "../main.ts";
import { performTask } from "./perform.ts";
import { printSummary } from "./summary.ts";
import { refuseMissing } from "./tasks.ts";
import { commandUser, latestDay } from "./who-and-when.ts";

export interface ImportOptions {
  folder: string;
  map: string | undefined;
  dryRun: boolean;
  rejectedFile: string;
  json: boolean;
}

/** Imports a folder; 1 when rows were rejected. */
export async function importCommand(config: Config, options: ImportOptions): Promise<ExitCode> {
  // Before a record is made for them.
  for (const folder of [options.folder, options.map]) if (folder) await refuseMissing(resolve(folder));
  const summary = await performTask(config, {
    kind: "import",
    folder: resolve(options.folder),
    ...(options.map ? { map: resolve(options.map) } : {}),
    dryRun: options.dryRun,
    ...(config.companyConfig ? { companyConfig: resolve(config.companyConfig) } : {}),
    rejectedFile: resolve(options.rejectedFile),
    today: latestDay(config, new Date()),
    actor: commandUser(),
  });
  printSummary(summary, options);
  return summary.tables.some((table) => table.rejected > 0) ? 1 : 0;
}
