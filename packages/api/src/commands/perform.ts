import type { Config } from "../config.ts";
import type { ImportSummary } from "../import/import.ts";
import { readLock } from "../store/lock.ts";
import { handOver } from "./hand-over.ts";
import { showProgress } from "./progress.ts";
import { withRecord } from "./record.ts";
import { runTask, type Task } from "./tasks.ts";

/**
 * Runs a task on the record: through the server that holds the embedded record where there is one, else here.
 * Shows progress on a terminal.
 */
export async function performTask(config: Config, task: Task): Promise<ImportSummary> {
  const progress = showProgress();
  try {
    const holder = config.databaseUrl ? undefined : await readLock(config.dataFolder);
    return holder
      ? await handOver(holder, task, progress.update)
      : await withRecord(config, (store) => runTask(store, task, progress.update));
  } finally {
    progress.stop();
  }
}
