import { type DuckDBConnection, DuckDBInstance, type DuckDBValue, listValue } from "@duckdb/node-api";
import type { Warehouse, WarehouseDb } from "@salesglass/core";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { readRows } from "./read-rows.ts";

export type DuckDb = {
  /** For queries: a few connections, so that they run at the same time. */
  readonly db: WarehouseDb;
  /** For the one that writes. */
  readonly writer: DuckDBConnection;
  close(): Promise<void>;
};

/**
 * Opens a DuckDB file, or a database in memory for `:memory:`.
 *
 * Dates are answered as `YYYY-MM-DD`, whole numbers of any width and decimals as numbers, lists as arrays.
 *
 * @throws when the file is open already, in this process or another
 */
export async function openDuckDb(path: string): Promise<DuckDb> {
  if (openFiles.has(path)) throw new Error(`"${path}" is already open in this process`);
  const instance = await DuckDBInstance.create(path);
  const writer = await instance.connect();
  const db = new Kysely<Warehouse>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => duckDbDriver(instance),
      createIntrospector: (kysely) => new PostgresIntrospector(kysely),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  if (path !== ":memory:") openFiles.add(path);
  return {
    db,
    writer,
    async close() {
      openFiles.delete(path);
      await db.destroy();
      writer.closeSync();
      instance.closeSync();
    },
  };
}

/** DuckDB's own lock keeps other processes out, but not a second opening by the same one. */
const openFiles = new Set<string>();

const connectionCount = 4;

function duckDbDriver(instance: DuckDBInstance): Driver {
  const idle: DuckDBConnection[] = [];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];
  const taken = new Map<DatabaseConnection, DuckDBConnection>();
  let open = 0;

  async function take(): Promise<DuckDBConnection> {
    const ready = idle.pop();
    if (ready) return ready;
    if (open < connectionCount) {
      open++;
      return instance.connect();
    }
    return new Promise((resolve) => waiting.push(resolve));
  }

  return {
    async init() {},
    async acquireConnection() {
      const connection = await take();
      const wrapped = connectionTo(connection);
      taken.set(wrapped, connection);
      return wrapped;
    },
    async releaseConnection(wrapped) {
      const connection = taken.get(wrapped)!;
      taken.delete(wrapped);
      const next = waiting.shift();
      if (next) next(connection);
      else idle.push(connection);
    },
    beginTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("begin"))),
    commitTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("commit"))),
    rollbackTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("rollback"))),
    async destroy() {
      for (const connection of [...idle, ...taken.values()]) connection.closeSync();
    },
  };
}

function connectionTo(connection: DuckDBConnection): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      // Without parameters there is nothing to prepare.
      const result = await connection.run(sql, parameters.length > 0 ? parameters.map(toDuckDb) : undefined);
      return { rows: (await readRows(result)) as R[] };
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncGenerator<QueryResult<R>> {
      yield await this.executeQuery<R>(query);
    },
  };
}

function toDuckDb(value: unknown): DuckDBValue {
  if (value === undefined) return null;
  if (Array.isArray(value)) return listValue(value.map(toDuckDb));
  if (value instanceof Date) return value.toISOString();
  return value as DuckDBValue;
}
