import { states } from "./classify.ts";
import { type Company, sameSettings } from "./company.ts";
import { type Duck, literal } from "./duck.ts";
import type { Loaded } from "./source.ts";

/** Counts what becomes of the rows of each table, once they are compared. */
export async function summarise(
  duck: Duck,
  loaded: Loaded,
  before: Company | undefined,
  company: Company,
): Promise<TableSummary[]> {
  const tables: TableSummary[] = [];
  for (const { table } of loaded.tables) {
    const name = literal(table.name);
    const broken = await duck.count(`select count(*) from broken where tbl = ${name}`);
    const read = (await duck.count(`select count(*) from raw_${table.name}`)) + broken;
    const rejected = (await duck.count(`select count(distinct row) from fault where tbl = ${name}`)) + broken;
    const accepted = read - rejected;
    if (table.name === "company") {
      const same = sameSettings(before, company);
      tables.push({
        table: table.name,
        read,
        new: before ? 0 : accepted,
        changed: before && !same ? accepted : 0,
        unchanged: same ? accepted : 0,
        rejected,
        removed: 0,
      });
      continue;
    }
    const [row] = await duck.rows<{ fresh: string; changed: string }>(
      `select count(*) filter (where state = ${states.new}) as fresh, count(*) filter (where state = ${states.changed}) as changed from final_${table.name}`,
    );
    const [fresh, changed] = [Number(row!.fresh), Number(row!.changed)];
    const removed = table.partOf ? await duck.count(`select count(*) from removed_${table.name}`) : 0;
    // Rows that stand twice with the same content count as unchanged the second time.
    tables.push({
      table: table.name,
      read,
      new: fresh,
      changed,
      unchanged: accepted - fresh - changed,
      rejected,
      removed,
    });
  }
  for (const { file, count } of await duck.rows<{ file: string; count: string }>(
    "select file, count(*) as count from broken where tbl is null group by file order by file",
  )) {
    tables.push({
      table: file,
      read: Number(count),
      new: 0,
      changed: 0,
      unchanged: 0,
      rejected: Number(count),
      removed: 0,
    });
  }
  return tables;
}

/** What became of the rows of a table (or of a foreign file, for records that could not be read at all). */
export type TableSummary = {
  readonly table: string;
  readonly read: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly rejected: number;
  /** Lines, credits or stages that the record had and the import's replacement has no more. */
  readonly removed: number;
};

export type ImportSummary = {
  readonly tables: readonly TableSummary[];
  /** The file with the rejected rows, where there are any. */
  readonly rejectedFile: string | undefined;
  /** How many faults it lists; a row may have several. */
  readonly faults: number;
  /** Files of the folder that are no part of the import. */
  readonly ignored: readonly string[];
  /** What was accepted and is worth a look, at most 100 of them. */
  readonly warnings: readonly ImportWarning[];
  /** How many there are. */
  readonly warningCount: number;
  readonly dryRun: boolean;
};

/** Something about an accepted row that may not be meant. */
type ImportWarning = {
  readonly table: string;
  /** The row's key. */
  readonly key: string;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
};

const shownWarnings = 100;

/** What was found to be worth a look. */
export async function readWarnings(duck: Duck): Promise<Pick<ImportSummary, "warnings" | "warningCount">> {
  const warnings = await duck.rows<ImportWarning>(
    `select tbl as "table", key, col as "column", value, reason from warning order by tbl, row limit ${shownWarnings}`,
  );
  return { warnings, warningCount: await duck.count("select count(*) from warning") };
}
