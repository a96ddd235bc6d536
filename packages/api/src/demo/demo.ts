import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtInCatalog, everything } from "@salesglass/core";
import type { ImportTableName } from "../import/column-types.ts";
import { importColumns, tableOf } from "../import/columns.ts";
import { type ImportProgress, importLoaded } from "../import/pipeline.ts";
import type { LoadedTable } from "../import/source.ts";
import type { ImportSummary } from "../import/summarise.ts";
import { closePeriod } from "../incentives/close-period.ts";
import { payPeriodsBetween } from "../incentives/pay-periods.ts";
import { savePlan } from "../incentives/plan-versions.ts";
import { approveStatements } from "../incentives/statement-views.ts";
import type { Store } from "../store/store.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { writeRows } from "../writing/write-rows.ts";
import { demoCompany } from "./company.ts";
import { demoPlans, firstPlanDay, monthsClosed, staffOf } from "./incentives.ts";

export interface DemoRun {
  readonly store: Store;
  /** About how many order lines it has. */
  readonly lines: number;
  readonly seed: number;
  /** Last day of its history, `YYYY-MM-DD`. */
  readonly until: string;
  readonly actor?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Fills the record with a made-up company, puts its team on plans, and closes the months that it has paid for. */
export async function runDemo(options: DemoRun): Promise<ImportSummary> {
  const { store, until, actor = "demo" } = options;
  const summary = await importDemo(options);
  for (const plan of demoPlans(until)) {
    const saving = { status: "ACTIVE", confirm: true, endBefore: false, dryRun: false, path: "plan" } as const;
    await savePlan(store, plan, { ...saving, actor, currency: plan.currency });
  }
  const writer = { store, actor, scope: everything, catalog: builtInCatalog };
  for (const [name, rows] of Object.entries(await staffOf(store, until))) {
    await writeRows(writer, tableOf(name as ImportTableName), rows, { dryRun: false, today: until });
  }
  await closeMonths(options, actor);
  return summary;
}

/** The company alone, through the same checks and the same merge as any import: all or nothing. */
export function importDemo({
  store,
  lines,
  seed,
  until,
  actor = "demo",
  onProgress,
  signal,
}: DemoRun): Promise<ImportSummary> {
  const company = demoCompany({ lines, seed, until });
  return importLoaded({
    store,
    ...(onProgress ? { onProgress } : {}),
    ...(signal ? { signal } : {}),
    today: until,
    actor,
    // It has no faults; were there one, this would be the place to read of it.
    rejectedFile: join(tmpdir(), "salesglass-demo-rejected.csv"),
    async load(duck) {
      for (const statement of company.prepare) await duck.run(statement);
      const tables: LoadedTable[] = [];
      for (const table of importColumns) {
        const select = company.tables[table.name];
        if (!select) continue;
        const columns = (await duck.rows<{ column_name: string }>(`describe ${select}`)).map(
          (column) => column.column_name,
        );
        await duck.run(`create table raw_${table.name} as select columns(*)::varchar from (${select})`);
        tables.push({ table, columns, file: `demo ${table.name}`, traced: false });
      }
      return { tables, csv: [], ignored: [] };
    },
  });
}

/** Closes the months that the company has paid for, and approves all but the last of them. */
async function closeMonths({ store, until, onProgress, signal }: DemoRun, actor: string): Promise<void> {
  const warehouse = await openWarehouse({ store, engine: "duckdb" });
  try {
    await warehouse.sync();
    const calendar = { today: until, fiscalYearStart: 1, weekStart: 1 };
    const record = { store, wholeWarehouse: warehouse, calendar, catalog: builtInCatalog };
    const months = payPeriodsBetween(firstPlanDay(until), until, calendar).slice(0, monthsClosed);
    for (const [index, period] of months.entries()) {
      signal?.throwIfAborted();
      onProgress?.({ step: "closing", done: index, total: months.length });
      await closePeriod(record, period, { actor, dryRun: false });
      if (index < months.length - 1)
        await approveStatements(record, everything, { period, reps: undefined, self: undefined, actor });
    }
    onProgress?.({ step: "closing", done: months.length, total: months.length });
  } finally {
    await warehouse.close();
  }
}
