import type { Readable } from "node:stream";
import type { Scope } from "@salesglass/core";
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

/** How one question of the analysis is asked. */
export interface Asking {
  /** Whose rows are seen, where the database can see to it as well; the whole company unless said. */
  readonly scope?: Scope | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined;
  /** How long it may take. */
  readonly seconds?: number | undefined;
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
   *
   * @throws DomainError with the code TIMEOUT when it takes too long: it is cancelled then
   */
  analyse<R extends Row = Row>(text: string, parameters?: readonly unknown[], asking?: Asking): Promise<R[]>;
  /**
   * The record as who sees a part of the company may read it. On PostgreSQL, rows outside of that part don't exist for
   * it; elsewhere it is the same as `prisma`, and what is read is limited by the queries alone.
   */
  prismaFor(scope: Scope): PrismaClient;
  /** Whether the database itself keeps such a viewer to their part. */
  limitsRows(): Promise<boolean>;
  close(): Promise<void>;
}
