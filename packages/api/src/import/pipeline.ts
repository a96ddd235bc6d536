import type { Sql, Store } from "../store/store.ts";
import { checkRows, faultTable } from "./check-rows.ts";
import { classify, presentFromRecord, states } from "./classify.ts";
import type { ImportTable } from "./column-types.ts";
import { importColumns } from "./columns.ts";
import { type Company, companyOf, readCompany, writeCompany } from "./company.ts";
import { type Duck, literal, withDuck } from "./duck.ts";
import { liftForeignKeys } from "./foreign-keys.ts";
import { mergeTable, touchOrders } from "./merge.ts";
import { readRecord } from "./read-record.ts";
import { gatherBroken, writeRejected } from "./rejected.ts";
import type { Load, Loaded } from "./source.ts";

export type ImportProgress = {
  readonly step: "reading" | "checking" | "comparing" | "writing";
  readonly table?: string;
  readonly done: number;
  readonly total: number;
};

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
  readonly dryRun: boolean;
};

export type PipelineOptions = {
  readonly store: Store;
  readonly load: Load;
  readonly dryRun?: boolean;
  readonly rejectedFile: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
};

/** The way of data in: loads, checks, compares with the record and merges in one transaction. */
export async function importLoaded({
  store,
  load,
  dryRun = false,
  rejectedFile,
  onProgress,
  signal,
}: PipelineOptions): Promise<ImportSummary> {
  return withDuck(signal, async (duck) => {
    const report = (step: ImportProgress["step"], done: number, total: number, table?: string) =>
      onProgress?.({ step, done, total, ...(table ? { table } : {}) });
    await duck.run(faultTable);
    report("reading", 0, 1);
    const loaded = await load(duck);
    await gatherBroken(duck, loaded.csv);
    const tables = loaded.tables.filter(({ table }) => table.name !== "company");
    const [{ orders: hasOrders } = { orders: false }] = await store.query<{ orders: boolean }>(
      "select exists (select from public.sales_order) as orders",
    );
    const before = await readCompany(store);
    const company = await companyOf(duck, loaded, before, hasOrders);
    for (const [index, one] of tables.entries()) {
      report("checking", index, tables.length, one.table.name);
      await checkRows(duck, one, company);
    }
    const finish = async (): Promise<ImportSummary> => {
      const faults = await writeRejected(duck, loaded, rejectedFile);
      return {
        tables: await summarise(duck, loaded, before, company),
        rejectedFile: faults > 0 ? rejectedFile : undefined,
        faults,
        ignored: loaded.ignored,
        dryRun,
      };
    };
    return inTransaction(store, dryRun, async (sql) => {
      await sql.exec("set local time zone 'UTC'; set local salesglass.bulk = 'on'");
      if (!dryRun)
        await lockTables(
          sql,
          tables.map(({ table }) => table),
        );
      await readRecord(duck, sql, tables);
      for (const table of importColumns) {
        const one = tables.find((other) => other.table === table);
        const known = await duck.count(`select count(*) from duckdb_tables() where table_name = 'old_${table.name}'`);
        if (one) {
          report("comparing", tables.indexOf(one), tables.length, table.name);
          await classify(
            duck,
            one,
            company,
            dryRun ? async () => 1_000_000_000 : (record, count) => reserveIds(sql, record, count),
          );
        } else if (known > 0) await presentFromRecord(duck, table);
      }
      // The report is written before the record is: if it can't be, nothing was changed.
      const summary = await finish();
      if (dryRun) return summary;
      if (JSON.stringify(company) !== JSON.stringify(before && ordered(before))) await writeCompany(sql, company);
      const names = new Set<string>(tables.map(({ table }) => table.name));
      const total = summary.tables.reduce((sum, table) => sum + table.new + table.changed, 0);
      const many = tables.filter(({ table }) => countsOf(summary, table).new >= manyRows).map(({ table }) => table.record);
      const putKeysBack = await liftForeignKeys(sql, many);
      let done = 0;
      for (const one of tables) {
        signal?.throwIfAborted();
        report("writing", done, total, one.table.name);
        await mergeTable(duck, sql, one, names);
        const counts = countsOf(summary, one.table);
        done += counts.new + counts.changed;
      }
      await touchOrders(duck, sql, names);
      // What nobody else would do on the embedded record, and too late elsewhere.
      for (const record of many) await sql.exec(`analyze public.${record}`);
      signal?.throwIfAborted();
      await putKeysBack();
      signal?.throwIfAborted();
      report("writing", total, total);
      return summary;
    });
  });
}

/** New rows from which it pays to work on a table as a whole. */
const manyRows = 5_000;

function countsOf(summary: ImportSummary, table: ImportTable): TableSummary {
  return summary.tables.find((one) => one.table === table.name)!;
}

function ordered({ name, currency, timeZone, fiscalYearStart, weekStart }: Company): Company {
  return { name, currency, timeZone, fiscalYearStart, weekStart };
}

class DryRun extends Error {
  readonly summary: ImportSummary;
  constructor(summary: ImportSummary) {
    super("dry run");
    this.summary = summary;
  }
}

/** Runs the work in one transaction, which a dry run always takes back. */
async function inTransaction(
  store: Store,
  dryRun: boolean,
  work: (sql: Sql) => Promise<ImportSummary>,
): Promise<ImportSummary> {
  try {
    return await store.transaction(async (sql) => {
      const summary = await work(sql);
      if (dryRun) throw new DryRun(summary);
      return summary;
    });
  } catch (error) {
    if (error instanceof DryRun) return error.summary;
    throw error;
  }
}

/**
 * One import at a time, and no other writer to the tables that it compares and then writes; readers go on. What was
 * compared is so what is overwritten, and the ids that are taken from the sequences are nobody else's.
 */
async function lockTables(sql: Sql, tables: readonly ImportTable[]): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(72707370)");
  const names = new Set(
    tables.flatMap((table) => [table.partOf === "order" ? "sales_order" : table.record, table.record]),
  );
  if (names.has("sales_order")) for (const part of ["order_line", "order_credit"]) names.add(part);
  const inOrder = importColumns.map((table) => table.record).filter((name) => names.has(name));
  if (inOrder.length > 0)
    await sql.exec(`lock table ${inOrder.map((name) => `public.${name}`).join(", ")} in share row exclusive mode`);
}

async function reserveIds(sql: Sql, record: string, count: number): Promise<number> {
  const sequence = `pg_get_serial_sequence('public.${record}', 'id')`;
  const [row] = await sql.query<{ first: string }>(`select nextval(${sequence})::text as first`);
  const first = Number(row!.first);
  await sql.query(`select setval(${sequence}, $1)`, [first + count - 1]);
  return first;
}

async function summarise(
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
      const same = before !== undefined && JSON.stringify(ordered(before)) === JSON.stringify(company);
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
