import type { Settings } from "./check-rows.ts";
import { type ImportColumn, type ImportTable, targetOf } from "./column-types.ts";
import { rejectByRecord, rejectParts } from "./contradictions.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { entityColumns, partColumns } from "./read-record.ts";
import { rejectReferences } from "./references.ts";
import type { LoadedTable } from "./source.ts";

/** Takes `count` ids of a table of the record and answers the first. */
export type ReserveIds = (record: string, count: number) => Promise<number>;

/** How a row stands to the record, in the column `state` of `final_<table>`. */
export const states = { new: 0, changed: 1, unchanged: 2 } as const;

/**
 * Resolves the references of a table, rejects rows that refer to nothing, and compares the rest with the record:
 * `final_<table>` holds whole rows as the record should have them, with their `state`; `ref_<table>` every known key
 * with its id, and `now_<table>` every known row as it will be.
 */
export async function classify(
  duck: Duck,
  loaded: LoadedTable,
  settings: Settings,
  reserve: ReserveIds,
): Promise<void> {
  const { table } = loaded;
  await rejectReferences(duck, loaded);
  if (table.partOf) await classifyParts(duck, loaded);
  else await classifyEntities(duck, loaded, settings, reserve);
}

/** For tables that are only referred to: the record's rows are all there are. */
export async function presentFromRecord(duck: Duck, table: ImportTable): Promise<void> {
  await duck.run(`create view ref_${table.name} as select external_id as key, id from old_${table.name}`);
  await duck.run(`create view now_${table.name} as select * from old_${table.name}`);
}

async function classifyEntities(
  duck: Duck,
  { table, columns }: LoadedTable,
  settings: Settings,
  reserve: ReserveIds,
): Promise<void> {
  const { name } = table;
  await rejectByRecord(duck, table, columns);
  const count = await duck.count(
    `select count(*) from typed_${name} where id not in (select external_id from old_${name})`,
  );
  const first = count > 0 ? await reserve(table.record, count) : 0;
  await duck.run(
    `create table ref_${name} as select external_id as key, id from old_${name}
     union all select id, (${first} - 1 + row_number() over (order by _row))::integer from typed_${name} where id not in (select external_id from old_${name})`,
  );
  const value = (column: ImportColumn) => wantedValue(column, table, columns, settings);
  const wanted = table.columns.map((column) => `${value(column)} as ${quoted(targetOf(column))}`);
  if (name === "orders")
    wanted.push(
      columns.includes("ordered_at")
        ? `cast(timezone(${literal(settings.timeZone)}, t.ordered_at) as DATE) as day`
        : "o.day as day",
    );
  await duck.run(
    `create table final_${name} as select w.*, ${stateOf(
      entityColumns(table)
        .map(([column]) => column)
        .filter((column) => column !== "id"),
      "o.id",
      "w",
    )} as state
     from (select t._row, r.id, ${wanted.join(", ")} from typed_${name} t join ref_${name} r on r.key = t.id left join old_${name} o on o.external_id = t.id ${joins(table, columns)}) w
     left join old_${name} o on o.id = w.id`,
  );
  await duck.run(
    `create view now_${name} as select * exclude (_row, state) from final_${name} union all by name select * from old_${name} where id not in (select id from final_${name})`,
  );
}

async function classifyParts(duck: Duck, { table, columns }: LoadedTable): Promise<void> {
  const { name } = table;
  const parent = `${table.partOf}_id`;
  await rejectParts(duck, table);
  const key = table.key.map((part) => targetOf(table.columns.find((column) => column.name === part)!));
  const value = (column: ImportColumn) => wantedValue(column, table, columns, undefined);
  const wanted = table.columns.map((column) => `${value(column)} as ${quoted(targetOf(column))}`);
  if (table.partOf === "order") wanted.push("n.customer_id as customer_id");
  const now = table.partOf === "order" ? "join now_orders n on n.id = r_order.id" : "";
  const keyed = table.columns.filter((column) => table.key.includes(column.name));
  const before = keyed.map((column) => `o.${quoted(targetOf(column))} = ${value(column)}`).join(" and ");
  const match = key.map((column) => `o.${quoted(column)} = t.${quoted(column)}`).join(" and ");
  const compared = partColumns(table)
    .map(([column]) => column)
    .filter((column) => !key.includes(column));
  await duck.run(
    `create table final_${name} as select t.*, ${stateOf(compared, `o.${quoted(key[0]!)}`, "t")} as state
     from (select t._row, ${wanted.join(", ")} from typed_${name} t ${joins(table, columns)} ${now} left join old_${name} o on ${before}) t
     left join old_${name} o on ${match}`,
  );
  const held =
    (await duck.count(`select count(*) from fault where tbl = ${literal(name)} and row is null`)) > 0
      ? `select id from ref_${nounsOf[table.partOf!]}`
      : `select r.id from raw_${name} w join ref_${nounsOf[table.partOf!]} r on r.key = trim(w.${quoted(table.partOf!)}) where w.rowid in (select row from fault where tbl = ${literal(name)})`;
  await duck.run(
    `create table removed_${name} as select ${key.map((column) => `o.${quoted(column)}`).join(", ")} from old_${name} o
     where o.${parent} in (select ${parent} from final_${name}) and o.${parent} not in (${held})
     and not exists (select 1 from final_${name} t where ${match})`,
  );
}

const nounsOf: Record<string, string> = { order: "orders", opportunity: "opportunities" };

function stateOf(columns: readonly string[], there: string, row: string): string {
  const differs = columns.map((column) => `${row}.${quoted(column)} is distinct from o.${quoted(column)}`);
  return `case when ${there} is null then ${states.new} when ${differs.length > 0 ? differs.join(" or ") : "false"} then ${states.changed} else ${states.unchanged} end`;
}

/** SQL of the value that a column should have: the file's, or where the file lacks it the record's or the default. */
function wantedValue(
  column: ImportColumn,
  table: ImportTable,
  columns: readonly string[],
  settings: Settings | undefined,
): string {
  const made = column.name === "line" || column.name === "net_amount";
  const given = made || columns.includes(column.name);
  if (column.name === "currency" && settings) return literal(settings.currency);
  if (given) return column.references ? `r_${column.name}.id` : `t.${quoted(column.name)}`;
  const fallback = column.name === "team" && columns.includes("rep") ? "p_rep.team_id" : (column.fallback ?? "null");
  const there = table.partOf ? `o.${table.partOf}_id` : "o.id";
  return `case when ${there} is null then ${fallback} else o.${quoted(targetOf(column))} end`;
}

function joins(table: ImportTable, columns: readonly string[]): string {
  const references = table.columns.filter((column) => column.references && columns.includes(column.name));
  const byKey = references.map(
    (column) =>
      `left join ref_${column.references} r_${column.name} on r_${column.name}.key = t.${quoted(column.name)}`,
  );
  const team =
    table.columns.some((column) => column.name === "team") && !columns.includes("team") && columns.includes("rep");
  return [...byKey, ...(team ? ["left join now_reps p_rep on p_rep.id = r_rep.id"] : [])].join(" ");
}
