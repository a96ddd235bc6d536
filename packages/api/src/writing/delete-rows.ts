import type { ImportTable } from "../import/column-types.ts";
import { lockWriters } from "../import/record-writes.ts";
import { customersInScopeSql, ownInScopeSql } from "../modules/record-scope.ts";
import type { Sql } from "../store/store.ts";
import { type InputFault, InvalidInput } from "./invalid-input.ts";
import { checkCount, type Writer, type WrittenRow } from "./write-rows.ts";

/**
 * Deletes rows of one table by their external ids, in one transaction: all or nothing. What isn't there, or isn't within
 * the writer's scope, counts as unchanged.
 *
 * @param argument the name of the list, for the paths of faults
 * @throws InvalidInput with every customer who can't be deleted, since there are orders, deals or referrals of theirs
 */
export async function deleteRows(
  { store, actor, scope }: Pick<Writer, "store" | "actor" | "scope">,
  { name, record, columns }: ImportTable,
  externalIds: readonly string[],
  { dryRun, argument = "externalIds" }: { dryRun: boolean; argument?: string },
): Promise<WrittenRow[]> {
  checkCount(argument, externalIds.length);
  const keys = externalIds.map((key) => key.trim());
  return store.transaction(async (sql) => {
    await lockWriters(sql);
    await sql.query("select set_config('salesglass.actor', $1, true)", [actor]);
    const customer = `public.customer c on c.id = t.${name === "customers" ? "id" : "customer_id"}`;
    const isOfCustomers = name === "customers" || columns.some((column) => column.name === "customer");
    const [join, seen] = isOfCustomers
      ? [`join ${customer}`, customersInScopeSql(scope, "c")]
      : ["", ownInScopeSql(scope, "t")];
    const found = await sql.query<{ id: number; key: string }>(
      `select t.id, t.external_id as key from public.${record} t ${join}
       where t.external_id in (select json_array_elements_text($1::json)) and ${seen}
       order by t.id for update of t`,
      [JSON.stringify(keys)],
    );
    const ids = new Map(found.map(({ key, id }) => [key, id]));
    if (name === "customers") await refuseBuyers(sql, keys, ids, argument);
    if (!dryRun) {
      const all = JSON.stringify([...ids.values()]);
      await sql.query(`delete from public.${record} where id in (select json_array_elements_text($1::json)::integer)`, [
        all,
      ]);
    }
    return keys.map((key, index) => {
      const id = ids.get(key) ?? null;
      const again = keys.indexOf(key) < index;
      return { externalId: key, id, outcome: id === null || again ? "UNCHANGED" : "DELETED" };
    });
  });
}

async function refuseBuyers(
  sql: Sql,
  keys: readonly string[],
  ids: ReadonlyMap<string, number>,
  argument: string,
): Promise<void> {
  const rows = await sql.query<{ id: number; orders: number; deals: number; referrals: number }>(
    `select c.id,
       (select count(*)::integer from public.sales_order o where o.customer_id = c.id) as orders,
       (select count(*)::integer from public.opportunity o where o.customer_id = c.id) as deals,
       (select count(*)::integer from public.customer r where r.referred_by_id = c.id) as referrals
     from public.customer c where c.id in (select json_array_elements_text($1::json)::integer)`,
    [JSON.stringify([...ids.values()])],
  );
  const held = new Map(
    rows.map(({ id, ...counts }) => [
      id,
      Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([what, count]) => `${count} ${what}`),
    ]),
  );
  const faults = keys.flatMap((key, index): InputFault[] => {
    const has = held.get(ids.get(key) ?? -1) ?? [];
    if (has.length === 0) return [];
    const message = `can't be deleted: the customer has ${has.join(", ")}; eraseCustomer makes the person unknown and keeps what was sold`;
    return [{ path: `${argument}[${index}]`, value: key, message }];
  });
  if (faults.length > 0) throw new InvalidInput(faults);
}
