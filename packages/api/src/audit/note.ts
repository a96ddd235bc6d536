import type { TableSummary } from "../import/summarise.ts";
import type { Sql } from "../store/store.ts";

/** Notes an import that wrote anything as one entry: who, and how many rows of which table. */
export async function noteImport(sql: Sql, actor: string, tables: readonly TableSummary[]): Promise<void> {
  if (!tables.some((table) => table.new + table.changed + table.removed > 0)) return;
  await note(sql, { actor, action: "IMPORTED", after: { tables } });
}

/** Adds an entry to the audit log. Rows that are written note themselves, by the record's triggers. */
export async function note(
  sql: Sql,
  entry: {
    readonly actor: string;
    readonly action: "CREATED" | "CHANGED" | "IMPORTED" | "ERASED";
    readonly table?: string;
    readonly rowId?: number | undefined;
    readonly externalId?: string;
    readonly after: object;
  },
): Promise<void> {
  const { actor, action, table = null, rowId = null, externalId = null, after } = entry;
  await sql.query(
    `insert into public.audit_entry (actor, action, table_name, row_id, external_id, customer_id, after)
     values ($1, $2::public.audit_action, $3, $4::integer, $5, $4::integer, $6::jsonb)`,
    [actor, action, table, rowId, externalId, JSON.stringify(after)],
  );
}
