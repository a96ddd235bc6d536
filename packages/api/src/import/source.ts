import type { ImportTable } from "./column-types.ts";
import type { Duck } from "./duck.ts";

/**
 * A table that an import brings, loaded into DuckDB as text: table `raw_<name>`, one column for each of `columns`.
 * Rows are counted by DuckDB's rowid, from 0.
 */
export type LoadedTable = {
  readonly table: ImportTable;
  /** Those of our columns that the source has. */
  readonly columns: readonly string[];
  /** The file, or the .sql file that mapped it. */
  readonly file: string;
  /** Whether the rows themselves name the file and record that they come from, in `_file` and `_line`. */
  readonly traced: boolean;
  /** Whether each row names in `_given`, a list, which of the columns it has: what it lacks stays as it is. */
  readonly partial?: boolean;
};

/** SQL: whether a row of a loaded table says something of a column, be it that it is empty. */
export function givenIn({ columns, partial }: LoadedTable, column: string): string {
  return partial ? `list_contains(_given, '${column}')` : String(columns.includes(column));
}

/** A file that was read as CSV, so that the lines of its records can be looked up. */
export type CsvSource = {
  readonly file: string;
  /** Where its plain text is. */
  readonly path: string;
  /** The DuckDB table with the records that are no rows: `line_byte_position`, `error_type`, `column_idx`, `csv_line`. */
  readonly broken: string;
  readonly columns: number;
  /** Our table, for a file with our own columns. */
  readonly table: string | undefined;
};

/** What was loaded. */
export type Loaded = { readonly tables: LoadedTable[]; readonly csv: CsvSource[]; readonly ignored: string[] };

/** Brings the tables of an import into DuckDB. */
export type Load = (duck: Duck) => Promise<Loaded>;
