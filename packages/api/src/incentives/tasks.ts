import { badInput, type Calendar, type Catalog } from "@salesglass/core";
import type { ImportProgress } from "../import/pipeline.ts";
import type { Store } from "../store/store.ts";
import { openWarehouse } from "../warehouse/warehouse.ts";
import { InvalidInput } from "../writing/invalid-input.ts";
import { type Closing, closePeriod } from "./close-period.ts";
import { payPeriodOf } from "./pay-periods.ts";
import { type SavedPlan, type SaveOptions, savePlan } from "./plan-versions.ts";

/** Saves a plan from a file; faults are listed as a person reads them. */
export async function savePlanTask(
  store: Store,
  { document, ...options }: Omit<SaveOptions, "currency"> & { readonly document?: unknown },
): Promise<SavedPlan> {
  const company = await store.prisma.company.findUnique({ where: { id: 1 } });
  if (!company) throw badInput("the record has no company yet: import one first, so that its currency is known");
  try {
    return await savePlan(store, document, { ...options, currency: company.currency });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    const lines = error.faults.map(
      ({ path, value, message }) => `- ${path}: ${value === null ? "" : `${value} `}${message}`,
    );
    throw badInput(
      [`${options.path} can't be saved:`, ...lines].join("\n").replaceAll(" Say confirm: true", " Say --confirm"),
    );
  }
}

/** Closes a month with a copy of the warehouse of its own. */
export async function closePeriodTask(
  store: Store,
  period: string,
  { today, catalog, ...options }: { today: string; catalog: Catalog; actor: string; dryRun: boolean },
  onProgress: (progress: ImportProgress) => void,
): Promise<Closing> {
  const company = await store.prisma.company.findUnique({ where: { id: 1 } });
  const { fiscalYearStart = 1, weekStart = 1, fiscalPattern = "MONTHS" } = company ?? {};
  const calendar = { today, fiscalYearStart, weekStart, fiscalPattern } as Calendar;
  onProgress({ step: "closing", done: 0, total: 1 });
  const warehouse = await openWarehouse({ store, engine: "duckdb" });
  try {
    const closing = await closePeriod(
      { store, wholeWarehouse: warehouse, calendar, catalog },
      payPeriodOf(period, calendar),
      options,
    );
    onProgress({ step: "closing", done: 1, total: 1 });
    return closing;
  } finally {
    await warehouse.close();
  }
}
