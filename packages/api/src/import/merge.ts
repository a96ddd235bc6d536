import type { Sql } from "../store/store.ts";
import { states } from "./classify.ts";
import type { ImportTable } from "./column-types.ts";
import { targetOf } from "./column-types.ts";
import { type Duck, quoted } from "./duck.ts";
import { copyToRecord, entityColumns, partColumns } from "./read-record.ts";
import type { LoadedTable } from "./source.ts";

/** Rows that one statement changes: few enough that requests are answered between two of them. */
const sliceRows = 5_000;

const mark = "((pg_current_xact_id())::text)::bigint";

/** Writes what is new and changed of a table into the record. */
export async function mergeTable(
  duck: Duck,
  sql: Sql,
  { table }: LoadedTable,
  tables: ReadonlySet<string>,
): Promise<void> {
  if (table.partOf) await mergeParts(duck, sql, table);
  else await mergeEntities(duck, sql, table, tables);
}

async function mergeEntities(duck: Duck, sql: Sql, table: ImportTable, tables: ReadonlySet<string>): Promise<void> {
  const columns = entityColumns(table).map(([name]) => name);
  // Rows that refer to new ones of their table get that reference when all are there.
  const own = table.columns.filter((column) => column.references === table.name).map(targetOf);
  const fresh = (name: string) => `${quoted(name)} in (select id from final_${table.name} where state = ${states.new})`;
  const values = columns.map((name) =>
    own.includes(name) ? `case when f.${fresh(name)} then null else f.${quoted(name)} end` : `f.${quoted(name)}`,
  );
  const net = table.name === "orders" && tables.has("order_lines");
  const sum = net
    ? " left join (select order_id, sum(net_amount)::DECIMAL(18,4) as net from final_order_lines group by order_id) l on l.order_id = f.id"
    : "";
  await copyToRecord(
    duck,
    sql,
    `select ${[...values, ...(net ? ["coalesce(l.net, 0)"] : [])].join(", ")} from final_${table.name} f${sum} where state = ${states.new} order by f.id`,
    `public.${table.record}`,
    [...columns, ...(net ? ["net_amount"] : [])],
  );
  const late = own.map((name) => ` or (state = ${states.new} and ${fresh(name)})`).join("");
  const changed = `select ${columns.map(quoted).join(", ")} from final_${table.name} where state = ${states.changed}${late} order by id`;
  await updateFrom(duck, sql, table.record, columns, ["id"], changed);
  if (table.name === "orders") await moveParts(duck, sql);
}

/** The facts of an order that is now another customer's follow it. */
async function moveParts(duck: Duck, sql: Sql): Promise<void> {
  const moved =
    "select f.id, f.customer_id from final_orders f join old_orders o on o.id = f.id where o.customer_id <> f.customer_id";
  if ((await duck.count(`select count(*) from (${moved})`)) === 0) return;
  await sql.exec("create temp table import_moved (id integer, customer_id integer) on commit drop");
  await copyToRecord(duck, sql, moved, "import_moved", ["id", "customer_id"]);
  for (const part of ["order_line", "order_credit"]) {
    await sql.exec(
      `update public.${part} p set customer_id = i.customer_id from import_moved i where p.order_id = i.id`,
    );
  }
}

async function mergeParts(duck: Duck, sql: Sql, table: ImportTable): Promise<void> {
  const columns = partColumns(table).map(([name]) => name);
  const key = table.key.map((part) => targetOf(table.columns.find((column) => column.name === part)!));
  const list = columns.map(quoted).join(", ");
  const keys = key.map(quoted).join(", ");
  if ((await duck.count(`select count(*) from removed_${table.name}`)) > 0) {
    const temporary = `import_removed_${table.record}`;
    const removed = `select ${keys} from removed_${table.name} order by ${keys}`;
    const count = await stage(duck, sql, removed, temporary, table.record, key);
    await inSlices(count, (where) =>
      sql.exec(`delete from public.${table.record} t using ${temporary} i where ${matches(key)} and ${where}`),
    );
  }
  await copyToRecord(
    duck,
    sql,
    `select ${list} from final_${table.name} where state = ${states.new} order by ${keys}`,
    `public.${table.record}`,
    columns,
  );
  const changed = `select ${list} from final_${table.name} where state = ${states.changed} order by ${keys}`;
  await updateFrom(duck, sql, table.record, columns, key, changed);
}

/**
 * A deal that a mutation opens or moves to another stage enters it today: who pushes deals one by one has no history to
 * send. One that was opened earlier may have been in its stage for longer, which nobody knows.
 */
