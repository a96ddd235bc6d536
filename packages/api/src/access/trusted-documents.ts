import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** The documents that the widgets were built with, by the SHA-256 of their text, and which element sends which. */
export interface TrustedDocuments {
  readonly documents: ReadonlyMap<string, string>;
  readonly elements: ReadonlyMap<string, readonly string[]>;
}

export const noDocuments: TrustedDocuments = { documents: new Map(), elements: new Map() };

/** Reads what the widgets' build registered. @throws where the widgets are not built */
export function readTrustedDocuments(): TrustedDocuments {
  const file = createRequire(import.meta.url).resolve("@salesglass/widgets/trusted-documents.json");
  const { documents, elements } = JSON.parse(readFileSync(file, "utf8")) as {
    documents: Record<string, string>;
    elements: Record<string, string[]>;
  };
  return { documents: new Map(Object.entries(documents)), elements: new Map(Object.entries(elements)) };
}
