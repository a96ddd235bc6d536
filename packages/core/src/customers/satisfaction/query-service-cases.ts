import { type RawBuilder, sql } from "kysely";
import { checkDay } from "../../calendar.ts";
import { badInput } from "../../errors.ts";
import { and, dateOf, matches } from "../../filters.ts";
import { checkPage } from "../../page.ts";
import type { Scope } from "../../scope.ts";
import { buyers, caseIn, reps } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { customerConditions } from "../customer-filter.ts";
import { isOpen, isOverdue, queryServiceLimits } from "./service-limits.ts";
import {
  caseSeverities,
  type ServiceCaseFilter,
  type ServiceCaseOrderField,
  type ServiceCaseRow,
  type ServiceCasesQuestion,
  type ServiceLimit,
} from "./service-question.ts";

/**
 * A page of the service cases that were opened by the as-of day, and how many there are in all. Overdue is a case that
 * is open longer than nine in ten resolved ones of its severity took, where at least five were resolved.
 *
 * @throws badInput for a limit or offset that is no whole number, and for an order that there is not
 */
export async function queryServiceCases(
  db: WarehouseDb,
  scope: Scope,
  question: ServiceCasesQuestion,
): Promise<{ total: number; cases: ServiceCaseRow[] }> {
  const { asOf, limit, offset, where, orderBy = mostUrgent } = question;
  checkDay(asOf, "asOf");
  checkPage({ limit, offset });
  const limits = await queryServiceLimits(db, scope, asOf);
  const columns = columnsOf(asOf);
  const orders = orderBy.map(({ by, direction }) => {
    const column = columns[by];
    if (!column) {
      throw badInput(`orderBy: ${JSON.stringify(by)}, expected one of ${Object.keys(columns).join(", ")}`);
    }
    return direction === "DESC" ? sql`${column} desc nulls last` : sql`${column} asc nulls last`;
  });
  const customers = where?.customer && (await customersOf(db, scope, question));
  const wanted = and([sql`f.opened_on <= ${dateOf(asOf)}`, ...conditions(asOf, limits, where), ...(customers ?? [])]);
  const from = sql`from ${caseIn(scope)} as f where ${wanted}`;
  const page = sql<ServiceCaseRow>`select f.id as "caseId", f.customer_id as "customerId", ${isOpen(asOf)} as open,
      ${columns.DAYS}::integer as days, ${isOverdue(asOf, limits)} as overdue
    ${from} order by ${sql.join([...orders, sql`f.id`])} limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const counted = sql<{ total: number }>`select count(*)::integer as total ${from}`;
  const [{ rows }, { rows: counts }] = await Promise.all([page.execute(db), counted.execute(db)]);
  return { total: counts[0]?.total ?? 0, cases: rows };
}

const mostUrgent = [
  { by: "SEVERITY", direction: "DESC" },
  { by: "DAYS", direction: "DESC" },
] as const;

function columnsOf(asOf: string): Readonly<Record<ServiceCaseOrderField, RawBuilder<unknown>>> {
  const ranks = caseSeverities.map((severity, rank) => sql`when ${sql.lit(severity)} then ${sql.lit(rank)}`);
  const resolved = sql`case when f.resolved_on <= ${dateOf(asOf)} then f.resolved_on end`;
  return {
    SEVERITY: sql`case f.severity ${sql.join(ranks, sql` `)} end`,
    OPENED_ON: sql`f.opened_on`,
    RESOLVED_ON: resolved,
    DAYS: sql`(coalesce(${resolved}, ${dateOf(asOf)}) - f.opened_on)`,
  };
}

function conditions(
  asOf: string,
  limits: readonly ServiceLimit[],
  where: ServiceCaseFilter | null | undefined,
): RawBuilder<boolean>[] {
  const is = (condition: RawBuilder<boolean>, wanted: boolean) => (wanted ? condition : sql<boolean>`not ${condition}`);
  const { kind, severity, open, overdue, opened } = where ?? {};
  return [
    matches(sql`f.kind`, kind && { in: kind }, "kind"),
    matches(sql`f.severity`, severity && { in: severity }, "severity"),
    open == null ? undefined : is(isOpen(asOf), open),
    overdue == null ? undefined : is(isOverdue(asOf, limits), overdue),
    opened ? sql<boolean>`f.opened_on between ${dateOf(opened.from)} and ${dateOf(opened.to)}` : undefined,
  ].filter((condition) => condition !== undefined);
}

async function customersOf(
  db: WarehouseDb,
  scope: Scope,
  { where, asOf, catalog }: ServiceCasesQuestion,
): Promise<RawBuilder<boolean>[]> {
  const wanted = await customerConditions(db, scope, { where: where?.customer, asOf, catalog });
  return [
    sql`f.customer_id in (select c.id from ${buyers()} as c left join ${reps()} as owner on owner.id = c.owner_id
      where ${wanted})`,
  ];
}
