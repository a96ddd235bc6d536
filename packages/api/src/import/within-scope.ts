import type { Scope } from "@salesglass/core";
import { customersInScopeSql, staffInScopeSql } from "../modules/record-scope.ts";
import type { Sql } from "../store/store.ts";
import { reject } from "./check-rows.ts";
import type { ImportTable, ImportTableName } from "./column-types.ts";
import { importColumns } from "./columns.ts";
import { type Duck, literal } from "./duck.ts";
import { companyOnly, ownership } from "./ownership.ts";
import { copyFromRecord, copyToRecord } from "./read-record.ts";
import type { LoadedTable } from "./source.ts";

type LimitedScope = Exclude<Scope, { kind: "everything" }>;

/**
 * Takes what a writer may not see out of what is known, so that it can't be told from what isn't there, and rejects the
 * rows that would write it. Customers who are taken out are kept in `hidden_customers`.
 */
export async function hideOthers(duck: Duck, sql: Sql, loaded: readonly LoadedTable[], scope: Scope): Promise<void> {
  const known = await duck.tables();
  // Rows that refer to their own table are followed also through those that are hidden.
  for (const { name, columns } of importColumns) {
    if (!columns.some(({ references }) => references === name)) continue;
    if (known.has(`old_${name}`)) await duck.run(`create table hidden_${name} as from old_${name} limit 0`);
  }
  if (scope.kind === "everything") return;
  if (known.has("old_goals")) await hideGoals(duck, scope);
  await readSeen(duck, sql, known, scope);
  const hidden = "in (select id from customer_of_others)";
  for (const { table } of loaded) {
    const by = ownership(table.name);
    if (by === "company") {
      await reject(duck, table.name, `select _row, 'id', id, ${literal(companyOnly)} from typed_${table.name}`);
    }
    if (by === "rep") await hideOtherReps(duck, sql, table, scope);
    if (by !== "customer") continue;
    const of = table.name === "customers" ? "id" : "customer_id";
    await reject(
      duck,
      table.name,
      `select _row, 'id', id, ${literal(`is the key of a ${table.noun} that you may not write`)} from typed_${table.name}
       where id in (select external_id from old_${table.name} where ${of} ${hidden})`,
    );
  }
  if (known.has("old_customers")) {
    await duck.run(`insert into hidden_customers from old_customers where id ${hidden}`);
    await duck.run(`delete from old_customers where id ${hidden}`);
  }
  if (known.has("old_orders")) await duck.run(`delete from old_orders where customer_id ${hidden}`);
}

async function hideGoals(duck: Duck, scope: LimitedScope): Promise<void> {
  const theirs =
    scope.kind === "rep"
      ? `rep_id is distinct from ${scope.repId}`
      : `team_id is null or team_id not in (${[...scope.teamIds, "null"].join(", ")})`;
  await duck.run(`insert into hidden_goals from old_goals where coalesce(${theirs}, true)`);
  await duck.run("delete from old_goals where id in (select id from hidden_goals)");
  await reject(
    duck,
    "goals",
    `select _row, 'id', id, 'is the key of a goal that you may not write' from typed_goals
     where id in (select external_id from hidden_goals)`,
  );
}

/** The same of what is about reps who are in none of the scope's teams today. */
async function hideOtherReps(duck: Duck, sql: Sql, { name, noun }: ImportTable, scope: LimitedScope): Promise<void> {
  const isOwn = staffInScopeSql(scope, "r");
  await copyFromRecord(duck, sql, `select r.id from public.rep r where ${isOwn}`, "own_reps", [["id", "INTEGER"]]);
  const theirs = `select external_id from old_${name} where rep_id not in (select id from own_reps)`;
  await reject(
    duck,
    name,
    `select _row, 'id', id, ${literal(`is the key of a ${noun} that you may not write`)} from typed_${name} where id in (${theirs})`,
  );
  await duck.run(`delete from old_${name} where rep_id not in (select id from own_reps)`);
}

