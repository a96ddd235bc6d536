import { type WarehouseTable, warehouseTables } from "@salesglass/core";

/** How a warehouse table is copied: the record's table that bears the marks, and the key that rows are replaced by. */
export type CopiedTable = {
  readonly name: WarehouseTable;
  readonly source: string;
  /** Column of the warehouse table that holds the source's id. */
  readonly key: string;
  /** Order of the first load, for the engine's skipping of blocks. */
  readonly order?: string;
};

/** An order is copied whole, so its lines go by the order's id; so does an opportunity's history by its own. */
export const copiedTables: readonly CopiedTable[] = [
  { name: "team", source: "team", key: "id" },
  { name: "rep", source: "rep", key: "id" },
  { name: "product", source: "product", key: "id" },
  { name: "customer", source: "customer", key: "id" },
  { name: "opportunity", source: "opportunity", key: "id" },
  { name: "opportunity_stage", source: "opportunity", key: "opportunity_id" },
  { name: "pipeline_stage", source: "pipeline_stage", key: "id" },
  { name: "survey_response", source: "survey_response", key: "id" },
  { name: "service_case", source: "service_case", key: "id" },
  { name: "interaction", source: "interaction", key: "id" },
  { name: "need", source: "need", key: "id" },
  { name: "goal", source: "goal", key: "id" },
  { name: "payout", source: "statement", key: "statement_id" },
  { name: "credit", source: "sales_order", key: "order_id" },
  { name: "course", source: "course", key: "id" },
  { name: "enrolment", source: "enrolment", key: "id" },
  { name: "career_level", source: "career_level", key: "id" },
  { name: "career_step", source: "career_step", key: "id" },
  { name: "review", source: "review", key: "id" },
  { name: "budget", source: "budget", key: "id" },
  { name: "expense", source: "expense", key: "id" },
  { name: "opening", source: "opening", key: "id" },
  { name: "candidate", source: "candidate", key: "id" },
  { name: "indicator", source: "indicator", key: "id" },
  { name: "indicator_value", source: "indicator_value", key: "id" },
  { name: "competitor", source: "competitor", key: "id" },
  { name: "competitor_figure", source: "competitor_figure", key: "id" },
  { name: "competitor_move", source: "competitor_move", key: "id" },
  { name: "demand_signal", source: "demand_signal", key: "id" },
  { name: "technology_signal", source: "technology_signal", key: "id" },
  { name: "sale", source: "sales_order", key: "order_id", order: "day, order_id, line" },
];

const duckDbTypes: Record<string, string> = {
  integer: "INTEGER",
  decimal: "DECIMAL(18, 4)",
  share: "DECIMAL(9, 8)",
  text: "VARCHAR",
  date: "DATE",
  boolean: "BOOLEAN",
};

/** `create table` for an empty copy of the table. */
export function createTable(table: WarehouseTable): string {
  const columns = Object.entries(warehouseTables[table]).map(([name, type]) => `"${name}" ${duckDbType(type)}`);
  return `create or replace table "${table}" (${columns.join(", ")})`;
}

/** The rows of CSV files that the record wrote: null is nothing, an empty text is `""`. */
export function readTable(table: WarehouseTable, files: readonly string[]): string {
  return readCsv(
    files,
    Object.entries(warehouseTables[table]).map(([name, type]) => [name, duckDbType(type)]),
  );
}

export function readKeys(file: string): string {
  return readCsv([file], [["key", "INTEGER"]]);
}

function readCsv(files: readonly string[], columns: readonly (readonly [string, string])[]): string {
  const types = columns.map(([name, type]) => `'${name}': '${type}'`).join(", ");
  const list = files.map((file) => `'${file.replaceAll("'", "''")}'`).join(", ");
  return `read_csv([${list}], auto_detect = false, header = true, delim = ',', quote = '"',
    escape = '"', nullstr = '', allow_quoted_nulls = false, max_line_size = 16777216, columns = {${types}})`;
}

function duckDbType(type: string): string {
  return duckDbTypes[type.replace("?", "")]!;
}
