import { readdir, readFile as readText } from "node:fs/promises";
import { join, resolve } from "node:path";
import { StatementType } from "@duckdb/node-api";
import { badInput, suggest } from "@salesglass/core";
import { importColumns, tableOf } from "./columns.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { checkColumns } from "./load-native.ts";
import { readable, readFile } from "./read-file.ts";
import type { Load, Loaded } from "./source.ts";

/**
 * Reads a foreign source: each file of `folder` that the mapping names becomes a view of that name, and each
 * `<table>.sql` of `map` is one SELECT over them. The SQL sees nothing but the folder and can't write.
 */
export function loadMapped(folder: string, map: string, signal?: AbortSignal): Load {
  return async (duck) => {
    const loaded: Loaded = { tables: [], csv: [], ignored: [] };
    const scripts = await readScripts(map);
    await makeViews(duck, folder, scripts.map((script) => script.sql).join("\n"), loaded, signal);
    await duck.run(`set allowed_directories = [${literal(`${resolve(folder)}/`)}, ${literal(`${duck.folder}/`)}]`);
    await duck.run("set enable_external_access = false");
    await duck.run("set lock_configuration = true");
    for (const script of scripts.filter(({ name }) => name.startsWith("_"))) await prepare(duck, script);
    for (const table of importColumns) {
      const script = scripts.find(({ name }) => name === `${table.name}.sql`);
      if (script) loaded.tables.push(await select(duck, table.name, script));
    }
    return loaded;
  };
}

type Script = { name: string; sql: string };

async function readScripts(map: string): Promise<Script[]> {
  const names = (await readdir(map)).filter((name) => name.endsWith(".sql")).sort();
  const tables = importColumns.map((table) => table.name as string);
  for (const name of names) {
    const stem = name.slice(0, -4);
    if (name.startsWith("_") || tables.includes(stem)) continue;
    const meant = suggest(stem, tables);
    throw badInput(
      `${name}: there is no table "${stem}"${meant ? `; did you mean ${meant}.sql?` : `; there are ${tables.join(", ")}`}. Helpers begin with _`,
    );
  }
  if (!names.some((name) => !name.startsWith("_"))) {
    throw badInput(
      `folder ${map} has no mapping: it needs .sql files such as customers.sql, orders.sql, order_lines.sql`,
    );
  }
  return Promise.all(names.map(async (name) => ({ name, sql: await readText(join(map, name), "utf8") })));
}

/** Only files that the mapping names are read: what else lies in the folder may be anything. */
async function makeViews(duck: Duck, folder: string, sql: string, loaded: Loaded, signal?: AbortSignal): Promise<void> {
  const words = sql.toLowerCase();
  const taken = new Map<string, string>();
  for (const file of (await readdir(folder)).sort()) {
    const stem = file.replace(readable, "");
    if (stem === file || !new RegExp(`(?<![a-z0-9_])${escaped(stem.toLowerCase())}(?![a-z0-9_])`, "u").test(words)) {
      loaded.ignored.push(file);
      continue;
    }
    const other = taken.get(stem.toLowerCase());
    if (other) throw badInput(`${other} and ${file} would both be the view "${stem}": keep one`);
    taken.set(stem.toLowerCase(), file);
    const { csv } = await readFile(duck, join(folder, file), `file_${stem}`, { signal });
    if (csv) loaded.csv.push(csv);
    await duck.run(
      `create view ${quoted(stem)} as select *, ${literal(file)} as _file, rowid + 1 as _line from ${quoted(`file_${stem}`)}`,
    );
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

async function prepare(duck: Duck, { name, sql }: Script): Promise<void> {
  await explained(name, async () => {
    const statements = await duck.connection.extractStatements(sql);
    for (let index = 0; index < statements.count; index++) {
      const statement = await statements.prepare(index);
      if (statement.statementType !== StatementType.CREATE && statement.statementType !== StatementType.CREATE_FUNC) {
        throw new Error("may only hold CREATE MACRO, CREATE VIEW and CREATE TABLE");
      }
      await statement.run();
    }
  });
}

async function select(duck: Duck, tableName: (typeof importColumns)[number]["name"], { name, sql }: Script) {
  const table = tableOf(tableName);
  const query = sql.trim().replace(/;\s*$/, "");
  return explained(name, async () => {
    const statements = await duck.connection.extractStatements(query);
    if (statements.count !== 1) throw new Error(`must be one SELECT, but holds ${statements.count} statements`);
    const statement = await statements.prepare(0);
    if (statement.statementType !== StatementType.SELECT) throw new Error("must be one SELECT");
    const given = Array.from({ length: statement.columnCount }, (_, index) => statement.columnName(index));
    const columns = given.filter((column) => column !== "_file" && column !== "_line");
    checkColumns(table, columns, name);
    const traced = given.includes("_file") && given.includes("_line");
    const casts = [...columns, ...(traced ? ["_file", "_line"] : [])].map(
      (column) => `cast(${quoted(column)} as VARCHAR) as ${quoted(column)}`,
    );
    await duck.run(`create table raw_${table.name} as select ${casts.join(", ")} from (\n${query}\n)`);
    return { table, columns, file: name, traced };
  });
}

async function explained<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const message = (error as Error).message;
    throw badInput(message.startsWith(name) ? message : `${name}: ${message.trim()}`);
  }
}
