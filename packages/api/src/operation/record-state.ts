import { migrationsFolder, readMigrations } from "../store/migrate.ts";
import type { Store } from "../store/store.ts";

/**
 * How the record is: it answers; it answers with the schema of a later version, as while servers are replaced one by
 * one; it lacks migrations of this version; another statement holds the embedded one; or there is no answer.
 */
export type RecordState = "reachable" | "newer" | "outdated" | "busy" | "unreachable";

const patience = 2_000;
let known: Promise<readonly string[]> | undefined;

export async function recordState(store: Store): Promise<RecordState> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<RecordState>((resolve) => {
    timer = setTimeout(() => resolve(store.kind === "pglite" ? "busy" : "unreachable"), patience);
  });
  try {
    return await Promise.race([schemaState(store), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

async function schemaState(store: Store): Promise<RecordState> {
  try {
    known ??= readMigrations(migrationsFolder).then((all) => all.map(({ name }) => name));
    const expected = await known;
    const applied = await store.query<{ name: string }>(
      "select migration_name as name from public._prisma_migrations where finished_at is not null and rolled_back_at is null",
    );
    const names = new Set(applied.map(({ name }) => name));
    if (expected.some((name) => !names.has(name))) return "outdated";
    return names.size > expected.length ? "newer" : "reachable";
  } catch {
    return "unreachable";
  }
}
