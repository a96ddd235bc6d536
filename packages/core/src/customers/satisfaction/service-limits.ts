import { type RawBuilder, sql } from "kysely";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { caseIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import { type CaseSeverity, caseSeverities, type ServiceLimit } from "./service-question.ts";

/** Fewer say nothing about how long a case takes. */
const fewestResolved = 5;

/** A quantile of days, interpolated linearly (type 7); the engines agree at a millionth. */
export function quantileOfDays(share: number, days: RawBuilder<unknown>): RawBuilder<unknown> {
  const quantile = sql`percentile_cont(${sql.lit(share)}) within group (order by (${days})::double precision)`;
  return sql`(${quantile})::decimal(28, 6)::double precision`;
}

/** Of each severity the days within which nine in ten of all cases were resolved that were by the as-of day. */
export async function queryServiceLimits(db: WarehouseDb, scope: Scope, asOf: string): Promise<ServiceLimit[]> {
  const { rows } = await sql<{ severity: CaseSeverity; resolved: number; days: number }>`
    select severity, count(*)::integer as resolved, ${quantileOfDays(0.9, sql`resolved_on - opened_on`)} as days
    from ${caseIn(scope)} as resolved where resolved_on <= ${dateOf(asOf)} group by severity`.execute(db);
  return caseSeverities.map((severity) => {
    const { resolved = 0, days = null } = rows.find((row) => row.severity === severity) ?? {};
    return { severity, resolved, days: resolved < fewestResolved ? null : days };
  });
}

/** Whether a case `f` is open on the as-of day. */
export function isOpen(asOf: string): RawBuilder<boolean> {
  return sql`(f.resolved_on is null or f.resolved_on > ${dateOf(asOf)})`;
}

/** Whether a case `f` is open for longer than its severity's limit. */
export function isOverdue(asOf: string, limits: readonly ServiceLimit[]): RawBuilder<boolean> {
  const late = limits.flatMap(({ severity, days }) =>
    days === null
      ? []
      : [sql`(f.severity = ${sql.lit(severity)} and ${dateOf(asOf)} - f.opened_on > ${sql.lit(days)})`],
  );
  return late.length > 0 ? sql`(${isOpen(asOf)} and (${sql.join(late, sql` or `)}))` : sql`false`;
}
