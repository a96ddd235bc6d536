import { reject } from "./check-rows.ts";
import { rejectCircles } from "./circles.ts";
import { type Duck, literal, quoted } from "./duck.ts";
import { isErased, rejectErased } from "./erased.ts";
import type { LoadedTable } from "./source.ts";

/** Rejects the rows of a table that refer to nothing, or to each other in a circle, and erased customers. */
export async function rejectReferences(duck: Duck, loaded: LoadedTable): Promise<void> {
  await rejectErased(duck, loaded);
  await checkAll(duck, loaded);
  const { table, columns } = loaded;
  const own = table.columns.find((column) => column.references === table.name);
  if (!own || !columns.includes(own.name)) return;
  // A row that was rejected keeps what the record says of it, which may close another circle.
  while ((await rejectCircles(duck, loaded, own)) > 0) await checkAll(duck, loaded);
}

async function checkAll(duck: Duck, loaded: LoadedTable): Promise<void> {
  const { name, columns } = loaded.table;
  while ((await checkReferences(duck, loaded)) > 0) {
    // A row that was rejected may have been what another row of the same table refers to.
    if (!columns.some((column) => column.references === name)) break;
  }
}

async function checkReferences(duck: Duck, { table, columns, partial }: LoadedTable): Promise<number> {
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
         else ${literal(`${noun} "`)} || ${name} || '" is neither in the ${partial ? "input" : "files"} nor in the record' end
       from typed_${table.name} where ${name} is not null and ${name} not in (${known})${column.references === "customers" ? ` and not ${isErased(name)}` : ""}`,
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
  goals: "goal",
  memberships: "membership",
  salaries: "salary",
  assignments: "assignment",
  courses: "course",
  career_levels: "level",
  openings: "opening",
  indicators: "series",
  competitors: "competitor",
};

async function rejectedKeys(duck: Duck, table: string): Promise<string> {
  return (await duck.tables()).has(`raw_${table}`)
    ? `select trim(id) from raw_${table} where rowid in (select row from fault where tbl = ${literal(table)}) and id is not null`
    : "select null::varchar";
}
