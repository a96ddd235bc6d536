import { createHash, randomBytes } from "node:crypto";
import { note } from "../audit/note.ts";
import type { ImportTable } from "../import/column-types.ts";
import { targetOf } from "../import/column-types.ts";
import { importColumns } from "../import/columns.ts";
import { lockWriters } from "../import/record-writes.ts";
import type { Sql, Store } from "../store/store.ts";
import { type CustomerKey, nobody, noSuchCustomer } from "./find-customer.ts";

/** What an erasure removed, or would remove in a dry run. */
export type Erasure = {
  readonly dryRun: boolean;
  /** Under which key the customer's sales go on; null in a dry run, and where only the audit log knew the customer. */
  readonly externalId: string | null;
  readonly erasedOn: string;
  /** Whether that had been done before: nothing was left to remove then. */
  readonly alreadyErased: boolean;
  /** How many rows of each table were emptied of what tells who it was; contacts are deleted. */
  readonly removed: readonly { readonly table: string; readonly rows: number }[];
};

/** What an erased customer is called. */
const erasedName = "Erased customer";

/**
 * Makes a customer unknown for good: name, company, e-mail, phone and key, contacts, free texts and the audit log's old
 * values go. The customer's row stays with what figures are made of, so that no total changes. Of the key a salted hash is
 * kept, by which an import that would bring the customer back is refused.
 *
 * @param today the day that it is done on, `YYYY-MM-DD`
 * @throws DomainError when there is and was no such customer, or no person behind it
 */
export async function eraseCustomer(options: {
  readonly store: Store;
  readonly key: CustomerKey;
  readonly dryRun: boolean;
  readonly today: string;
  readonly actor: string;
}): Promise<Erasure> {
  const { store, key, dryRun, today, actor } = options;
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.exec("set local salesglass.audit = 'off'");
    const before = await erasedBefore(sql, key);
    if (before) return { dryRun, externalId: before.externalId, erasedOn: before.on, alreadyErased: true, removed: [] };
    const { ids, current, externalId } = await find(sql, key);
    const renamed = current === undefined ? null : `erased-${randomBytes(8).toString("hex")}`;
    const removed: { table: string; rows: number }[] = [];
    for (const table of importColumns.filter(isPersonal)) {
      removed.push({ table: table.name, rows: await emptyRows(sql, table, current, { dryRun, renamed, today }) });
    }
    removed.push({ table: "alerts", rows: await emptyNotes(sql, current, dryRun) });
    removed.push({ table: "audit_log", rows: await emptyLog(sql, ids, dryRun, renamed) });
    if (!dryRun) {
      await keepHash(sql, externalId, today);
      const counts = removed.filter(({ rows }) => rows > 0);
      await note(sql, {
        actor,
        action: "ERASED",
        table: "customer",
        rowId: current,
        ...(renamed ? { externalId: renamed } : {}),
        after: { removed: counts },
      });
    }
    return { dryRun, externalId: dryRun ? null : renamed, erasedOn: today, alreadyErased: false, removed };
  });
}

/** The tables of what is personal: those of a customer with columns that can tell who it is. */
function isPersonal({ columns }: ImportTable): boolean {
  return columns.some(({ personal }) => personal);
}

async function erasedBefore(
  sql: Sql,
  key: CustomerKey,
): Promise<{ externalId: string | null; on: string } | undefined> {
  const [row] = await sql.query<{ external_id: string; on: string }>(
    `select external_id, erased_on::text as on from public.customer where ${"id" in key ? "id = $1::integer" : "external_id = $1"} and erased_on is not null`,
    ["id" in key ? key.id : key.externalId],
  );
  if (row) return { externalId: row.external_id, on: row.on };
  if ("id" in key) return undefined;
  const [known] = await sql.query<{ on: string }>(
    `select erased_on::text as on from public.erased_key where hash = encode(sha256(convert_to(salt || $1, 'UTF8')), 'hex')`,
    [key.externalId],
  );
  return known && { externalId: null, on: known.on };
}

