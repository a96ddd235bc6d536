import { access } from "node:fs/promises";
import { badInput, builtInCatalog, type Catalog, createCatalog } from "@salesglass/core";
import { z } from "zod";
import { createKey, type KeyListing, listKeys, newKeySchema, revokeKey } from "../access/api-keys.ts";
import type { BackupSummary } from "../backup/manifest.ts";
import { isEmpty } from "../demo/is-empty.ts";
import type { Erasure } from "../duties/erase-customer.ts";
import type { CustomerExport } from "../duties/export-customer.ts";
import type { ImportProgress, ImportSummary } from "../import/import.ts";
import type { Closing } from "../incentives/close-period.ts";
import type { SavedPlan } from "../incentives/plan-versions.ts";
import type { Store } from "../store/store.ts";

/**
 * What a command can ask of the record, as data: run here where this process may open the record, or handed over to
 * the server that holds it.
 */
export const taskSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("import"),
    folder: z.string(),
    map: z.string().optional(),
    dryRun: z.boolean(),
    rejectedFile: z.string(),
    /** The file with the company's own metrics, which goals may be of. */
    companyConfig: z.string().optional(),
    today: z.string(),
    actor: z.string(),
  }),
  z.object({
    kind: z.literal("demo"),
    lines: z.number().int(),
    seed: z.number().int(),
    until: z.string(),
    actor: z.string(),
  }),
  z.object({ kind: z.literal("export-customer"), externalId: z.string() }),
  z.object({
    kind: z.literal("erase-customer"),
    externalId: z.string(),
    dryRun: z.boolean(),
    today: z.string(),
    actor: z.string(),
  }),
  z.object({
    kind: z.literal("save-plan"),
    document: z.unknown(),
    /** Where it stands, for messages. */
    path: z.string(),
    status: z.enum(["DRAFT", "ACTIVE"]),
    confirm: z.boolean(),
    endBefore: z.boolean(),
    dryRun: z.boolean(),
    actor: z.string(),
  }),
  z.object({
    kind: z.literal("close-period"),
    period: z.string(),
    dryRun: z.boolean(),
    companyConfig: z.string().optional(),
    today: z.string(),
    actor: z.string(),
  }),
  z.object({ kind: z.literal("backup"), file: z.string() }),
  newKeySchema.extend({ kind: z.literal("create-key") }),
  z.object({ kind: z.literal("list-keys") }),
  z.object({ kind: z.literal("revoke-key"), name: z.string(), actor: z.string() }),
]);

export type Task = z.infer<typeof taskSchema>;

/** What a task answers. */
export type TaskResult<T extends Task> = T extends { kind: "export-customer" }
  ? CustomerExport
  : T extends { kind: "erase-customer" }
    ? Erasure
    : T extends { kind: "save-plan" }
      ? SavedPlan
      : T extends { kind: "close-period" }
        ? Closing
        : T extends { kind: "create-key" }
          ? { readonly key: string }
          : T extends { kind: "list-keys" }
            ? { readonly keys: readonly KeyListing[] }
            : T extends { kind: "revoke-key" }
              ? { readonly revoked: string }
              : T extends { kind: "backup" }
                ? BackupSummary
                : ImportSummary;

export async function runTask<T extends Task>(
  store: Store,
  task: T,
  onProgress: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<TaskResult<T>> {
  return (await perform(store, task, onProgress, signal)) as TaskResult<T>;
}

async function perform(
  store: Store,
  task: Task,
  onProgress: (progress: ImportProgress) => void,
  signal?: AbortSignal,
): Promise<TaskResult<Task>> {
  // Each task loads only what it runs.
  if (task.kind === "backup") {
    const { writeBackup } = await import("../backup/write-backup.ts");
    return writeBackup(store, task.file, onProgress);
  }
  if (task.kind === "export-customer") {
    const { exportCustomer } = await import("../duties/export-customer.ts");
    return exportCustomer(store.prisma, { externalId: task.externalId });
  }
  if (task.kind === "erase-customer") {
    const { eraseCustomer } = await import("../duties/erase-customer.ts");
    const { externalId, dryRun, today, actor } = task;
    return eraseCustomer({ store, key: { externalId }, dryRun, today, actor });
  }
  if (task.kind === "save-plan") {
    const { savePlanTask } = await import("../incentives/tasks.ts");
    return savePlanTask(store, task);
  }
  if (task.kind === "close-period") {
    const { closePeriodTask } = await import("../incentives/tasks.ts");
    const { period, companyConfig, ...options } = task;
    const catalog = companyConfig ? await ownCatalog(companyConfig) : builtInCatalog;
    return closePeriodTask(store, period, { ...options, catalog }, onProgress);
  }
  if (task.kind === "create-key") return { key: await createKey(store, task, new Date()) };
  if (task.kind === "list-keys") return { keys: await listKeys(store) };
  if (task.kind === "revoke-key") {
    await revokeKey(store, task.name, task.actor, new Date());
    return { revoked: task.name };
  }
  const common = { store, onProgress, actor: task.actor, ...(signal ? { signal } : {}) };
  if (task.kind === "demo") {
    await refuseUnlessEmpty(store);
    const { runDemo } = await import("../demo/demo.ts");
    return runDemo({ ...common, lines: task.lines, seed: task.seed, until: task.until });
  }
  await refuseMissing(task.folder);
  if (task.map) await refuseMissing(task.map);
  const { folder, map, dryRun, rejectedFile, today, companyConfig } = task;
  const { runImport } = await import("../import/import.ts");
  const options = { ...common, folder, dryRun, rejectedFile, today, ...(map ? { map } : {}) };
  return runImport(companyConfig ? { ...options, catalog: () => ownCatalog(companyConfig) } : options);
}

async function ownCatalog(file: string): Promise<Catalog> {
  const { loadCompanyConfig } = await import("../catalog/load-config.ts");
  return createCatalog((await loadCompanyConfig(file)).extension);
}

/** The made-up company must never be mixed into a real one. */
async function refuseUnlessEmpty(store: Store): Promise<void> {
  if (!(await isEmpty(store))) {
    throw badInput(
      "the record is not empty, and the demo company is only made in an empty one; set SALESGLASS_DATA (or DATABASE_URL) to another place",
    );
  }
}

/** A folder that is named wrongly, which should be said before anything else is done. */
export async function refuseMissing(folder: string): Promise<void> {
  try {
    await access(folder);
  } catch {
    throw badInput(`folder ${folder} does not exist or can't be read`);
  }
}
