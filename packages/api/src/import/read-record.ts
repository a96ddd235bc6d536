import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
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
  if (loaded.some(({ table }) => table.name === "career_levels")) {
    add(
      tableOf("courses"),
      "select unnest(list_transform(string_split(courses, '|'), c -> trim(c))) from (select null::varchar as courses union all by name select * from typed_career_levels)",
    );
  }
  // Where the company lists its stages, there are no others.
  if (loaded.some(({ table }) => table.name === "opportunities" || table.name === "opportunity_stages")) {
    add(tableOf("pipeline_stages"), "select null::varchar");
  }
  for (const [table, keys] of needed) await copyKnown(duck, sql, table, keys);
  await copyReferred(duck, sql, loaded);
  const parts = new Set(loaded.map(({ table }) => table).filter((table) => table.partOf));
  // An opportunity that closes must not have been in a stage later, also where no stages are given.
  if (loaded.some(({ table }) => table.name === "opportunities")) parts.add(tableOf("opportunity_stages"));
  for (const table of parts) await copyParts(duck, sql, table);
}

/** Beyond the keys that are named: what known rows refer to, where it decides whether a new value may be. */
async function copyReferred(duck: Duck, sql: Sql, loaded: readonly LoadedTable[]): Promise<void> {
  if (loaded.some(({ table }) => table.name === "survey_responses")) {
    await copyByIds(duck, sql, tableOf("orders"), "select order_id from old_survey_responses");
  }
  if (loaded.some(({ table, columns }) => table.name === "customers" && columns.includes("referred_by"))) {
    await copyByIds(duck, sql, tableOf("customers"), "select referred_by_id from old_customers", "referred_by_id");
  }
}

/**
 * Adds the rows with these ids to those that are known.
 *
 * @param chain a column that leads from row to row of the table: then also all to which it leads
 */
async function copyByIds(duck: Duck, sql: Sql, table: ImportTable, ids: string, chain?: string): Promise<void> {
  const columns = entityColumns(table);
  const old = `old_${table.name}`;
  const missing = `select distinct id from (${ids}) as ids(id) where id not in (select id from ${old})`;
  if ((await duck.count(`select count(*) from (${missing})`)) === 0) return;
  const temporary = `import_id_${table.record}`;
  await sql.exec(
    `create temp table ${temporary} (n integer generated always as identity primary key, id integer) on commit drop`,
  );
  let count = await copyToRecord(duck, sql, missing, temporary, ["id"]);
  if (chain) {
    const [row] = await sql.query<{ count: number }>(
      `with recursive reached as (
         select id from ${temporary}
         union select t.${chain} from reached r join public.${table.record} t on t.id = r.id where t.${chain} is not null),
       more as (insert into ${temporary} (id) select id from reached where id not in (select id from ${temporary}) returning n)
       select count(*)::integer as count from more`,
    );
    count += row!.count;
  }
  await sql.exec(`analyze ${temporary}`);
  const list = columns.map(([name]) => `t.${quoted(name)}`).join(", ");
  const query = `select ${list} from ${temporary} k join public.${table.record} t on t.id = k.id where k.n`;
  await copySlices(duck, sql, { by: "key", last: count }, query, old, columns);
  if (chain) await duck.run(`create or replace table ${old} as select distinct * from ${old}`);
}

/** Rows that one statement reads: few enough that requests are answered between two of them. */
const sliceRows = 20_000;

async function copyKnown(duck: Duck, sql: Sql, table: ImportTable, keys: readonly string[]): Promise<void> {
  const columns = entityColumns(table);
  const declared = columns.map(([name, type]) => `${quoted(name)} ${type}`).join(", ");
  await duck.run(
    `create table key_${table.name} as select distinct key from (${keys.join(" union all ")}) as keys(key) where key is not null`,
  );
  await duck.run(`create table old_${table.name} (${declared})`);
  const list = columns.map(([name]) => `t.${quoted(name)}`).join(", ");
  const slices = await slicesOf(duck, sql, table);
  const from =
    slices.by === "id"
      ? `public.${table.record} t where t.id`
      : `import_key_${table.record} k join public.${table.record} t on t.external_id = k.key where k.n`;
  await copySlices(duck, sql, slices, `select ${list} from ${from}`, `old_${table.name}`, columns);
}

