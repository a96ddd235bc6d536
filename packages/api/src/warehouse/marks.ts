import type { Sql } from "../store/store.ts";
import { copiedTables } from "./copied-tables.ts";

/**
 * A moment of the record: the text of `pg_current_snapshot()`, for example `734:741:736,738`. A transaction is in it
 * when it had been committed by then, so what was missed while it was under way is found later, and exactly once.
 */
export type Snapshot = string;

/** A moment of the record, and when it was asked for by this process's clock. */
export type Moment = { snapshot: Snapshot; at: Date };

/** The record's moment now; within a repeatable-read transaction, the moment of all that it reads. */
export async function currentSnapshot(sql: Sql): Promise<Moment> {
  const at = new Date();
  const [row] = await sql.query<{ snapshot: string }>("select pg_current_snapshot()::text as snapshot");
  return { snapshot: row!.snapshot, at };
}

/** SQL condition on `changed`: written by a transaction that isn't in the snapshot. */
export function changedSince(snapshot: Snapshot): string {
  // The upper bound leaves out marks from another server's life, ahead of this one's, in a restored database.
  return `changed >= ${xmin(snapshot)} and changed < pg_snapshot_xmax(pg_current_snapshot())::text::bigint
    and not pg_visible_in_snapshot(changed::text::xid8, '${snapshot}'::pg_snapshot)`;
}

/** How many rows and tombstones changed since the snapshot, counted up to `most` a table, and the moment of that. */
export async function countChanges(sql: Sql, since: Snapshot, most: number): Promise<Moment & { changes: number }> {
  const counts = [...copiedTables.map(({ source }) => source), "tombstone"].map(
    (table) => `(select count(*) from (select from public.${table} where ${changedSince(since)} limit ${most}) found)`,
  );
  const at = new Date();
  const [row] = await sql.query<{ snapshot: string; changes: number }>(
    `select pg_current_snapshot()::text as snapshot, (${counts.join(" + ")})::int as changes`,
  );
  return { snapshot: row!.snapshot, at, changes: row!.changes };
}

/** True when the snapshot lies ahead of the record: the record went back to an older state. */
export function isAhead(snapshot: Snapshot, now: Snapshot): boolean {
  return xmax(snapshot) > xmax(now);
}

function xmin(snapshot: Snapshot): bigint {
  return BigInt(snapshot.split(":")[0]!);
}

function xmax(snapshot: Snapshot): bigint {
  return BigInt(snapshot.split(":")[1]!);
}