/** The customer's row; of one who was deleted, only what the audit log still says of them. */
async function find(
  sql: Sql,
  key: CustomerKey,
): Promise<{ ids: number[]; current: number | undefined; externalId: string }> {
  const [row] = await sql.query<{ id: number; external_id: string; anonymous: boolean }>(
    `select id, external_id, anonymous from public.customer where ${"id" in key ? "id = $1::integer" : "external_id = $1"} for update`,
    ["id" in key ? key.id : key.externalId],
  );
  if (row?.anonymous) throw nobody(row.external_id);
  const externalId = row?.external_id ?? ("externalId" in key ? key.externalId : "");
  const logged = await sql.query<{ id: number }>(
    "select distinct row_id as id from public.audit_entry where table_name = 'customer' and external_id = $1",
    [externalId],
  );
  const ids = new Set([...(row ? [row.id] : []), ...logged.map(({ id }) => id)]);
  if (ids.size === 0) throw noSuchCustomer(key);
  return { ids: [...ids], current: row?.id, externalId };
}

async function emptyRows(
  sql: Sql,
  table: ImportTable,
  customer: number | undefined,
  { dryRun, renamed, today }: { dryRun: boolean; renamed: string | null; today: string },
): Promise<number> {
  if (customer === undefined) return 0;
  const personal = personalColumns(table);
  const isCustomer = table.name === "customers";
  const isContact = table.name === "contacts";
  const own = `${isCustomer ? "id" : "customer_id"} = $1::integer`;
  const where =
    isCustomer || isContact ? own : `${own} and (${personal.map((column) => `${column} is not null`).join(" or ")})`;
  if (dryRun) {
    const [row] = await sql.query<{ rows: number }>(
      `select count(*)::integer as rows from public.${table.record} where ${where}`,
      [customer],
    );
    return row!.rows;
  }
  if (isContact) {
    return (await sql.query(`delete from public.contact where ${where} returning id`, [customer])).length;
  }
  const emptied = personal
    .filter((column) => column !== "name" || !isCustomer)
    .filter((column) => column !== "external_id");
  const values = emptied.map((column) => `${column} = null`);
  if (!isCustomer) {
    return (
      await sql.query(`update public.${table.record} set ${values.join(", ")} where ${where} returning id`, [customer])
    ).length;
  }
  await sql.query(
    `update public.customer set ${values.join(", ")}, name = $2, external_id = $3, erased_on = $4::date where ${where}`,
    [customer, erasedName, renamed, today],
  );
  return 1;
}

/** What was said to alerts about the customer. */
async function emptyNotes(sql: Sql, customer: number | undefined, dryRun: boolean): Promise<number> {
  if (customer === undefined) return 0;
  const where = "where customer_id = $1::integer and note is not null";
  const rows = await sql.query(
    dryRun ? `select id from public.alert ${where}` : `update public.alert set note = null ${where} returning id`,
    [customer],
  );
  return rows.length;
}

function personalColumns({ columns }: ImportTable): string[] {
  return columns.filter(({ personal }) => personal).map(targetOf);
}

/** Empties in the customer's old entries what tells who it was. */
async function emptyLog(sql: Sql, ids: readonly number[], dryRun: boolean, renamed: string | null): Promise<number> {
  const columns = importColumns
    .filter(isPersonal)
    .map((table) => `when '${table.record}' then '{${personalColumns(table).join(",")}}'::text[]`);
  const emptied = (value: string) =>
    `(select jsonb_object_agg(key, case when key = any (case table_name ${columns.join(" ")} end) then 'null'::jsonb else value end) from jsonb_each(${value}))`;
  let rows = 0;
  for (const id of ids) {
    const theirs = "action <> 'ERASED' and (customer_id = $1::integer or before ->> 'customer_id' = $1::text)";
    await sql.query("select set_config('salesglass.erasing', $1, true)", [String(id)]);
    const found = await sql.query(
      dryRun
        ? `select id from public.audit_entry where ${theirs}`
        : `update public.audit_entry set before = ${emptied("before")}, after = ${emptied("after")},
             external_id = case table_name when 'customer' then $2::text when 'contact' then null else external_id end
           where ${theirs} returning id`,
      dryRun ? [String(id)] : [String(id), renamed],
    );
    rows += found.length;
  }
  await sql.exec("set local salesglass.erasing = ''");
  return rows;
}

/** Keeps the hash of an erased key, by which an import that would bring it back is refused. */
export async function keepHash(sql: Sql, externalId: string, today: string): Promise<void> {
  const [row] = await sql.query<{ salt: string }>("select salt from public.erased_key limit 1");
  const salt = row?.salt ?? randomBytes(16).toString("hex");
  const hash = createHash("sha256")
    .update(salt + externalId)
    .digest("hex");
  await sql.query(
    "insert into public.erased_key (hash, salt, erased_on) values ($1, $2, $3::date) on conflict do nothing",
    [hash, salt, today],
  );
}
