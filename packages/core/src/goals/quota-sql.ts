import { type RawBuilder, sql } from "kysely";
import type { Scope } from "../scope.ts";
import { goalIn } from "../tables.ts";

/** The goals that count as quota, each with its days and how its quota is divided among them. */
export function quotaIn(scope: Scope): RawBuilder<unknown> {
  return dividedByDays(
    sql`(select rep_id, team_id, starts_on, ends_on, quota as amount from ${goalIn(scope)} as goal where quota > 0)`,
  );
}

/**
 * Rows with an `amount` over the days from `starts_on` to `ends_on`, and how it is divided among these, in ten-thousandths:
 * `each` a day, and `rest` ten-thousandths that are left over.
 *
 * Whole numbers are divided by doubles, which both engines have in common: the first quotient may be off in its last
 * digits where the amount is very large, the second is of what is missing then, and exact.
 */
export function dividedByDays(rows: RawBuilder<unknown>): RawBuilder<unknown> {
  const about = sql`floor(units::double precision / days)::bigint`;
  const missing = sql`floor((units - about * days)::double precision / days)::bigint`;
  return sql`(select *, units - each * days as rest from (select *, about + ${missing} as each from (select *, ${about} as about
    from (select *, (amount::decimal(28, 4) * 10000)::bigint as units, (ends_on - starts_on + 1)::integer as days
      from ${rows} as dated) as counted) as estimated) as divided)`;
}

/**
 * The part of such a row `f` that falls on the days from one to another, an exact amount. Up to a day it is the amount's
 * share of the days, rounded down to four places: so parts of adjacent stretches add up to the part of the whole, and all
 * of them to the amount.
 */
export function partOfDays(since: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<unknown> {
  const before = sql`(greatest(f.starts_on, ${since}) - f.starts_on)`;
  const upTo = sql`(least(f.ends_on, ${until}) - f.starts_on + 1)`;
  const spread = (days: RawBuilder<unknown>) => sql`floor((f.rest * ${days})::double precision / f.days)::bigint`;
  return sql`((f.each * (${upTo} - ${before}) + ${spread(upTo)} - ${spread(before)}) * 0.0001)::decimal(18, 4)`;
}
