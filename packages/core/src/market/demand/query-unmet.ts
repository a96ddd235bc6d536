import { sql } from "kysely";
import { type Calendar, checkDay, earlier } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { customerIn, needIn, products, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { UnmetNeed } from "./question.ts";
import { topicKey } from "./signal-sql.ts";

export interface UnmetQuestion {
  readonly calendar: Calendar;
  /** Needs that were written down up to this day, by what was sold up to it; today unless said. */
  readonly asOf?: string | undefined;
  /** At most so many; all unless said. */
  readonly first?: number | undefined;
}

/**
 * What customers want and don't have, by topic: open needs with no purchase since. Those of most customers first.
 *
 * A need is served when its customer has since bought the product that it names, or one of its category. One that names neither
 * product nor category, or a category of which there is no product, is NOT_OFFERED. Needs count for the reps who own the
 * customers; those of customers who are anonymous or were erased are left out, as in `queryNeedSummary`. What the status of a need
 * was on an earlier day isn't kept.
 *
 * @throws badInput for a day that is none, and `first` below 1
 */
export async function queryUnmetNeeds(
  db: WarehouseDb,
  scope: Scope,
  { calendar, first, ...question }: UnmetQuestion,
): Promise<UnmetNeed[]> {
  if (first !== undefined && !(Number.isInteger(first) && first >= 1)) {
    throw badInput(`first: ${first}, expected a whole number, 1 or more`);
  }
  const day = dateOf(earlier(checkDay(question.asOf ?? calendar.today, "asOf"), calendar.today));
  const { rows } = await sql<UnmetNeed>`
    with wanted as (
      select n.id, n.customer_id, n.topic, n.product_id, coalesce(n.category, p.category) as category, n.strength, n.recorded_on
      from ${needIn(scope)} as n
      join ${customerIn(scope)} as c on c.id = n.customer_id and not c.anonymous and not c.erased
      left join ${products()} as p on p.id = n.product_id
      where n.status = 'OPEN' and n.recorded_on <= ${day}),
    served as (
      select distinct w.id from wanted as w
      join ${saleIn(scope)} as s on s.customer_id = w.customer_id and s.day >= w.recorded_on and s.day <= ${day} and s.net_amount > 0
      join ${products()} as p on p.id = s.product_id
      where case when w.product_id is not null then s.product_id = w.product_id else p.category = w.category end),
    judged as (
      select w.*, case when w.product_id is not null or w.category in (select category from ${products()} as every where category is not null)
        then 'NOT_BOUGHT' else 'NOT_OFFERED' end as reason
      from wanted as w where w.id not in (select id from served))
    select * from (select min(trim(topic) collate "C") as topic, category, reason, count(*)::integer as needs,
      count(distinct customer_id)::integer as customers, sum(strength)::double precision / count(*) as "averageStrength",
      min(recorded_on)::text as since
      from judged group by ${topicKey(sql`topic`)}, category, reason) as grouped
    order by customers desc, needs desc, topic collate "C", category collate "C" nulls last, reason
    ${first === undefined ? sql`` : sql`limit ${sql.lit(first)}`}`.execute(db);
  return rows;
}
