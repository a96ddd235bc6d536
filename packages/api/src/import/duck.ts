import { rm } from "node:fs/promises";
import { totalmem } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { cancelling } from "../store/cancelling.ts";
import { makeScratch } from "./scratch.ts";

/** The working memory of one import: a DuckDB of its own and a folder that both vanish with it. */
export type Duck = {
  readonly connection: DuckDBConnection;
  readonly folder: string;
  /** Whether rows with a fault stay, so that their other faults are found too: nothing is written then anyway. */
  readonly keepsRejected: boolean;
  run(sql: string): Promise<void>;
  rows<R = Record<string, string | null>>(sql: string): Promise<R[]>;
  /** The names of the tables that have been made. */
  tables(): Promise<ReadonlySet<string>>;
  /** The first column of the first row, as a number. */
  count(sql: string): Promise<number>;
};

/**
 * Opens the working memory, runs `work` and cleans up. It spills to the folder when it outgrows its share of memory.
 *
 * @param signal stops the statement that is running
 */
export async function withDuck<T>(
  { signal, keepsRejected = false }: { signal?: AbortSignal | undefined; keepsRejected?: boolean },
  work: (duck: Duck) => Promise<T>,
): Promise<T> {
  const folder = await makeScratch();
  const instance = await DuckDBInstance.create(":memory:", {
    temp_directory: join(folder, "spill"),
    memory_limit: `${Math.max(512, Math.floor(totalmem() / 4 / 2 ** 20))}MB`,
    // Nothing is ever fetched: what is needed is built in.
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // What is refused as a whole is a mutation's few rows: threads would spend their time waiting for each other.
    ...(keepsRejected ? { threads: "1" } : {}),
  });
  const connection = await instance.connect();
  await connection.run("set TimeZone = 'UTC'");
  const cancellable = <R>(ask: () => Promise<R>) => cancelling({ signal }, () => connection.interrupt(), ask);
  const rows = <R>(sql: string) =>
    cancellable(async () => (await connection.runAndReadAll(sql)).getRowObjectsJson() as R[]);
  try {
    return await work({
      connection,
      folder,
      keepsRejected,
      rows,
      async run(sql) {
        await cancellable(() => connection.run(sql));
      },
      async tables() {
        const tables = await rows<{ name: string }>("select table_name as name from duckdb_tables()");
        return new Set(tables.map(({ name }) => name));
      },
      async count(sql) {
        const [row] = await rows<Record<string, unknown>>(sql);
        return Number(row ? Object.values(row)[0] : 0);
      },
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A value as an SQL literal. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
