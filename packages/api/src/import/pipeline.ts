import { setImmediate } from "node:timers/promises";
import { badInput, builtInCatalog, type Catalog, everything, type Scope } from "@salesglass/core";
import { noteImport } from "../audit/note.ts";
import type { Sql, Store } from "../store/store.ts";
import { checkRows, faultTable, warningTable } from "./check-rows.ts";
import { classify, presentFromRecord, type ReserveIds } from "./classify.ts";
import { importColumns } from "./columns.ts";
import { companyOf, readCompany, sameSettings, writeCompany } from "./company.ts";
import { type Duck, literal, withDuck } from "./duck.ts";
import { readErased } from "./erased.ts";
import { liftForeignKeys } from "./foreign-keys.ts";
import { makeKeys } from "./make-keys.ts";
import { enterStages, mergeTable, touchOpportunities, touchOrders } from "./merge.ts";
import { readRecord } from "./read-record.ts";
import { lockTables, reserveIds } from "./record-writes.ts";
import { gatherBroken, type Rejected, writeRejected } from "./rejected.ts";
import type { Settings } from "./settings.ts";
import type { Load, LoadedTable } from "./source.ts";
import { type ImportSummary, readWarnings, summarise, type TableSummary } from "./summarise.ts";
import { hideOthers } from "./within-scope.ts";

export type ImportProgress = {
  readonly step: "reading" | "checking" | "comparing" | "writing" | "closing";
  readonly table?: string;
  readonly done: number;
  readonly total: number;
};

export type PipelineOptions = {
  readonly store: Store;
  readonly load: Load;
  readonly dryRun?: boolean;
  /** The company's today, `YYYY-MM-DD`. */
  readonly today: string;
  /** Who writes, for the audit log. */
  readonly actor: string;
  /** The metrics that goals and honours can be of, asked for where there are any; the built-in ones unless given. */
  readonly catalog?: () => Promise<Catalog>;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
} & (ImportOfFiles | WriteOfRows);

/** Leaves rejected rows out and writes them to a file; is one entry of the audit log. */
type ImportOfFiles = { readonly rejectedFile: string; readonly review?: undefined; readonly scope?: undefined };

/** Writes within a scope, by a reviewer's leave, and notes each row in the audit log. */
type WriteOfRows = {
  readonly rejectedFile?: undefined;
  /** Sees all faults and what would become of the rows, and stops it by throwing. */
  readonly review: (duck: Duck) => Promise<void>;
  readonly scope: Scope;
};

