import { tmpdir } from "node:os";
import { join } from "node:path";
import { importColumns } from "../import/columns.ts";
import { type ImportProgress, importLoaded } from "../import/pipeline.ts";
import type { LoadedTable } from "../import/source.ts";
import type { ImportSummary } from "../import/summarise.ts";
import type { Store } from "../store/store.ts";
import { demoCompany } from "./company.ts";

/**
 * Fills the record with a made-up company through the same checks and the same merge as any import.
 *
 * @param lines about how many order lines it has
 * @param until last day of its history, `YYYY-MM-DD`
 */
export function runDemo(options: {
  readonly store: Store;
  readonly lines: number;
  readonly seed: number;
  readonly until: string;
  readonly actor?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
}): Promise<ImportSummary> {
  const { store, lines, seed, until, actor = "demo", onProgress, signal } = options;
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
