import type { Catalog } from "@salesglass/core";
import type { Store } from "../store/store.ts";
import { loadMapped } from "./load-mapped.ts";
import { loadNative } from "./load-native.ts";
import { type ImportProgress, importLoaded } from "./pipeline.ts";
import type { ImportSummary } from "./summarise.ts";

export type { ImportProgress } from "./pipeline.ts";
export type { ImportSummary } from "./summarise.ts";

export type ImportOptions = {
  readonly store: Store;
  readonly folder: string;
  /** A folder of .sql files, one SELECT a table, for files that aren't in our own form. */
  readonly map?: string;
  /** Checks and compares everything, and writes nothing but the rejected rows. */
  readonly dryRun?: boolean;
  /** The company's today, `YYYY-MM-DD`: what has taken place can't lie after it. */
  readonly today: string;
  /** Who imports, for the audit log. */
  readonly actor: string;
  /** The metrics that goals can be of; the built-in ones unless given. */
  readonly catalog?: () => Promise<Catalog>;
  /** Where rejected rows are written, if there are any. */
  readonly rejectedFile: string;
  readonly onProgress?: (progress: ImportProgress) => void;
  readonly signal?: AbortSignal;
};

/**
 * Imports a folder of files into the record, all or nothing. Rows that can't be accepted are left out and written to
 * `rejectedFile`; the same import twice changes nothing.
 *
 * @throws DomainError when a file or a mapping as a whole can't be used; nothing was written then
 */
export function runImport(options: ImportOptions): Promise<ImportSummary> {
  const { folder, map, signal } = options;
  return importLoaded({ ...options, load: map ? loadMapped(folder, map, signal) : loadNative(folder, signal) });
}
