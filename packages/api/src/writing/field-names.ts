import type { ImportTable } from "../import/column-types.ts";

/**
 * The name that a column of an import has in a mutation's input.
 *
 * @example fieldOf("acquired_on") // "acquiredOn"
 * @example fieldOf("id") // "externalId"
 */
export function fieldOf(column: string): string {
  return column === "id" ? "externalId" : column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** A message of an import, with the table's columns under the names of the input's fields. */
export function inFieldNames(message: string, table: ImportTable): string {
  const names = table.columns.map(({ name }) => name).filter((name) => name.includes("_"));
  return names.reduce(
    (text, name) => text.replaceAll(new RegExp(`(?<!["\\w])${name}(?!["\\w])`, "g"), fieldOf(name)),
    message,
  );
}
