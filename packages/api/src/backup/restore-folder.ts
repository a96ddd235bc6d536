import { mkdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ImportProgress } from "../import/import.ts";
import { openPglite } from "../store/pglite.ts";
import { loadBackup } from "./load-backup.ts";
import type { Manifest } from "./manifest.ts";

/**
 * Puts a backup in the place of the embedded record of a folder, whose lock is held. The new record is made beside the
 * old one and is whole before it takes its place; whenever the process is killed, either the old one is there or the new.
 */
export async function restoreFolder(
  folder: string,
  file: string,
  manifest: Manifest,
  onProgress?: (progress: ImportProgress) => void,
): Promise<void> {
  await finishRestore(folder);
  const { restoring, restored } = places(folder);
  await mkdir(restoring, { recursive: true, mode: 0o700 });
  try {
    const store = await openPglite(restoring);
    try {
      await loadBackup(store, file, manifest, onProgress);
    } finally {
      await store.close();
    }
  } catch (error) {
    await rm(restoring, { recursive: true, force: true });
    throw error;
  }
  // From here on it is restored, though it may be a later process that puts it into its place.
  await rename(restoring, restored);
  await finishRestore(folder);
}

/** Ends what a killed restore left: removes a half-made record, or puts a whole one into its place. */
export async function finishRestore(folder: string): Promise<void> {
  const { record, restoring, restored, replaced } = places(folder);
  await rm(restoring, { recursive: true, force: true });
  if (await isThere(join(restored, "record"))) {
    if (await isThere(record)) await rename(record, replaced);
    await rename(join(restored, "record"), record);
  }
  if (await isThere(restored)) {
    // It is the copy of another record.
    for (const name of ["warehouse.duckdb", "warehouse.duckdb.wal"]) await rm(join(folder, name), { force: true });
    await rm(replaced, { recursive: true, force: true });
    await rm(restored, { recursive: true, force: true });
  }
}

/** `restoring` is being made, `restored` is whole, `replaced` is what was there before. */
function places(folder: string) {
  return {
    record: join(folder, "record"),
    restoring: join(folder, "restoring"),
    restored: join(folder, "restored"),
    replaced: join(folder, "replaced"),
  };
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
