import { type RawBuilder, sql } from "kysely";
import { addDays, addMonths, checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { and, dateOf } from "../../filters.ts";
import type { Catalog } from "../../metrics/catalog.ts";
import { checkPage } from "../../page.ts";
import type { Scope } from "../../scope.ts";
import { caseIn, customerIn, interactionIn, reps, responseIn, saleIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { customerConditions } from "../customer-filter.ts";
import type { CustomerFilter } from "../question.ts";
import { surveys } from "./surveys.ts";

export interface RecoveryQuestion {
  readonly asOf: string;
  /** How many days back an answer still counts; 365 unless said. */
  readonly days?: number | undefined;
  readonly where?: CustomerFilter | null | undefined;
  /** Only those whom nobody (true) or somebody (false) has been in touch with since. */
  readonly untouched?: boolean | undefined;
  /** Only those with at least this value at stake. */
  readonly minimumValue?: number | undefined;
  readonly limit: number;
  readonly offset: number;
  /** Whose segments are filtered by; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

export interface RecoveryRow {
  readonly customerId: number;
  /** Net revenue of the 12 months up to the as-of day. */
  readonly value: number;
  /** The last day on which they gave a reason: a low answer, or a severe case opened. */
  readonly since: string;
  readonly daysSince: number;
  /** The last day on which somebody was in touch with them after `since`; null where nobody was. */
  readonly touchedOn: string | null;
  /** The low answer, of two the later; null where only cases are the reason. */
  readonly survey: "NPS" | "CSAT" | null;
  readonly score: number | null;
  readonly answeredOn: string | null;
  readonly responseId: number | null;
  /** The open severe case that has waited longest; null where there is none. */
  readonly caseKind: "COMPLAINT" | "RETURN" | "QUESTION" | null;
  readonly caseOpenedOn: string | null;
  readonly caseId: number | null;
  /** Open severe cases. */
  readonly openCases: number;
}

/** The list's page, and what is on all pages. */
export interface Recovery {
  readonly total: number;
  readonly totalValue: number;
  /** How many nobody has been in touch with since. */
  readonly untouched: number;
  readonly rows: readonly RecoveryRow[];
}

const mostDays = 3_660;

/**
 * Whom to win back: customers whose latest NPS answer of the last days is 0–6, or whose latest CSAT answer is 1–2, and
 * those with an open service case of high severity (praise is none), by value at stake: their net revenue of the 12
 * months up to the as-of day. Equals are ordered by who waits longest, then by id.
 *
 * Anonymous and erased customers are left out: there is nobody to call. In touch means an interaction on a later day
 * than the last reason; on the same day nobody knows which came first, and a customer who is called twice is better off
 * than one who is forgotten.
 *
 * @throws badInput for days, limit, offset or a minimum value out of range
 * @example
 * await queryRecovery(db, scope, { asOf: "2024-06-30", untouched: true, limit: 10, offset: 0 })
 * // { total: 12, totalValue: 45120.5, untouched: 12, rows: [{ customerId: 7, value: 9800, daysSince: 12, score: 3, … }, …] }
 */
export async function queryRecovery(db: WarehouseDb, scope: Scope, question: RecoveryQuestion): Promise<Recovery> {
  const { asOf, days = 365, limit, offset, untouched, minimumValue } = question;
  checkDay(asOf, "asOf");
  if (!Number.isInteger(days) || days < 1 || days > mostDays) {
    throw badInput(`days: ${days}, expected a whole number from 1 to ${mostDays}`);
  }
  checkPage({ limit, offset });
  if (minimumValue !== undefined && !Number.isFinite(minimumValue)) {
    throw badInput(`minimumValue: ${minimumValue}, expected an amount`);
  }
  const wanted = and([
    await customerConditions(db, scope, question),
    sql`not c.erased`,
    ...(untouched === undefined ? [] : [sql<boolean>`touch.day is ${sql.raw(untouched ? "null" : "not null")}`]),
    ...(minimumValue === undefined ? [] : [sql<boolean>`coalesce(spent.value, 0) >= ${exact(minimumValue)}`]),
  ]);
  const listed = listedCustomers(scope, asOf, days, wanted);
  const page = sql<RecoveryRow>`${listed}
    select listed.id as "customerId", value::double precision as value, since::text as since,
      (${dateOf(asOf)} - since)::integer as "daysSince", touched_on::text as "touchedOn",
      low.kind as survey, low.score, low.day::text as "answeredOn", low.id as "responseId",
      severe.kind as "caseKind", severe.opened_on::text as "caseOpenedOn", severe.id as "caseId",
      coalesce(severe.cases, 0)::integer as "openCases"
    from listed
    left join low on low.customer_id = listed.id and low.place = 1
    left join severe on severe.customer_id = listed.id and severe.place = 1
    order by listed.value desc, listed.since, listed.id limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const whole = sql<Omit<Recovery, "rows">>`${listed}
    select count(*)::integer as total, coalesce(sum(value), 0)::double precision as "totalValue",
      (count(*) filter (where touched_on is null))::integer as untouched from listed`;
  const [{ rows }, { rows: sums }] = await Promise.all([page.execute(db), whole.execute(db)]);
  return { ...sums[0]!, rows };
}

/** The `with` clause that ends in `listed`, a row a customer; `low` and `severe` are the reasons. */
function listedCustomers(scope: Scope, asOf: string, days: number, wanted: RawBuilder<boolean>): RawBuilder<unknown> {
  const today = dateOf(asOf);
  const { NPS, CSAT } = surveys;
  return sql`
    with latest as (
      select *, row_number() over (partition by customer_id, kind order by day desc, id desc) as place
      from ${responseIn(scope)} as response
      where kind in ('NPS', 'CSAT') and day between ${dateOf(addDays(asOf, 1 - days))} and ${today}
    ),
    low as (
      select id, customer_id, kind, score, day,
        row_number() over (partition by customer_id order by day desc, kind desc) as place
      from latest where place = 1 and score <= case kind
        when 'NPS' then ${sql.lit(NPS.negativeTo)} else ${sql.lit(CSAT.negativeTo)} end
    ),
    severe as (
      select id, customer_id, kind, opened_on, count(*) over (partition by customer_id) as cases,
        row_number() over (partition by customer_id order by opened_on, id) as place
      from ${caseIn(scope)} as service
      where severity = 'HIGH' and kind <> 'PRAISE' and opened_on <= ${today}
        and (resolved_on is null or resolved_on > ${today})
    ),
    reason as (
      select customer_id, max(day) as since
      from (select customer_id, day from low union all select customer_id, opened_on from severe) as each
      group by customer_id
    ),
    touch as (
      select reason.customer_id, max(contact.day) as day
      from reason join ${interactionIn(scope)} as contact on contact.customer_id = reason.customer_id
      where contact.day > reason.since and contact.day <= ${today} group by reason.customer_id
    ),
    spent as (
      select customer_id, sum(net_amount) as value from ${saleIn(scope)} as sold
      where day between ${dateOf(addDays(addMonths(asOf, -12), 1))} and ${today}
        and customer_id in (select customer_id from reason)
      group by customer_id
    ),
    listed as (
      select c.id, reason.since, touch.day as touched_on, coalesce(spent.value, 0)::decimal(38, 4) as value
      from reason join ${customerIn(scope)} as c on c.id = reason.customer_id
      left join ${reps()} as owner on owner.id = c.owner_id
      left join touch on touch.customer_id = c.id
      left join spent on spent.customer_id = c.id
      where ${wanted}
    )`;
}

/** A number as the decimal that people write; amounts have four places. */
function exact(value: number): RawBuilder<number> {
  return sql`${sql.raw(`(${value.toFixed(4)})::decimal(38, 4)`)}`;
}
