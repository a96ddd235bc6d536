import { LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Catalog, Scope } from "@salesglass/core";
import { states } from "../import/classify.ts";
import type { ImportTable } from "../import/column-types.ts";
import { type Duck, literal, quoted } from "../import/duck.ts";
import { importLoaded } from "../import/pipeline.ts";
import type { Load } from "../import/source.ts";
import type { Store } from "../store/store.ts";
import { fieldOf, inFieldNames } from "./field-names.ts";
import { type InputFault, InvalidInput } from "./invalid-input.ts";

/** A row by the names of an import's columns, as text. What it lacks stays as it is, null empties. */
export type GivenRow = Readonly<Record<string, string | null>>;

export type Outcome = "NEW" | "CHANGED" | "UNCHANGED" | "DELETED";

/** What became of a row. */
export interface WrittenRow {
  readonly externalId: string;
  /** The record's own; null for what isn't there. */
  readonly id: number | null;
  readonly outcome: Outcome;
}

/** Who writes, and what they may. */
export interface Writer {
  readonly store: Store;
  readonly actor: string;
  readonly scope: Scope;
  /** The metrics that goals can be of. */
  readonly catalog: Catalog;
}

/** What was written, and what of it is worth a look. */
export interface Written {
  readonly rows: WrittenRow[];
  readonly warnings: InputFault[];
}

/** Rows that one mutation takes. */
export const maximalRows = 1_000;

/**
 * Writes rows of one table as an import of them would, by the same rules and in one transaction: all or nothing.
 *
 * @param today the company's, `YYYY-MM-DD`
 * @param argument the name of the list, for the paths of faults
 * @returns what became of each row, in their order, and warnings
 * @throws InvalidInput with every fault
 */
export async function writeRows(
  { store, actor, scope, catalog }: Writer,
  table: ImportTable,
  rows: readonly GivenRow[],
  { dryRun, today, argument = "input" }: { dryRun: boolean; today: string; argument?: string },
): Promise<Written> {
  checkCount(argument, rows.length);
  if (rows.length === 0) return { rows: [], warnings: [] };
  let written: Written = { rows: [], warnings: [] };
  await importLoaded({
    store,
    actor,
    scope,
    today,
    dryRun,
    catalog: async () => catalog,
    load: loadRows(table, rows),
    async review(duck) {
      const faults = await faultsOf(duck, "fault", table, argument);
      if (faults.length > 0) throw new InvalidInput(faults);
      written = {
        rows: await outcomesOf(duck, table, dryRun),
        warnings: await faultsOf(duck, "warning", table, argument),
      };
    },
  });
  return written;
}

/** @throws InvalidInput for more rows than one mutation takes */
export function checkCount(argument: string, count: number): void {
  if (count <= maximalRows) return;
  const message = `are more than the ${maximalRows.toLocaleString("en")} rows that one mutation takes: send them in several, or import them as a file`;
  throw new InvalidInput([{ path: argument, value: `${count.toLocaleString("en")} rows`, message }]);
}

function loadRows(table: ImportTable, rows: readonly GivenRow[]): Load {
  const columns = table.columns.map(({ name }) => name).filter((name) => rows.some((row) => name in row));
  return async (duck) => {
    const declared = columns.map((name) => `${quoted(name)} varchar`).join(", ");
    await duck.run(`create table raw_${table.name} (${declared}, _given varchar[])`);
    const appender = await duck.connection.createAppender(`raw_${table.name}`);
    for (const row of rows) {
      for (const name of columns) {
        const value = row[name];
        if (value == null) appender.appendNull();
        else appender.appendVarchar(value);
      }
      appender.appendList(listValue(columns.filter((name) => name in row)), LIST(VARCHAR));
      appender.endRow();
    }
    appender.closeSync();
    return { tables: [{ table, columns, file: "input", traced: false, partial: true }], csv: [], ignored: [] };
  };
}

async function faultsOf(
  duck: Duck,
  kind: "fault" | "warning",
  table: ImportTable,
  argument: string,
): Promise<InputFault[]> {
  const found = await duck.rows<{ row: string; col: string; value: string | null; reason: string }>(
    `select row, col, value, reason from ${kind} where tbl = ${literal(table.name)}`,
  );
  const place = (column: string) => table.columns.findIndex(({ name }) => name === column);
  return found
    .sort((a, b) => Number(a.row) - Number(b.row) || place(a.col) - place(b.col) || (a.reason < b.reason ? -1 : 1))
    .map(({ row, col, value, reason }) => ({
      path: `${argument}[${row}].${fieldOf(col)}`,
      value,
      message: inFieldNames(reason, table),
    }));
}

async function outcomesOf(duck: Duck, { name }: ImportTable, dryRun: boolean): Promise<WrittenRow[]> {
  const rows = await duck.rows<{ key: string; id: number; state: number | null }>(
    `select k.key, k.id, f.state from raw_${name} r join ref_${name} k on k.key = trim(r.id)
     left join final_${name} f on f._row = r.rowid order by r.rowid`,
  );
  const outcomes: Record<number, Outcome> = {
    [states.new]: "NEW",
    [states.changed]: "CHANGED",
    [states.unchanged]: "UNCHANGED",
  };
  // A row that stands twice with the same content is unchanged the second time.
  return rows.map(({ key, id, state }) => {
    const outcome = outcomes[state ?? states.unchanged]!;
    return { externalId: key, id: dryRun && outcome === "NEW" ? null : id, outcome };
  });
}
