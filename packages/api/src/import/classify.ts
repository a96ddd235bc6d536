import { reject } from "./check-rows.ts";
import { type ImportColumn, type ImportTable, targetOf } from "./column-types.ts";
import { rejectByRecord, rejectParts } from "./contradictions.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { entityColumns, partColumns } from "./read-record.ts";
import { rejectReferences } from "./references.ts";
import type { Settings } from "./settings.ts";
import { givenIn, type LoadedTable } from "./source.ts";

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
  if (loaded.partial) await rejectIncomplete(duck, loaded);
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
  loaded: LoadedTable,
  settings: Settings,
  reserve: ReserveIds,
): Promise<void> {
  const { table, columns } = loaded;
  const { name } = table;
  await seeWhole(duck, loaded, settings);
  await rejectByRecord(duck, loaded, settings);
  const count = await duck.count(
    `select count(*) from typed_${name} where id not in (select external_id from old_${name})`,
  );
  const first = count > 0 ? await reserve(table.record, count) : 0;
  await duck.run(
    `create table ref_${name} as select external_id as key, id from old_${name}
     union all select id, (${first} - 1 + row_number() over (order by _row))::integer from typed_${name} where id not in (select external_id from old_${name})`,
  );
  const value = (column: ImportColumn) => wantedValue(column, loaded, settings);
  const wanted = table.columns.map((column) => `${value(column)} as ${quoted(targetOf(column))}`);
  if (name === "orders")
    wanted.push(
      `cast(timezone(${literal(settings.timeZone)}, ${value(table.columns.find((column) => column.name === "ordered_at")!)}) as DATE) as day`,
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

async function classifyParts(duck: Duck, loaded: LoadedTable): Promise<void> {
  const { table, columns } = loaded;
  const { name } = table;
  const parent = `${table.partOf}_id`;
  await rejectParts(duck, table);
  const key = table.key.map((part) => targetOf(table.columns.find((column) => column.name === part)!));
  const value = (column: ImportColumn) => wantedValue(column, loaded, undefined);
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

/** New rows have to have what the record requires; those that it knows may leave out what stays as it is. */
async function rejectIncomplete(duck: Duck, loaded: LoadedTable): Promise<void> {
  const { name, noun, columns } = loaded.table;
  for (const column of columns.filter(({ required }) => required)) {
    await reject(
      duck,
      name,
      `select _row, ${literal(column.name)}, null, ${literal(`is required: there is no ${noun} "`)} || id || '" yet'
       from typed_${name} where not (${givenIn(loaded, column.name)}) and id not in (select external_id from old_${name})
         and _row not in (select row from fault where tbl = ${literal(name)} and col = 'id')`,
    );
  }
}

/** Makes `whole_<table>`: the rows as the record would have them, except that references to their own table are keys. */
async function seeWhole(duck: Duck, loaded: LoadedTable, settings: Settings): Promise<void> {
  const { table, columns } = loaded;
  const { name } = table;
  const whole = table.columns.map((column) => {
    if (column.name === "id") return "t.id";
    if (column.references !== name) return `${wantedValue(column, loaded, settings)} as ${quoted(targetOf(column))}`;
    return `${columns.includes(column.name) ? `t.${quoted(column.name)}` : "null"} as ${quoted(column.name)}`;
  });
  await duck.run(
    `create view whole_${name} as select t._row, ${whole.join(", ")} from typed_${name} t
     left join old_${name} o on o.external_id = t.id ${joins(table, columns, name)}`,
  );
}

/** SQL of the value that a column should have: the file's, or where the file lacks it the record's or the default. */
function wantedValue(column: ImportColumn, loaded: LoadedTable, settings: Settings | undefined): string {
  const { table, columns, partial } = loaded;
  if (table.name === "goals" && column.name === "team") return teamOfGoal(loaded);
  if (column.name === "currency" && settings) {
    // A mutation's other currency is refused by the rules of whole rows, a file's has been by now.
    const own = literal(settings.currency);
    return partial && columns.includes("currency") ? `coalesce(upper(t.currency), ${own})` : own;
  }
  const made = column.name === "line" || column.name === "net_amount";
  const value = column.references ? `r_${column.name}.id` : `t.${quoted(column.name)}`;
  if (made || (!partial && columns.includes(column.name))) return value;
  const fallback = isRepsTeam(column) && columns.includes("rep") ? "p_rep.team_id" : (column.fallback ?? "null");
  const there = table.partOf ? `o.${table.partOf}_id` : "o.id";
  const otherwise = `case when ${there} is null then ${fallback} else o.${quoted(targetOf(column))} end`;
  return columns.includes(column.name)
    ? `case when ${givenIn(loaded, column.name)} then ${value} else ${otherwise} end`
    : otherwise;
}

/** Whether it is a team that is the rep's where the file doesn't say. */
function isRepsTeam({ name, fallbackText }: ImportColumn): boolean {
  return name === "team" && fallbackText !== undefined;
}

/** Of a rep's goal, where no team is said: the rep's when it was set, and so what the record has unless the rep is another. */
function teamOfGoal(loaded: LoadedTable): string {
  const { columns } = loaded;
  const rep = columns.includes("rep")
    ? `case when ${givenIn(loaded, "rep")} then r_rep.id else o.rep_id end`
    : "o.rep_id";
  const own = columns.includes("rep") ? "p_rep.team_id" : "null";
  const known = `case when o.id is not null and o.rep_id is not distinct from (${rep}) then o.team_id else ${own} end`;
  if (!columns.includes("team")) return known;
  const given = `coalesce(r_team.id, case when (${rep}) is not null then ${known} end)`;
  return `case when ${givenIn(loaded, "team")} then ${given} else ${known} end`;
}

function joins(table: ImportTable, columns: readonly string[], except?: string): string {
  const references = table.columns.filter(
    (column) => column.references && column.references !== except && columns.includes(column.name),
  );
  const byKey = references.map(
    (column) =>
      `left join ref_${column.references} r_${column.name} on r_${column.name}.key = t.${quoted(column.name)}`,
  );
  const team =
    table.columns.some(isRepsTeam) && (!columns.includes("team") || table.name === "goals") && columns.includes("rep");
  return [...byKey, ...(team ? ["left join now_reps p_rep on p_rep.id = r_rep.id"] : [])].join(" ");
}
