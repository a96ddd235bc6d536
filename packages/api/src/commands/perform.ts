import type { Config } from "../config.ts";
import { readLock } from "../store/lock.ts";
import { handOver } from "./hand-over.ts";
import { showProgress } from "./progress.ts";
import { withRecord } from "./record.ts";
import { runTask, type Task, type TaskResult } from "./tasks.ts";

/**
 * Runs a task on the record: through the server that holds the embedded record where there is one, else here.
 * Shows progress on a terminal.
 */
export async function performTask<T extends Task>(config: Config, task: T): Promise<TaskResult<T>> {
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
