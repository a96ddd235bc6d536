import { type WarehouseDb, type WarehouseTable, warehouseTables } from "@salesglass/core";
import { openPostgres } from "../store/postgres.ts";
import { createTable } from "../warehouse/copied-tables.ts";
import { openDuckDb } from "../warehouse/duckdb.ts";
import { queryViews } from "../warehouse/views.ts";
import { createDatabase } from "./records.ts";

type Cell = string | number | boolean | null;
/** Rows of each table; columns left out are null (or false, or zero) as the column allows. */
export type WarehouseRows = Partial<Record<WarehouseTable, readonly Readonly<Record<string, Cell>>[]>>;

export interface Engines {
  readonly duckdb: WarehouseDb;
  readonly postgres: WarehouseDb;
  /** Replaces everything in both. */
  fill(rows: WarehouseRows): Promise<void>;
  close(): Promise<void>;
}

/** Both engines with tables in the place of the record's views, so that a test can say exactly what is sold. */
export async function openEngines(): Promise<Engines> {
  const [duck, store] = await Promise.all([openDuckDb(":memory:"), createDatabase().then(openPostgres)]);
  const tables = Object.keys(warehouseTables) as WarehouseTable[];
  await store.exec("create schema warehouse");
  for (const table of tables) {
    await duck.writer.run(createTable(table));
    const columns = Object.entries(warehouseTables[table]).map(([name, type]) => {
      return `"${name}" ${type.replace("?", "").replace("decimal", "numeric(18, 4)").replace("share", "numeric(9, 8)")}`;
    });
    await store.exec(`create table warehouse."${table}" (${columns.join(", ")})`);
  }
  const postgres = queryViews(store);
  return {
    duckdb: duck.db,
    postgres,
    async fill(rows) {
      for (const table of tables) {
        await duck.writer.run(`delete from "${table}"`);
        await store.exec(`delete from warehouse."${table}"`);
        const columns = Object.keys(warehouseTables[table]).join(", ");
        const values = (rows[table] ?? []).map((row) => `(${literals(table, row).join(", ")})`);
        for (let start = 0; start < values.length; start += 1000) {
          const insert = values.slice(start, start + 1000).join(", ");
          await duck.writer.run(`insert into "${table}" (${columns}) values ${insert}`);
          await store.exec(`insert into warehouse."${table}" (${columns}) values ${insert}`);
        }
      }
    },
    async close() {
      await duck.close();
      await store.close();
    },
  };
}

function literals(table: WarehouseTable, row: Readonly<Record<string, Cell>>): string[] {
  return Object.entries(warehouseTables[table]).map(([column, type]) => {
    const value = row[column] ?? missing[type] ?? null;
    return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
  });
}

const missing: Record<string, Cell> = { boolean: false, decimal: 0, share: 0, text: "", integer: 0 };