export async function enterStages(duck: Duck, sql: Sql, tables: readonly LoadedTable[]): Promise<void> {
  if (!tables.some(({ table, partial }) => partial && table.name === "opportunities")) return;
  await copyToRecord(
    duck,
    sql,
    `select f.id, f.stage, company_today() from final_opportunities f left join old_opportunities o on o.id = f.id
     where f.status = 'OPEN' and (f.state = ${states.new} and coalesce(f.created_on = company_today(), true)
         or f.state = ${states.changed} and o.stage <> f.stage)
       and not exists (select 1 from old_opportunity_stages s
         where s.opportunity_id = f.id and s.stage = f.stage and s.entered_on = company_today())
     order by f.id`,
    "public.opportunity_stage",
    ["opportunity_id", "stage", "entered_on"],
  );
}

/** Marks the opportunities whose history was written, as the record's triggers would row by row. */
export async function touchOpportunities(duck: Duck, sql: Sql, tables: ReadonlySet<string>): Promise<void> {
  if (!tables.has("opportunity_stages")) return;
  const query = `select distinct opportunity_id as id from (
      select opportunity_id from final_opportunity_stages where state <> ${states.unchanged}
      union all select opportunity_id from removed_opportunity_stages) order by id`;
  if ((await duck.count(`select count(*) from (${query})`)) === 0) return;
  const count = await stage(duck, sql, query, "import_touched_opportunity", "opportunity", ["id"]);
  await inSlices(count, (where) =>
    sql.exec(
      `update public.opportunity t set changed = ${mark} from import_touched_opportunity i
       where i.id = t.id and t.changed <> ${mark} and ${where}`,
    ),
  );
}

/** Sums and marks the orders whose lines or credits were written, as the record's triggers would row by row. */
export async function touchOrders(duck: Duck, sql: Sql, tables: ReadonlySet<string>): Promise<void> {
  const parts = ["order_lines", "order_credits"].filter((name) => tables.has(name));
  if (parts.length === 0) return;
  const written = parts.flatMap((name) => [
    `select order_id from final_${name} where state <> ${states.unchanged}`,
    `select order_id from removed_${name}`,
  ]);
  const fresh = tables.has("orders")
    ? `select id from final_orders where state = ${states.new}`
    : "select null::integer as id";
  const touched = `select distinct order_id as id from (${written.join(" union all ")}) where order_id not in (select id from (${fresh}) where id is not null)`;
  const sum = tables.has("order_lines")
    ? `(select sum(net_amount)::DECIMAL(18,4) as net, order_id from (
         select order_id, line, net_amount from final_order_lines
         union all select order_id, line, net_amount from old_order_lines o
           where not exists (select 1 from final_order_lines f where f.order_id = o.order_id and f.line = o.line)
           and not exists (select 1 from removed_order_lines r where r.order_id = o.order_id and r.line = o.line)) group by order_id)`
    : "(select null::DECIMAL(18,4) as net, null::integer as order_id where false)";
  const query = `select t.id, s.net from (${touched}) t left join ${sum} s on s.order_id = t.id order by t.id`;
  if ((await duck.count(`select count(*) from (${query})`)) === 0) return;
  await sql.exec(
    "create temp table import_touched (n integer generated always as identity primary key, id integer, net_amount numeric(18,4)) on commit drop",
  );
  const count = await copyToRecord(duck, sql, query, "import_touched", ["id", "net_amount"]);
  await sql.exec("analyze import_touched");
  await inSlices(count, (where) =>
    sql.exec(
      `update public.sales_order o set net_amount = coalesce(i.net_amount, o.net_amount), changed = ${mark} from import_touched i where i.id = o.id and ${where}`,
    ),
  );
}

async function updateFrom(
  duck: Duck,
  sql: Sql,
  record: string,
  columns: readonly string[],
  key: readonly string[],
  query: string,
): Promise<void> {
  if ((await duck.count(`select count(*) from (${query})`)) === 0) return;
  const temporary = `import_${record}`;
  const count = await stage(duck, sql, query, temporary, record, columns);
  const values = columns.filter((name) => !key.includes(name)).map((name) => `${quoted(name)} = i.${quoted(name)}`);
  if (values.length === 0) return;
  await inSlices(count, (where) =>
    sql.exec(
      `update public.${record} t set ${values.join(", ")} from ${temporary} i where ${matches(key)} and ${where}`,
    ),
  );
}

/** Brings rows into a temporary table with columns of the record's and the number `n` of the row. */
async function stage(
  duck: Duck,
  sql: Sql,
  query: string,
  temporary: string,
  record: string,
  columns: readonly string[],
): Promise<number> {
  await sql.exec(
    `create temp table ${temporary} on commit drop as select ${columns.map(quoted).join(", ")} from public.${record} with no data;
     alter table ${temporary} add column n integer generated always as identity primary key`,
  );
  const count = await copyToRecord(duck, sql, query, temporary, columns);
  await sql.exec(`analyze ${temporary}`);
  return count;
}

function matches(key: readonly string[]): string {
  return key.map((name) => `t.${quoted(name)} = i.${quoted(name)}`).join(" and ");
}

async function inSlices(count: number, work: (where: string) => Promise<void>): Promise<void> {
  for (let from = 0; from < count; from += sliceRows) {
    await work(`i.n > ${from} and i.n <= ${from + sliceRows}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