/** Makes `customer_of_others`: the known customers outside of the scope. */
async function readSeen(duck: Duck, sql: Sql, known: ReadonlySet<string>, scope: Scope): Promise<void> {
  const ids = importColumns
    .filter(({ name, columns }) => known.has(`old_${name}`) && columns.some((column) => column.name === "customer"))
    .map(({ name }) => `select customer_id from old_${name}`);
  if (known.has("old_customers")) ids.push("select id from old_customers");
  if (ids.length === 0) ids.push("select null::integer");
  await duck.run(
    `create table customer_of_others as select distinct id from (${ids.join(" union all ")}) as ids(id) where id is not null`,
  );
  await sql.exec("create temp table import_whose (id integer) on commit drop");
  await copyToRecord(duck, sql, "from customer_of_others", "import_whose", ["id"]);
  const seen = `select c.id from import_whose i join public.customer c on c.id = i.id where ${customersInScopeSql(scope, "c")}`;
  await copyFromRecord(duck, sql, seen, "seen_customer", [["id", "INTEGER"]]);
  await duck.run("delete from customer_of_others where id in (select id from seen_customer)");
}

/** Rejects customers whom the writer could not see when they are written so: nobody is their owner, or another's rep. */
export async function rejectLost(duck: Duck, scope: Scope): Promise<void> {
  if (scope.kind === "everything") return;
  const owners =
    scope.kind === "rep"
      ? `select ${scope.repId}`
      : `select id from now_reps where team_id in (${[...scope.teamIds, "null"].join(", ")})`;
  const known =
    "exists (select 1 from fault f where f.tbl = 'customers' and f.row = w._row and f.col in ('id', 'owner'))";
  await reject(
    duck,
    "customers",
    `select w._row, 'owner', r.key, case when w.owner_id is null then 'is required: without one of your reps as the owner you could not see the customer'
       else 'is not one of your reps: you could no longer see the customer' end
     from whole_customers w left join old_customers o on o.external_id = w.id left join ref_reps r on r.id = w.owner_id
     where (o.id is null or w.owner_id is distinct from o.owner_id)
       and (w.owner_id is null or w.owner_id not in (${owners})) and not ${known}`,
  );
}

/** The same of goals: of another's team, or for a rep of another's. */
export async function rejectLostGoals(duck: Duck, scope: Scope): Promise<void> {
  if (scope.kind === "everything") return;
  const teams = scope.kind === "rep" ? "null" : [...scope.teamIds, "null"].join(", ");
  const [isOwn, isOwnRep] =
    scope.kind === "rep"
      ? [`w.rep_id = ${scope.repId}`, `w.rep_id = ${scope.repId}`]
      : [`w.team_id in (${teams})`, `w.rep_id in (select id from now_reps where team_id in (${teams}))`];
  const isKnown =
    "exists (select 1 from fault f where f.tbl = 'goals' and f.row = w._row and f.col in ('id', 'team', 'rep'))";
  const from = "from whole_goals w left join old_goals o on o.external_id = w.id";
  await reject(
    duck,
    "goals",
    `select w._row, 'rep', r.key, 'is not one of your reps: their goals are not yours to set'
     ${from} left join ref_reps r on r.id = w.rep_id
     where w.rep_id is not null and not coalesce(${isOwnRep}, false) and w.rep_id is distinct from o.rep_id and not ${isKnown}`,
  );
  await reject(
    duck,
    "goals",
    `select w._row, 'team', t.key, case when w.team_id is null then 'is required: without one of your teams you could not see the goal'
       else 'is not one of your teams: you could not see the goal' end
     ${from} left join ref_teams t on t.id = w.team_id where not coalesce(${isOwn}, false) and not ${isKnown}`,
  );
}

/** The same of what is about reps. */
export async function rejectRepsOfOthers(duck: Duck, table: ImportTableName, scope: Scope): Promise<void> {
  if (scope.kind === "everything") return;
  const isKnown = `exists (select 1 from fault f where f.tbl = ${literal(table)} and f.row = w._row and f.col in ('id', 'rep'))`;
  await reject(
    duck,
    table,
    `select w._row, 'rep', r.key, 'is not one of your reps' from whole_${table} w left join ref_reps r on r.id = w.rep_id
     where w.rep_id not in (select id from own_reps) and not ${isKnown}`,
  );
}
