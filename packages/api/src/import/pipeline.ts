import type { Sql, Store } from "../store/store.ts";
import { checkRows, faultTable } from "./check-rows.ts";
import { classify, presentFromRecord } from "./classify.ts";
import type { ImportTable } from "./column-types.ts";
import { importColumns } from "./columns.ts";
import { companyOf, readCompany, sameCompany, writeCompany } from "./company.ts";
import { withDuck } from "./duck.ts";
import { liftForeignKeys } from "./foreign-keys.ts";
import { mergeTable, touchOrders } from "./merge.ts";
import { readRecord } from "./read-record.ts";
import { lockTables, reserveIds } from "./record-writes.ts";
import { gatherBroken, type Rejected, writeRejected } from "./rejected.ts";
import type { Load } from "./source.ts";
import { type ImportSummary, summarise, type TableSummary } from "./summarise.ts";

export type ImportProgress = {
  readonly step: "reading" | "checking" | "comparing" | "writing";
  readonly table?: string;
  readonly done: number;
  readonly total: number;
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
      if (!sameCompany(before, company)) await writeCompany(sql, company);
      const names = new Set<string>(tables.map(({ table }) => table.name));
      const total = summary.tables.reduce((sum, table) => sum + table.new + table.changed, 0);
      const many = tables
        .filter(({ table }) => countsOf(summary, table).new >= manyRows)
        .map(({ table }) => table.record);
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