async function copyParts(duck: Duck, sql: Sql, table: ImportTable): Promise<void> {
  const parent = tableOf(table.columns.find((column) => column.name === table.partOf)!.references!);
  const columns = partColumns(table);
  await duck.run(
    `create table old_${table.name} (${columns.map(([name, type]) => `${quoted(name)} ${type}`).join(", ")})`,
  );
  const list = columns.map(([name]) => `c.${quoted(name)}`).join(", ");
  const slices = await slicesOf(duck, sql, parent);
  const from =
    slices.by === "id"
      ? `public.${table.record} c where c.${table.partOf}_id`
      : `import_key_${parent.record} k join public.${parent.record} p on p.external_id = k.key
         join public.${table.record} c on c.${table.partOf}_id = p.id where k.n`;
  await copySlices(duck, sql, slices, `select ${list} from ${from}`, `old_${table.name}`, columns);
}

/** Teams and goals form trees that have to be seen whole; no two goals or levels may be the same, nor days, figures or stages of others. */
const seenWhole: readonly ImportTable["name"][] = [
  "teams",
  "goals",
  "career_levels",
  "memberships",
  "salaries",
  "assignments",
  "budgets",
  "indicator_values",
  "competitors",
  "competitor_figures",
  "technology_signals",
  "pipeline_stages",
];

/** How the rows of a table are read: by ranges of their id, all of them, or by ranges of the keys that are asked for. */
type Slices = { by: "id" | "key"; last: number };

/** All rows where most are asked for, which costs least; else those of the keys, which are brought into the record. */
async function slicesOf(duck: Duck, sql: Sql, table: ImportTable): Promise<Slices> {
  const [row] = await sql.query<{ rows: string; last: number }>(
    `select count(*) as rows, coalesce(max(id), 0) as last from public.${table.record}`,
  );
  const keys = await duck.count(`select count(*) from key_${table.name}`);
  if (Number(row!.rows) <= 2 * keys || seenWhole.includes(table.name)) return { by: "id", last: row!.last };
  const temporary = `import_key_${table.record}`;
  const [there] = await sql.query<{ there: boolean }>("select to_regclass($1) is not null as there", [temporary]);
  if (!there!.there) {
    await sql.exec(
      `create temp table ${temporary} (n integer generated always as identity primary key, key text) on commit drop`,
    );
    await copyToRecord(duck, sql, `select key from key_${table.name}`, temporary, ["key"]);
    await sql.exec(`analyze ${temporary}`);
  }
  return { by: "key", last: keys };
}

async function copySlices(
  duck: Duck,
  sql: Sql,
  { by, last }: Slices,
  query: string,
  table: string,
  columns: readonly [string, string][],
): Promise<void> {
  const files: string[] = [];
  // A slice of keys is looked up in the indexes; the planner would rather read the whole table each time.
  if (by === "key") await sql.exec("set local enable_hashjoin = off; set local enable_mergejoin = off");
  // Ids may have wide gaps: then slices are wider too, not more.
  const width = Math.max(sliceRows, Math.ceil(last / 500));
  for (let from = 0; from < last; from += width) {
    const file = join(duck.folder, `${table}-${from}.csv`);
    await sql.copyOut(`${query} between ${from + 1} and ${from + width}`, file);
    files.push(file);
    await setImmediate();
  }
  if (by === "key") await sql.exec("set local enable_hashjoin to default; set local enable_mergejoin to default");
  if (files.length === 0) return;
  await duck.run(`insert into ${table} from ${csvOf(files, columns)}`);
  await Promise.all(files.map((file) => rm(file)));
}

/** Makes a table in DuckDB of a query's answer from the record; for answers that are small. */
export async function copyFromRecord(
  duck: Duck,
  sql: Sql,
  query: string,
  table: string,
  columns: readonly [string, string][],
): Promise<void> {
  const file = join(duck.folder, `${table}.csv`);
  await sql.copyOut(query, file);
  await duck.run(`create table ${table} as from ${csvOf([file], columns)}`);
  await rm(file);
}

function csvOf(files: readonly string[], columns: readonly [string, string][]): string {
  const types = columns.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(", ");
  return `read_csv([${files.map(literal).join(", ")}], auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', columns = {${types}}, max_line_size = 16000000)`;
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
