import { type RawBuilder, sql } from "kysely";
import type { Calendar, Grain } from "../calendar.ts";

/**
 * The first day of the bucket that holds a day, as SQL. Fiscal grains are of a fiscal year made of months; those made
 * of weeks have no arithmetic.
 *
 * By subtraction where there is one, which takes the columnar engine a third of the time of `date_trunc`.
 */
export function truncate(day: RawBuilder<unknown>, grain: Grain, calendar: Calendar): RawBuilder<unknown> {
  switch (grain) {
    case "day":
      return day;
    case "week":
      return sql`(${day} - (${field("isodow", day)} + ${sql.lit(7 - calendar.weekStart)}) % 7)`;
    case "month":
    case "fiscalMonth":
      return sql`(${day} - (${field("day", day)} - 1))`;
    case "quarter":
      return sql`date_trunc('quarter', ${day})::date`;
    case "year":
      return sql`(${day} - (${field("doy", day)} - 1))`;
    case "fiscalQuarter":
      return monthsBack(day, 3, calendar);
    case "fiscalYear":
      return monthsBack(day, 12, calendar);
  }
}

/** The first of the month in which the part of `size` months began that holds the day, counted from the fiscal start. */
function monthsBack(day: RawBuilder<unknown>, size: number, { fiscalYearStart }: Calendar): RawBuilder<unknown> {
  const into = sql`((${field("month", day)} + ${sql.lit(12 - fiscalYearStart)}) % ${sql.lit(size)})`;
  return sql`(date_trunc('month', ${day}) - ${into} * interval '1 month')::date`;
}

function field(name: "day" | "month" | "doy" | "isodow", day: RawBuilder<unknown>): RawBuilder<number> {
  return sql`extract(${sql.raw(name)} from ${day})::integer`;
}
