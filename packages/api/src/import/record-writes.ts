import type { Sql } from "../store/store.ts";
import { importColumns } from "./columns.ts";
import type { LoadedTable } from "./source.ts";

/**
 * One import at a time, and no other writer to the tables that it compares and then writes; readers go on. What was
 * compared is so what is overwritten, and the ids that are taken from the sequences are nobody else's.
 */
export async function lockTables(sql: Sql, loaded: readonly LoadedTable[]): Promise<void> {
  await lockWriters(sql);
  const names = new Set(
    loaded.flatMap(({ table }) => [table.partOf === "order" ? "sales_order" : table.record, table.record]),
  );
  if (names.has("sales_order")) for (const part of ["order_line", "order_credit"]) names.add(part);
  const inOrder = importColumns.map((table) => table.record).filter((name) => names.has(name));
  if (inOrder.length > 0)
    await sql.exec(`lock table ${inOrder.map((name) => `public.${name}`).join(", ")} in share row exclusive mode`);
}

/** One import, deletion or erasure at a time: the others wait until the transaction is over. */
export async function lockWriters(sql: Sql): Promise<void> {
  await sql.query("select pg_advisory_xact_lock(72707370)");
}

/** Takes ids from a table's sequence; answers the first. */
export async function reserveIds(sql: Sql, record: string, count: number): Promise<number> {
  const sequence = `pg_get_serial_sequence('public.${record}', 'id')`;
  const [row] = await sql.query<{ first: string }>(`select nextval(${sequence})::text as first`);
  const first = Number(row!.first);
  await sql.query(`select setval(${sequence}, $1)`, [first + count - 1]);
  return first;
}
