import { sql } from "kysely";
import { checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf } from "../../filters.ts";
import { checkPage } from "../../page.ts";
import type { Scope } from "../../scope.ts";
import { customerIn, needIn, products } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { needConditions } from "./need-conditions.ts";
import type { NeedsQuestion } from "./question.ts";

/**
 * A page of needs, by their ids, and how many there are in all: those wanted first come first unless another order is
 * asked for; absent days come last, equals are ordered by strength, then by id. Which count is said at
 * `queryNeedSummary`.
 *
 * @throws badInput as `queryNeedSummary` does, and for a limit or offset that is no whole number
 */
export async function queryNeeds(
  db: WarehouseDb,
  scope: Scope,
  { where, asOf, orderBy = [{ by: "EXPECTED_ON", direction: "ASC" }], limit, offset }: NeedsQuestion,
): Promise<{ total: number; ids: number[] }> {
  checkPage({ limit, offset });
  const orders = orderBy.map(({ by, direction }) => {
    const column = columns[by];
    if (!column) throw badInput(`orderBy: ${JSON.stringify(by)}, expected ${Object.keys(columns).join(", ")}`);
    return direction === "DESC" ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
  });
  const found = sql`from ${needIn(scope)} as n
      join ${customerIn(scope)} as c on c.id = n.customer_id and not c.anonymous and not c.erased
      left join ${products()} as p on p.id = n.product_id
    where n.recorded_on <= ${dateOf(checkDay(asOf, "asOf"))} and ${needConditions(where)}`;
  const paged = sql<{ id: number }>`select n.id ${found}
    order by ${sql.join([...orders, sql`n.strength desc`, sql`n.id`])}
    limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const counted = sql<{ total: number }>`select count(*)::integer as total ${found}`;
  const [{ rows }, { rows: counts }] = await Promise.all([paged.execute(db), counted.execute(db)]);
  return { total: counts[0]?.total ?? 0, ids: rows.map(({ id }) => id) };
}

const columns = {
  EXPECTED_ON: sql`n.expected_on`,
  RECORDED_ON: sql`n.recorded_on`,
  STRENGTH: sql`n.strength`,
} as const;
