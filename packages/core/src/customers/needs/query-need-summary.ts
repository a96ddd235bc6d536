import { type RawBuilder, sql } from "kysely";
import { addMonths, checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { dateOf } from "../../filters.ts";
import { queryNames } from "../../metrics/names.ts";
import type { Scope } from "../../scope.ts";
import { customerIn, needIn, products } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { needConditions } from "./need-conditions.ts";
import type { NeedGroup, NeedGrouping, NeedSummaryQuestion } from "./question.ts";

/**
 * How many needs there are by topic, category, product, source, strength or month, how many of them are open and
 * overdue, and how many customers have them: the group with the most open ones first, of equals the one with more in
 * all, then by key; strengths from strong to weak; months in their order, with those between that have none.
 *
 * What the status was on an earlier day isn't kept: as of a day means needs that were written down up to it, with the
 * status of today. A need counts for the reps who own its customer. Needs of customers who are anonymous or were erased
 * are left out: there is nobody to offer anything.
 *
 * @throws badInput for strengths outside 1–5, days that are none, ranges that are turned round, and `first` below 1
 * @example await queryNeedSummary(db, everything, { calendar, groupBy: "TOPIC", first: 1 })
 *   // [{ key: "gift boxes", label: "gift boxes", needs: 40, open: 21, overdue: 4, met: 12, dropped: 7, … }]
 */
export async function queryNeedSummary(
  db: WarehouseDb,
  scope: Scope,
  { calendar, groupBy, where, first, asOf = calendar.today }: NeedSummaryQuestion,
): Promise<NeedGroup[]> {
  if (first !== undefined && !(Number.isInteger(first) && first >= 1)) {
    throw badInput(`first: ${first}, expected a whole number, 1 or more`);
  }
  const key = keys[groupBy];
  if (!key) throw badInput(`groupBy: ${JSON.stringify(groupBy)}, expected one of ${Object.keys(keys).join(", ")}`);
  const day = dateOf(checkDay(asOf, "asOf"));
  const open = sql`n.status = 'OPEN'`;
  const { rows } = await sql<Omit<NeedGroup, "label">>`
    select * from (select ${key} as key, count(*)::integer as needs,
      (count(*) filter (where ${open}))::integer as open,
      (count(*) filter (where ${open} and n.expected_on < ${day}))::integer as overdue,
      (count(*) filter (where n.status = 'MET'))::integer as met,
      (count(*) filter (where n.status = 'DROPPED'))::integer as dropped,
      count(distinct n.customer_id)::integer as customers,
      (count(distinct n.customer_id) filter (where ${open}))::integer as "waitingCustomers",
      sum(n.strength)::double precision / count(*) as "averageStrength"
    from ${needIn(scope)} as n
      join ${customerIn(scope)} as c on c.id = n.customer_id and not c.anonymous and not c.erased
      left join ${products()} as p on p.id = n.product_id
    where n.recorded_on <= ${day} and ${needConditions(where)}
    group by 1) as grouped
    order by ${orders[groupBy] ?? sql`open desc, needs desc`}, key collate "C" nulls last
    ${first === undefined ? sql`` : sql`limit ${sql.lit(first)}`}`.execute(db);
  if (groupBy === "PRODUCT") return named(db, rows);
  const labelled = rows.map((row) => ({ ...row, label: row.key }));
  return isMonthly(groupBy) ? withEmptyMonths(labelled) : labelled;
}

const keys: Readonly<Record<NeedGrouping, RawBuilder<unknown>>> = {
  TOPIC: sql`n.topic`,
  CATEGORY: sql`coalesce(n.category, p.category)`,
  PRODUCT: sql`n.product_id::text`,
  SOURCE: sql`n.source`,
  STRENGTH: sql`n.strength::text`,
  MONTH: monthOf(sql`n.recorded_on`),
  EXPECTED_MONTH: monthOf(sql`n.expected_on`),
};

const orders: Partial<Record<NeedGrouping, RawBuilder<unknown>>> = {
  STRENGTH: sql`key desc`,
  MONTH: sql`key nulls last`,
  EXPECTED_MONTH: sql`key nulls last`,
};

function isMonthly(groupBy: NeedGrouping): boolean {
  return groupBy === "MONTH" || groupBy === "EXPECTED_MONTH";
}

/** The first day of a day's month. */
function monthOf(day: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${day} - (extract(day from ${day})::integer - 1))::text`;
}

async function named(db: WarehouseDb, rows: readonly Omit<NeedGroup, "label">[]): Promise<NeedGroup[]> {
  const ids = rows.flatMap(({ key }) => (key === null ? [] : [Number(key)]));
  const names = await queryNames(db, "product", ids);
  return rows.map((row) => ({ ...row, label: row.key === null ? null : (names.get(Number(row.key)) ?? row.key) }));
}

/** Months in which nobody needed anything are months too. */
function withEmptyMonths(rows: readonly NeedGroup[]): NeedGroup[] {
  return rows.flatMap((row, index) => {
    const next = rows[index + 1]?.key;
    const filled: NeedGroup[] = [row];
    if (row.key === null || next == null) return filled;
    for (let month = addMonths(row.key, 1); month < next; month = addMonths(month, 1)) {
      filled.push({ ...nothing, key: month, label: month });
    }
    return filled;
  });
}

const nothing = {
  needs: 0,
  open: 0,
  overdue: 0,
  met: 0,
  dropped: 0,
  customers: 0,
  waitingCustomers: 0,
  averageStrength: null,
} as const;
