import type { Sql } from "../store/store.ts";

/** A table of the record, with the columns that a backup holds. */
export interface RecordTable {
  readonly name: string;
  readonly columns: readonly string[];
}

/**
 * The record's tables, as the database itself knows them, so that none can be forgotten. Left out is what belongs to one
 * database alone: its migrations, the marks of its transactions, and the tombstones that go by these.
 */
export async function recordTables(sql: Sql): Promise<RecordTable[]> {
  return sql.query<RecordTable & Record<string, unknown>>(
    `select c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
     from information_schema.columns c
     join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
     where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
       and coalesce(c.column_default, '') not like '%pg_current_xact_id%'
       and c.table_name not in ('_prisma_migrations', 'tombstone')
     group by c.table_name order by c.table_name collate "C"`,
  );
}

/** Whether anybody has put anything into the record; alerts are no more than what the server saw by itself. */
export async function holdsAnything(sql: Sql): Promise<boolean> {
  const tables = (await recordTables(sql)).filter(({ name }) => name !== "alert" && name !== "alert_delivery");
  const questions = tables.map(({ name }) => `exists (select from public.${quoted(name)})`);
  const [row] = await sql.query<{ any: boolean }>(`select ${["false", ...questions].join(" or ")} as any`);
  return row!.any;
}

/** The next number of each sequence. */
export async function sequenceValues(sql: Sql): Promise<{ name: string; last: string }[]> {
  return sql.query<{ name: string; last: string }>(
    `select sequencename as name, last_value::text as last from pg_sequences
     where schemaname = 'public' and last_value is not null order by sequencename collate "C"`,
  );
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
