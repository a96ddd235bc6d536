import { badInput, bucketsOf, type Calendar, type PayPeriod, parsePeriod } from "@salesglass/core";
import type { Sql } from "../store/store.ts";

/** A period whose statements are closed. */
export interface ClosedPeriod extends PayPeriod {
  readonly id: number;
  readonly closedAt: Date;
  readonly closedBy: string;
}

/** What is closed, in order. */
export async function closedPeriods(sql: Pick<Sql, "query">): Promise<ClosedPeriod[]> {
  const rows = await sql.query<{ id: number; key: string; from: string; to: string; at: string; by: string }>(
    `select id, key, starts_on::text as "from", ends_on::text as "to", closed_at::text as at, closed_by as by
     from public.pay_period order by starts_on`,
  );
  return rows.map(({ at, by, ...period }) => ({ ...period, closedAt: new Date(at), closedBy: by }));
}

/**
 * The first day for which somebody may be paid: of the first closed period; else on which somebody is first on a plan;
 * else, where goals alone are paid for, on which one ends first. Null where there is none.
 */
export async function firstPaidDay(sql: Pick<Sql, "query">): Promise<string | null> {
  const [row] = await sql.query<{ day: string | null }>(
    `select coalesce(
       (select min(starts_on) from public.pay_period),
       (select min(greatest(a.starts_on, v.starts_on)) from public.plan_assignment a
          join public.plan_version v on v.plan = a.plan and v.status = 'ACTIVE' and coalesce(a.ends_on, 'infinity') >= v.starts_on),
       (select min(ends_on) from public.goal where reward > 0))::text as day`,
  );
  return row!.day;
}

/** The months from one day to another, as they are paid. */
export function payPeriodsBetween(from: string, to: string, calendar: Calendar): PayPeriod[] {
  return bucketsOf({ from: `${from.slice(0, 7)}-01`, to }, "month", calendar).map(({ start }) =>
    payPeriodOf(start.slice(0, 7), calendar),
  );
}

/**
 * A month that can be paid.
 *
 * @throws badInput for what is no month
 */
export function payPeriodOf(text: string, calendar: Calendar): PayPeriod {
  const { from, to, shape } = parsePeriod(text, calendar);
  if (shape.kind !== "calendar" || shape.grain !== "month") {
    throw badInput(
      `period: ${JSON.stringify(text)} is no month, expected one such as 2024-03: people are paid by the month`,
    );
  }
  return { key: from.slice(0, 7), from, to };
}

/**
 * The first period that isn't closed; null where nobody has ever been on a plan.
 */
export async function nextPeriod(sql: Pick<Sql, "query">, calendar: Calendar): Promise<PayPeriod | null> {
  const last = (await closedPeriods(sql)).at(-1);
  if (last) return payPeriodsBetween(last.from, nextMonth(last.to), calendar)[1]!;
  const first = await firstPaidDay(sql);
  return first === null ? null : payPeriodOf(first.slice(0, 7), calendar);
}

/** A day of the month after one that ends on a day. */
function nextMonth(to: string): string {
  const [year, month] = to.split("-").map(Number) as [number, number];
  return month === 12 ? `${year + 1}-01-28` : `${year}-${String(month + 1).padStart(2, "0")}-28`;
}
