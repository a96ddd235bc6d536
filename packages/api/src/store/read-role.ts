import type { Sql, Store } from "./store.ts";

/** The role that answers viewers who see a part of the company, and the schema of the views that it reads. */
export const readRole = "salesglass_read";
export const readSchema = "warehouse_read";

/** SQL: whether the server's user may take a role on. Since PostgreSQL 16 a member of it may be one who can't. */
export const mayTakeOn = (role: string): string =>
  `pg_has_role(current_user, ${role}, case when current_setting('server_version_num')::integer < 160000 then 'member' else 'set' end)`;

/** What nobody is answered from: keys, and what is not a viewer's to see. */
const withheld = ["api_key", "erased_key", "tombstone", "salary", "audit_entry", "_prisma_migrations"];

/**
 * Makes the read role on PostgreSQL, for which rows outside a viewer's scope don't exist (row-level security), and views
 * that are read with its rights: those of the schema `warehouse` are read with their owner's.
 *
 * @returns false where the server can't: it is embedded, older than PostgreSQL 15, or its user may make no roles
 */
export async function makeReadRole(store: Store): Promise<boolean> {
  if (store.kind !== "postgres") return false;
  const [server] = await store.query<{ number: number }>(
    "select current_setting('server_version_num')::integer as number",
  );
  if (server!.number < 150_000) return false;
  try {
    await store.transaction(async (sql) => {
      // Roles belong to the whole server, so that another database may make it at the same moment.
      await sql.query("select pg_advisory_xact_lock(72707370)");
      await makeRole(sql);
      await makeViews(sql);
      await grant(sql);
    });
    return true;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === insufficientPrivilege) return false;
    if (code === uniqueViolation || code === duplicateObject || code === changedMeanwhile) return makeReadRole(store);
    throw error;
  }
}

const insufficientPrivilege = "42501";
const uniqueViolation = "23505";
const duplicateObject = "42710";
const changedMeanwhile = "XX000";

async function makeRole(sql: Sql): Promise<void> {
  const [known] = await sql.query("select 1 from pg_roles where rolname = $1", [readRole]);
  if (!known) await sql.exec(`create role ${readRole} nologin`);
  // Who makes a role may not take it on by that alone.
  const [maker] = await sql.query<{ may: boolean }>(`select ${mayTakeOn(`'${readRole}'`)} as may`);
  if (!maker!.may) await sql.exec(`grant ${readRole} to current_user`);
}

/** Made anew only where they differ: a server that runs beside this one reads them. */
async function makeViews(sql: Sql): Promise<void> {
  const views = await sql.query<{ schema: string; name: string; definition: string }>(
    "select schemaname as schema, viewname as name, definition from pg_views where schemaname in ('warehouse', $1) order by 2",
    [readSchema],
  );
  const textOf = (schema: string) =>
    JSON.stringify(views.filter((view) => view.schema === schema).map(({ name, definition }) => [name, definition]));
  if (textOf("warehouse") === textOf(readSchema)) return;
  await sql.exec(`drop schema if exists ${readSchema} cascade; create schema ${readSchema}`);
  for (const { schema, name, definition } of views) {
    if (schema !== "warehouse") continue;
    await sql.exec(`create view ${readSchema}."${name}" with (security_invoker = true) as ${definition}`);
  }
}

async function grant(sql: Sql): Promise<void> {
  await sql.exec(`
    grant usage on schema public, ${readSchema} to ${readRole};
    grant select on all tables in schema public, ${readSchema} to ${readRole}`);
  // A record of an earlier version, on its way to this one, has some of them only.
  const tables = await sql.query<{ name: string }>(
    "select tablename::text as name from pg_tables where schemaname = 'public' and tablename = any ($1)",
    [withheld],
  );
  for (const { name } of tables) await sql.exec(`revoke all on public.${name} from ${readRole}`);
}
