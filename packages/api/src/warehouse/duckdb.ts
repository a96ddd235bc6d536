import { setTimeout } from "node:timers/promises";
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
import { tracedStatement } from "../operation/tracing.ts";
import { cancelling } from "../store/cancelling.ts";
import type { Asking } from "../store/store.ts";
import { readRows } from "./read-rows.ts";

export type DuckDb = {
  /** For queries: a few connections, so that they run at the same time. */
  readonly db: WarehouseDb;
  /** The same, for questions that are given up when nobody waits for them or they take too long. */
  dbFor(asking: Asking): WarehouseDb;
  /** For the one that writes. */
  readonly writer: DuckDBConnection;
  /** Gives up the questions that are being answered, and awaits their end. The writer has to be at rest. */
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
  const connections = connectionPool(instance);
  const dbFor = (asking: Asking) =>
    new Kysely<Warehouse>({
      dialect: {
        createAdapter: () => new PostgresAdapter(),
        createDriver: () => duckDbDriver(connections, asking),
        createIntrospector: (kysely) => new PostgresIntrospector(kysely),
        createQueryCompiler: () => new DuckDbQueryCompiler(),
      },
    });
  const db = dbFor({});
  if (path !== ":memory:") openFiles.add(path);
  return {
    db,
    dbFor,
    writer,
    async close() {
      await connections.close();
      writer.closeSync();
      instance.closeSync();
      openFiles.delete(path);
    },
  };
}

/**
 * Writes texts into the statement, quoted: one with parameters is planned twice by DuckDB, when it is prepared and when
 * their values are known. Its texts know no escape but the doubled quote.
 */
class DuckDbQueryCompiler extends PostgresQueryCompiler {
  protected override appendValue(value: unknown): void {
    // The statement itself ends at a NUL.
    if (typeof value === "string" && !value.includes("\0")) this.appendStringLiteral(value);
    else super.appendValue(value);
  }
}

/** DuckDB's own lock keeps other processes out, but not a second opening by the same one. */
const openFiles = new Set<string>();

const connectionCount = 4;

interface ConnectionPool {
  take(): Promise<DuckDBConnection>;
  give(connection: DuckDBConnection): void;
  close(): Promise<void>;
}

function connectionPool(instance: DuckDBInstance): ConnectionPool {
  const all: DuckDBConnection[] = [];
  const idle: DuckDBConnection[] = [];
  const waiting: { go(connection: DuckDBConnection): void; refuse(reason: Error): void }[] = [];
  let open = 0;
  let closed = false;
  const whyRefused = () => new Error("the copy is closed");
  return {
    async take() {
      if (closed) throw whyRefused();
      const ready = idle.pop();
      if (ready) return ready;
      if (open >= connectionCount) return new Promise((go, refuse) => waiting.push({ go, refuse }));
      open++;
      try {
        const connection = await instance.connect();
        all.push(connection);
        return connection;
      } catch (error) {
        open--;
        throw error;
      }
    },
    give(connection) {
      const next = waiting.shift();
      if (next) next.go(connection);
      else idle.push(connection);
    },
    async close() {
      closed = true;
      for (const { refuse } of waiting.splice(0)) refuse(whyRefused());
      // A connection closed under its question brings the whole process down. An interruption that comes before the
      // question has begun is forgotten, so it is repeated.
      while (idle.length < open) {
        for (const connection of all) if (!idle.includes(connection)) connection.interrupt();
        await setTimeout(10);
      }
      for (const connection of all) connection.closeSync();
    },
  };
}

function duckDbDriver(connections: ConnectionPool, asking: Asking): Driver {
  const taken = new Map<DatabaseConnection, DuckDBConnection>();
  return {
    async init() {},
    async acquireConnection() {
      const connection = await connections.take();
      const wrapped = connectionTo(connection, asking);
      taken.set(wrapped, connection);
      return wrapped;
    },
    async releaseConnection(wrapped) {
      connections.give(taken.get(wrapped)!);
      taken.delete(wrapped);
    },
    beginTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("begin"))),
    commitTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("commit"))),
    rollbackTransaction: async (connection) => void (await connection.executeQuery(CompiledQuery.raw("rollback"))),
    async destroy() {},
  };
}

function connectionTo(connection: DuckDBConnection, asking: Asking): DatabaseConnection {
  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      // Without parameters there is nothing to prepare.
      const values = parameters.length > 0 ? parameters.map(toDuckDb) : undefined;
      const ask = async () => readRows(await connection.run(sql, values));
      const interrupt = () => connection.interrupt();
      return { rows: (await tracedStatement("duckdb", sql, () => cancelling(asking, interrupt, ask))) as R[] };
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
