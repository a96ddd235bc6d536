import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { badInput, suggest } from "@salesglass/core";
import type { ImportTable } from "./column-types.ts";
import { importColumns } from "./columns.ts";
import { readable, readFile } from "./read-file.ts";
import type { Load, Loaded } from "./source.ts";

/** Reads the files of a folder that bear our own tables' names and columns. */
export function loadNative(folder: string, signal?: AbortSignal): Load {
  return async (duck) => {
    const loaded: Loaded = { tables: [], csv: [], ignored: [] };
    const names = importColumns.map((table) => table.name as string);
    const files = new Map<string, string>();
    for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => a.name.localeCompare(b.name))) {
      if (entry.isDirectory()) continue;
      const stem = entry.name.replace(readable, "");
      if (stem === entry.name || !names.includes(stem)) {
        const meant = stem === entry.name ? undefined : suggest(stem, names);
        if (meant)
          throw badInput(
            `file ${entry.name}: there is no table "${stem}"; did you mean ${entry.name.replace(stem, meant)}?`,
          );
        loaded.ignored.push(entry.name);
        continue;
      }
      const other = files.get(stem);
      if (other) throw badInput(`${other} and ${entry.name} both hold ${stem}: keep one`);
      files.set(stem, entry.name);
    }
    if (files.size === 0) {
      throw badInput(
        `folder ${folder} has no file to import: files are named ${names.slice(0, 4).join(".csv, ")}.csv, …; a foreign source needs --map`,
      );
    }
    for (const table of importColumns) {
      const file = files.get(table.name);
      if (!file) continue;
      const { names: columns, csv } = await readFile(duck, join(folder, file), `raw_${table.name}`, {
        known: table.columns.map((column) => column.name),
        table: table.name,
        check: (given) => checkColumns(table, given, `file ${file}`),
        signal,
      });
      loaded.tables.push({ table, columns, file, traced: false });
      if (csv) loaded.csv.push(csv);
    }
    return loaded;
  };
}

/** Refuses unknown columns and the lack of required ones. */
export function checkColumns(table: ImportTable, given: readonly string[], where: string): void {
  const names = table.columns.map((column) => column.name);
  const unknown = given.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const meant = unknown.map((name) => {
      const near = suggest(name, names);
      return `"${name}"${near ? ` (did you mean "${near}"?)` : ""}`;
    });
    throw badInput(
      `${where}: unknown column${unknown.length > 1 ? "s" : ""} ${meant.join(", ")}; ${table.name} may have ${names.join(", ")}`,
    );
  }
  const missing = table.columns.filter((column) => column.required && !given.includes(column.name));
  if (missing.length > 0) {
    throw badInput(
      `${where}: column${missing.length > 1 ? "s" : ""} ${missing.map(({ name }) => `"${name}"`).join(", ")} of ${table.name} must be there`,
    );
  }
}
