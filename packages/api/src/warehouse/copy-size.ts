import { warehouseTables } from "@salesglass/core";
import { sql } from "kysely";
import type { DuckDb } from "./duckdb.ts";
import type { WarehouseSize } from "./warehouse.ts";

/** Both come from what DuckDB knows anyway, without counting. */
export async function sizeOf({ db }: Pick<DuckDb, "db">): Promise<WarehouseSize> {
  const memory = await sql<{
    bytes: number;
  }>`select sum(memory_usage_bytes)::bigint as bytes from duckdb_memory()`.execute(db);
  const tables = await sql<{ name: string; rows: number }>`
    select table_name as name, estimated_size as rows from duckdb_tables() where not internal`.execute(db);
  const rows = tables.rows.filter(({ name }) => name in warehouseTables).map(({ name, rows }) => [name, Number(rows)]);
  return { memoryBytes: Number(memory.rows[0]!.bytes), rows: Object.fromEntries(rows) };
}
