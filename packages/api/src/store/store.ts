import type { Readable } from "node:stream";
import type { PrismaClient } from "../generated/prisma/client.ts";

/** Rows as plain objects; dates as `YYYY-MM-DD`, bigint and numeric as strings, integers as numbers. */
export type Row = Record<string, unknown>;

/** SQL on the record, within or outside a transaction. Parameters are `$1`, `$2`, … */
export interface Sql {
  query<R extends Row = Row>(text: string, parameters?: readonly unknown[]): Promise<R[]>;
  /** Several statements, no parameters, no result. */
  exec(text: string): Promise<void>;
  /** Loads CSV (RFC 4180, UTF-8, no header, empty unquoted field = null) into a table; answers the number of rows. */
  copyIn(table: string, columns: readonly string[], csv: Readable): Promise<number>;
  /** Writes a query's answer to `file` as CSV with a header line; answers the number of rows. */
  copyOut(query: string, file: string): Promise<number>;
}

/**
 * Where the record is kept: PostgreSQL by `DATABASE_URL`, or PGlite in a folder. Both hold the same schema and speak
 * the same dialect.
 */
export interface Store extends Sql {
  readonly kind: "postgres" | "pglite";
  readonly prisma: PrismaClient;
  /** For the `postgres` engine: a connection string where there is a server, else undefined. */
  readonly url: string | undefined;
  /**
   * Runs `work` in one transaction on one connection; rolls back when it throws. REPEATABLE READ on request, so
   * that everything it reads is of one moment. On PGlite nothing else reads or writes the record meanwhile.
   */
  transaction<T>(work: (sql: Sql) => Promise<T>, isolation?: "read committed" | "repeatable read"): Promise<T>;
  /**
   * Answers one query over the views of the schema `warehouse`, the only schema on its search path. Unlike `query` it
   * answers bigint and numeric as numbers.
   */
  analyse<R extends Row = Row>(text: string, parameters?: readonly unknown[]): Promise<R[]>;
  close(): Promise<void>;
}
