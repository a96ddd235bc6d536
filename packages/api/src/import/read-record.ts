import { createReadStream } from "node:fs";
import { join } from "node:path";
import type { Sql } from "../store/store.ts";
import { duckTypes, type ImportTable, targetOf } from "./column-types.ts";
import { tableOf } from "./columns.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import type { LoadedTable } from "./source.ts";

/**
 * Copies what the record knows of the keys that an import names into DuckDB: `old_<table>` with the record's ids and
 * columns, for each table that is imported or referred to.
 */
export async function readRecord(duck: Duck, sql: Sql, loaded: readonly LoadedTable[]): Promise<void> {
  const needed = new Map<ImportTable, string[]>();
  const add = (table: ImportTable, keys: string) => needed.set(table, [...(needed.get(table) ?? []), keys]);
  for (const { table, columns } of loaded) {
    if (columns.includes("id")) add(table, `select id as key from typed_${table.name}`);
    for (const column of table.columns) {
      if (!column.references) continue;
      // Also where the file lacks the column: existing rows keep theirs, and a team may come from the rep.
      add(
        tableOf(column.references),
        columns.includes(column.name)
          ? `select ${quoted(column.name)} from typed_${table.name}`
          : "select null::varchar",
      );
    }
  }
  for (const [table, keys] of needed) await copyKnown(duck, sql, table, keys);
  for (const { table } of loaded) if (table.partOf) await copyParts(duck, sql, table);
}

async function copyKnown(duck: Duck, sql: Sql, table: ImportTable, keys: readonly string[]): Promise<void> {
  const columns = entityColumns(table);
  const declared = columns.map(([name, type]) => `${quoted(name)} ${type}`).join(", ");
  await duck.run(
    `create table key_${table.name} as select distinct key from (${keys.join(" union all ")}) as keys(key) where key is not null`,
  );
  await duck.run(`create table old_${table.name} (${declared})`);
  const [empty] = await sql.query<{ empty: boolean }>(
    `select not exists (select from public.${table.record}) as empty`,
  );
  // The keys are needed on the other side even so where lines or credits are replaced.
  if (empty!.empty) return;
  await sql.exec(`create temp table import_key_${table.record} (key text) on commit drop`);
  await copyToRecord(duck, sql, `select key from key_${table.name}`, `import_key_${table.record}`, ["key"]);
  await sql.exec(`analyze import_key_${table.record}`);
  // Teams form a tree that has to be seen whole, and reps give orders their team.
  const narrow = table.name === "teams" ? "" : ` join import_key_${table.record} k on k.key = t.external_id`;
  await copyFromRecord(
    duck,
    sql,
    `select ${columns.map(([name]) => `t.${quoted(name)}`).join(", ")} from public.${table.record} t${narrow}`,
    `old_${table.name}`,
    columns,
  );
}

async function copyParts(duck: Duck, sql: Sql, table: ImportTable): Promise<void> {
  const parent = tableOf(table.columns.find((column) => column.name === table.partOf)!.references!);
  const columns = partColumns(table);
  await duck.run(
    `create table old_${table.name} (${columns.map(([name, type]) => `${quoted(name)} ${type}`).join(", ")})`,
  );
  const [there] = await sql.query<{ there: boolean }>(`select exists (select from public.${table.record}) as there`);
  if (!there!.there) return;
  await copyFromRecord(
    duck,
    sql,
    `select ${columns.map(([name]) => `c.${quoted(name)}`).join(", ")} from public.${table.record} c
     join public.${parent.record} p on p.id = c.${table.partOf}_id join import_key_${parent.record} k on k.key = p.external_id`,
    `old_${table.name}`,
    columns,
  );
}

/** The record's columns of a table whose rows have a key of their own, with DuckDB's types. */
export function entityColumns(table: ImportTable): [name: string, type: string][] {
  const own: [string, string][] = table.columns.map((column) => [targetOf(column), duckTypes[column.type]]);
  return [["id", "INTEGER"], ...own, ...(table.name === "orders" ? ([["day", "DATE"]] as [string, string][]) : [])];
}

/** The same for lines, credits and stages; the facts of an order carry its customer. */
export function partColumns(table: ImportTable): [name: string, type: string][] {
  const own: [string, string][] = table.columns.map((column) => [targetOf(column), duckTypes[column.type]]);
  return table.partOf === "order" ? [...own, ["customer_id", "INTEGER"]] : own;
}

/** Streams a query's answer from DuckDB into a table of the record. */
export async function copyToRecord(
  duck: Duck,
  sql: Sql,
  query: string,
  table: string,
  columns: readonly string[],
): Promise<number> {
  const file = join(duck.folder, `${table.replaceAll(/[^a-z_]/g, "")}.csv`);
  await duck.run(`copy (${query}) to ${literal(file)} (format csv, header false)`);
  return sql.copyIn(table, columns, createReadStream(file, { highWaterMark: 1 << 20 }));
}

async function copyFromRecord(
  duck: Duck,
  sql: Sql,
  query: string,
  table: string,
  columns: readonly [string, string][],
): Promise<void> {
  const file = join(duck.folder, `${table}.csv`);
  await sql.copyOut(query, file);
  const types = columns.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(", ");
  await duck.run(
    `insert into ${table} select * from read_csv(${literal(file)}, auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types}}, max_line_size = 16000000)`,
  );
}
