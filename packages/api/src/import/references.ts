import { reject } from "./check-rows.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import type { LoadedTable } from "./source.ts";

/** Rejects the rows of a table that refer to nothing, and teams in a circle. */
export async function rejectReferences(duck: Duck, loaded: LoadedTable): Promise<void> {
  const { table } = loaded;
  while ((await checkReferences(duck, loaded)) > 0) {
    // A row that was rejected may have been what another row of the same table refers to.
    if (!table.columns.some((column) => column.references === table.name)) break;
  }
  if (table.name === "teams" && loaded.columns.includes("parent")) await rejectCycles(duck);
}

async function checkReferences(duck: Duck, { table, columns }: LoadedTable): Promise<number> {
  let count = 0;
  for (const column of table.columns) {
    if (!column.references || !columns.includes(column.name)) continue;
    const name = quoted(column.name);
    const known =
      column.references === table.name
        ? `select id from typed_${table.name} union all select external_id from old_${table.name}`
        : `select key from ref_${column.references}`;
    const rejected = await rejectedKeys(duck, column.references);
    const noun = nouns[column.references];
    count += await reject(
      duck,
      table.name,
      `select _row, ${literal(column.name)}, ${name}, case when ${name} in (${rejected}) then ${literal(`${noun} "`)} || ${name} || '" was rejected'
         else ${literal(`${noun} "`)} || ${name} || '" is neither in the files nor in the record' end
       from typed_${table.name} where ${name} is not null and ${name} not in (${known})`,
    );
  }
  return count;
}

const nouns: Record<string, string> = {
  teams: "team",
  reps: "rep",
  products: "product",
  customers: "customer",
  orders: "order",
  opportunities: "opportunity",
};

async function rejectedKeys(duck: Duck, table: string): Promise<string> {
  const there = await duck.count(`select count(*) from duckdb_tables() where table_name = 'raw_${table}'`);
  return there > 0
    ? `select trim(id) from raw_${table} where rowid in (select row from fault where tbl = ${literal(table)}) and id is not null`
    : "select null::varchar";
}

/** Teams whose parents lead back to themselves, taking the record's other teams into account. */
async function rejectCycles(duck: Duck): Promise<void> {
  await reject(
    duck,
    "teams",
    `with recursive edge as (
       select id, parent from typed_teams
       union all
       select o.external_id, p.external_id from old_teams o left join old_teams p on p.id = o.parent_id
       where o.external_id not in (select id from typed_teams)),
     above as (
       select id, parent, [id] as path from edge where parent is not null
       union all
       select a.id, e.parent, list_append(a.path, e.id) from above a join edge e on e.id = a.parent
       where e.parent is not null and not list_contains(a.path, e.id))
     select distinct t._row, 'parent', t.parent, 'makes a circle: ' || array_to_string(list_append(a.path, t.id), ' → ')
     from typed_teams t join above a on a.id = t.id and a.parent = t.id`,
  );
  while ((await duck.count("select count(*) from found")) > 0 && (await checkReferences(duck, teamsOnly)) > 0);
}

const teamsOnly = {
  table: { name: "teams", columns: [{ name: "parent", type: "reference", references: "teams" }] },
  columns: ["parent"],
} as unknown as LoadedTable;
