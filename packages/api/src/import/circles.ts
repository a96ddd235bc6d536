import { reject } from "./check-rows.ts";
import { type ImportColumn, targetOf } from "./column-types.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { givenIn, type LoadedTable } from "./source.ts";

/** Members of a circle that a message names; more are left out of its middle. */
const named = 10;

/**
 * Rejects rows that a reference to their own table leads back to themselves, be it through rows of the record: teams
 * below themselves, customers who were referred by those they referred.
 *
 * @returns how many rows
 */
export async function rejectCircles(duck: Duck, loaded: LoadedTable, column: ImportColumn): Promise<number> {
  const { name } = loaded.table;
  const given = `select id from typed_${name} where ${givenIn(loaded, column.name)}`;
  await duck.run(
    `create or replace temp table edge as
     with known as (select id, external_id as key, ${quoted(targetOf(column))} as above from (from old_${name} union all from hidden_${name}))
     select id as key, ${quoted(column.name)} as above from typed_${name} where ${givenIn(loaded, column.name)}
     union all
     select k.key, a.key from known k left join known a on a.id = k.above where k.key not in (${given})`,
  );
  if (!(await findCircles(duck))) return 0;
  const shown = (key: string) =>
    `case when ${key} in (select external_id from hidden_${name}) then '…' else ${key} end`;
  return reject(
    duck,
    name,
    `with recursive walk as (
       select key as start, above, [${shown("key")}] as path from edge where key in (select key from circle) and key in (${given})
       union all
       select w.start, e.above, list_append(w.path, ${shown("e.key")}) from walk w join edge e on e.key = w.above
       where w.above <> w.start and len(w.path) < ${named}),
     longest as (select start, arg_max(path, len(path)) as path, arg_max(above, len(path)) as next from walk group by start)
     select t._row, ${literal(column.name)}, t.${quoted(column.name)},
       'makes a circle: ' || array_to_string(l.path, ' → ') || case when l.next = l.start then '' else ' → …' end || ' → ' || t.id
     from typed_${name} t join longest l on l.start = t.id`,
  );
}

/**
 * Makes `circle`, the keys that lie on one. Every row leads to at most one other, so twice as many steps are a join of
 * the steps so far with themselves; after as many steps as there are rows, one can only stand in a circle.
 */
async function findCircles(duck: Duck): Promise<boolean> {
  await duck.run("create or replace temp table step as select key, above from edge where above is not null");
  let rows = await duck.count("select count(*) from step");
  const all = rows;
  for (let steps = 1; steps < all && rows > 0; steps *= 2) {
    await duck.run(
      "create or replace temp table step as select one.key, two.above from step one join step two on two.key = one.above",
    );
    rows = await duck.count("select count(*) from step");
  }
  await duck.run(
    "create or replace temp table circle as select distinct above as key from step where above in (select key from step)",
  );
  return (await duck.count("select count(*) from circle")) > 0;
}
