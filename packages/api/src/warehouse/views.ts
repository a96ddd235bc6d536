import type { Warehouse, WarehouseDb } from "@salesglass/core";
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from "kysely";
import { tracedStatement } from "../operation/tracing.ts";
import type { Asking, Store } from "../store/store.ts";

/**
 * The engine `postgres`: queries straight on the views over the record.
 * Values are those of the copy: dates as `YYYY-MM-DD`, counts and sums as numbers.
 */
export function queryViews(store: Store, asking: Asking = {}): WarehouseDb {
  const connection: DatabaseConnection = {
    executeQuery: async <R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> => ({
      rows: (await tracedStatement("postgresql", sql, () => store.analyse(sql, parameters, asking))) as R[],
    }),
    async *streamQuery<R>(query: CompiledQuery): AsyncGenerator<QueryResult<R>> {
      yield await connection.executeQuery<R>(query);
    },
  };
  const noTransaction = async () => {
    throw new Error("analysis asks one query at a time and has no transactions");
  };
  return new Kysely<Warehouse>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createDriver: () => ({
        async init() {},
        acquireConnection: async () => connection,
        beginTransaction: noTransaction,
        commitTransaction: noTransaction,
        rollbackTransaction: noTransaction,
        async releaseConnection() {},
        async destroy() {},
      }),
    },
  });
}