/** The way of data in: loads, checks, compares with the record and merges in one transaction. */
export async function importLoaded(options: PipelineOptions): Promise<ImportSummary> {
  const {
    store,
    load,
    dryRun = false,
    today,
    actor,
    catalog: readCatalog,
    rejectedFile,
    review,
    scope = everything,
    onProgress,
    signal,
  } = options;
  return withDuck({ signal, keepsRejected: review !== undefined }, async (duck) => {
    const report: Report = (step, done, total, table) =>
      onProgress?.({ step, done, total, ...(table ? { table } : {}) });
    await duck.run(faultTable);
    await duck.run(warningTable);
    await duck.run(`create macro company_today() as date ${literal(today)}`);
    report("reading", 0, 1);
    const loaded = await load(duck);
    await gatherBroken(duck, loaded.csv);
    const known = loaded.tables.filter(({ table }) => table.name !== "company");
    const tables: LoadedTable[] = [];
    for (const one of known) tables.push(await makeKeys(duck, one));
    const [{ orders: hasOrders } = { orders: false }] = await store.query<{ orders: boolean }>(
      "select exists (select from public.sales_order) as orders",
    );
    const before = await readCompany(store);
    const hasMetrics = tables.some(({ table }) => table.columns.some(({ name }) => name === "metric"));
    const catalog = (hasMetrics && (await readCatalog?.())) || builtInCatalog;
    const company = await companyOf(duck, loaded, before, hasOrders, { today, scope, catalog });
    const hasAssignments = tables.some(({ table }) => table.name === "assignments");
    const plans = hasAssignments ? await planKeys(store) : [];
    const settings: Settings = { ...company, today, scope, catalog, plans };
    for (const [index, one] of tables.entries()) {
      report("checking", index, tables.length, one.table.name);
      await checkRows(duck, one, settings);
    }
    let rejected: Rejected | undefined;
    try {
      const summary = await inTransaction(store, dryRun, async (sql) => {
        await sql.exec("set local time zone 'UTC'; set local salesglass.bulk = 'on'");
        if (!dryRun) await lockTables(sql, tables);
        if (!sameSettings(before, await readCompany(sql)))
          throw badInput("the company's settings were changed during the import: start it again");
        await readRecord(duck, sql, tables);
        await readErased(duck, sql);
        await hideOthers(duck, sql, tables, scope);
        await compare(duck, sql, tables, settings, dryRun, report);
        await review?.(duck);
        // The report is written before the record is: if it can't be, nothing was changed.
        if (rejectedFile) rejected = await writeRejected(duck, loaded, rejectedFile);
        const faults = rejected?.faults ?? 0;
        const counts = await summarise(duck, loaded, before, company);
        if (!dryRun) {
          await sql.query("select set_config('salesglass.actor', $1, true), set_config('salesglass.audit', $2, true)", [
            actor,
            review ? "on" : "off",
          ]);
          if (!sameSettings(before, company)) await writeCompany(sql, company);
          await write(duck, sql, tables, counts, report, signal);
          if (!review) await noteImport(sql, actor, counts);
        }
        return {
          tables: counts,
          rejectedFile: faults > 0 ? rejectedFile : undefined,
          faults,
          ...(await readWarnings(duck)),
          ignored: loaded.ignored,
          dryRun,
        };
      });
      await rejected?.publish();
      return summary;
    } catch (error) {
      await rejected?.discard();
      throw error;
    }
  });
}

async function planKeys(store: Store): Promise<string[]> {
  const rows = await store.query<{ plan: string }>("select distinct plan from public.plan_version order by plan");
  return rows.map(({ plan }) => plan);
}

type Report = (step: ImportProgress["step"], done: number, total: number, table?: string) => void;

async function compare(
  duck: Duck,
  sql: Sql,
  tables: readonly LoadedTable[],
  settings: Settings,
  dryRun: boolean,
  report: Report,
): Promise<void> {
  const reserve: ReserveIds = dryRun ? async () => 1_000_000_000 : (record, count) => reserveIds(sql, record, count);
  const known = await duck.tables();
  for (const table of importColumns) {
    const one = tables.find((other) => other.table === table);
    if (one) {
      report("comparing", tables.indexOf(one), tables.length, table.name);
      await classify(duck, one, settings, reserve);
    } else if (!table.partOf && known.has(`old_${table.name}`)) {
      await presentFromRecord(duck, table);
    }
  }
}

/** New rows from which it pays to work on a table as a whole. */
const manyRows = 5_000;

async function write(
  duck: Duck,
  sql: Sql,
  tables: readonly LoadedTable[],
  counts: readonly TableSummary[],
  report: Report,
  signal: AbortSignal | undefined,
): Promise<void> {
  const countsOf = ({ table }: LoadedTable) => counts.find((one) => one.table === table.name)!;
  const names = new Set<string>(tables.map(({ table }) => table.name));
  const total = counts.reduce((sum, table) => sum + table.new + table.changed, 0);
  const many = tables.filter((one) => countsOf(one).new >= manyRows).map(({ table }) => table.record);
  const putKeysBack = await liftForeignKeys(sql, many);
  let done = 0;
  for (const one of tables) {
    signal?.throwIfAborted();
    report("writing", done, total, one.table.name);
    await mergeTable(duck, sql, one, names);
    done += countsOf(one).new + countsOf(one).changed;
  }
  await touchOrders(duck, sql, names);
  await touchOpportunities(duck, sql, names);
  await enterStages(duck, sql, tables);
  // Nobody else does it on the embedded record, and a server does it too late for the first questions.
  for (const record of many) {
    await sql.exec(`analyze public.${record}`);
    await setImmediate();
  }
  if (names.has("goals") || names.has("teams")) await sql.query("select public.count_quotas()");
  signal?.throwIfAborted();
  await putKeysBack();
  signal?.throwIfAborted();
  report("writing", total, total);
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
