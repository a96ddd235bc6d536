import type { TrustedDocuments } from "../access/trusted-documents.ts";
import type { StoredDocuments } from "../flat-data/stored-documents.ts";

/** The name of an operation by its text, or by the hash that stands for it; undefined for what nobody registered. */
export type RegisteredOperations = ReadonlyMap<string, string>;

/**
 * The operations that are known before anybody asks: stored documents (`data/sales`) and what the elements ask
 * (`KpiCard`). Only they are told apart by name in figures, so that no caller can make up names without end.
 */
export function registeredOperations(stored: StoredDocuments, { documents }: TrustedDocuments): RegisteredOperations {
  const names = new Map<string, string>();
  for (const [hash, text] of documents) {
    const name = /^\s*(?:query|mutation|subscription)\s+(\w+)/.exec(text)?.[1];
    if (name) names.set(text, name).set(hash, name);
  }
  for (const { name, text, paging } of stored.values()) {
    names.set(text, `data/${name}`);
    if (paging) names.set(paging.text, `data/${name}`);
  }
  return names;
}
