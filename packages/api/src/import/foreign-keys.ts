import { setImmediate } from "node:timers/promises";
import type { Sql } from "../store/store.ts";

/** What stands in the way of a COPY, and how it is put back. */
type Obstacle = { lift: string; restore: string };

/**
 * Takes the foreign keys off tables that are empty and about to be filled: put back, each is checked by one join and
 * not row by row, which takes most of the time of a COPY. The triggers that do nothing in bulk rest too, since they
 * would keep a second copy of every row. It is all part of the caller's transaction, so nobody ever sees a table
 * without its keys. Where we may not (the tables are another role's) or somebody reads the tables just then,
 * everything stays as it is.
 *
 * @param tables of the record, such as `order_line`
 * @returns puts back exactly what was there; call it when the tables are filled
 */
export async function liftForeignKeys(sql: Sql, tables: readonly string[]): Promise<() => Promise<void>> {
  const empty: string[] = [];
  for (const table of tables) {
    const [row] = await sql.query<{ empty: boolean }>(`select not exists (select from public.${table}) as empty`);
    if (row!.empty) empty.push(`public.${table}`);
  }
  const obstacles = await sql.query<Obstacle>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as lift,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as restore
     from pg_constraint where contype = 'f' and convalidated and conrelid = any ($1::text[]::regclass[])
     union all
     select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
       format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
     from pg_trigger
     where tgname in ('lines_inserted', 'credits_inserted') and tgenabled = 'O' and tgrelid = any ($1::text[]::regclass[])`,
    [empty],
  );
  if (obstacles.length === 0 || !(await lift(sql, obstacles))) return async () => {};
  return async () => {
    for (const { restore } of obstacles) {
      await sql.exec(restore);
      await setImmediate();
    }
  };
}

async function lift(sql: Sql, obstacles: readonly Obstacle[]): Promise<boolean> {
  await sql.exec("savepoint foreign_keys");
  try {
    // Shorter than the server takes to see a deadlock: a reader that holds one table and waits for another goes first.
    await sql.exec("set local lock_timeout = '200ms'");
    for (const obstacle of obstacles) await sql.exec(obstacle.lift);
    await sql.exec("set local lock_timeout to default; release savepoint foreign_keys");
    return true;
  } catch (error) {
    if (!expected.has((error as { code?: string }).code ?? "")) throw error;
    await sql.exec("rollback to savepoint foreign_keys; release savepoint foreign_keys");
    return false;
  }
}

/** insufficient_privilege, lock_not_available, deadlock_detected */
const expected = new Set(["42501", "55P03", "40P01"]);
