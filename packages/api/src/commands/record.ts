import { mkdir } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { finishRestore } from "../backup/restore-folder.ts";
import type { Config } from "../config.ts";
import { acquireLock } from "../store/lock.ts";
import { migrate } from "../store/migrate.ts";
import { openPglite } from "../store/pglite.ts";
import { openPostgres } from "../store/postgres.ts";
import type { Store } from "../store/store.ts";

/** The record, open and migrated. `close` gives the embedded folder's lock back as well. */
export interface OpenRecord {
  readonly store: Store;
  close(): Promise<void>;
}

export interface RecordOptions {
  /** Answers commands that another process hands over because this one holds the embedded record. */
  onRequest?: (request: IncomingMessage, response: ServerResponse) => void;
  onMigration?: (name: string) => void;
}

/**
 * Opens the record that the settings name and brings its schema up to date.
 * @throws DomainError when another process holds the embedded record; it names that process.
 */
export async function openRecord(config: Config, options: RecordOptions = {}): Promise<OpenRecord> {
  if (config.databaseUrl) {
    const store = await openPostgres(config.databaseUrl);
    return migrated({ store, close: () => store.close() }, options);
  }
  await mkdir(config.dataFolder, { recursive: true });
  const lock = await acquireLock(config.dataFolder, options.onRequest ? { onRequest: options.onRequest } : {});
  try {
    await finishRestore(config.dataFolder);
    const store = await openPglite(config.dataFolder);
    const close = async () => {
      await store.close();
      await lock.release();
    };
    return await migrated({ store, close }, options);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Opens the record for as long as `work` takes. */
export async function withRecord<T>(
  config: Config,
  work: (store: Store) => Promise<T>,
  options: RecordOptions = {},
): Promise<T> {
  const record = await openRecord(config, options);
  try {
    return await work(record.store);
  } finally {
    await record.close();
  }
}

async function migrated(record: OpenRecord, { onMigration }: RecordOptions): Promise<OpenRecord> {
  try {
    await migrate(record.store, onMigration);
    return record;
  } catch (error) {
    await record.store.close();
    throw error;
  }
}
