import { type RawBuilder, sql } from "kysely";
import type { Scope } from "../scope.ts";
import { goalIn } from "../tables.ts";

/**
 * The goals that count as quota, each with its days and how its quota is divided among them, in ten-thousandths:
 * `each` a day, and `rest` ten-thousandths that are left over.
 *
 * Whole numbers are divided by doubles, which both engines have in common: the first quotient may be off in its last
 * digits where the quota is very large, the second is of what is missing then, and exact.
 */
export function quotaIn(scope: Scope): RawBuilder<unknown> {
  const about = sql`floor(units::double precision / days)::bigint`;
  const missing = sql`floor((units - about * days)::double precision / days)::bigint`;
  return sql`(select *, units - each * days as rest from (select *, about + ${missing} as each from (select *, ${about} as about
    from (select rep_id, team_id, starts_on, ends_on, (quota::decimal(28, 4) * 10000)::bigint as units, (ends_on - starts_on + 1)::integer as days
      from ${goalIn(scope)} as goal where quota > 0) as counted) as estimated) as divided)`;
}

/**
 * The part of a quota that falls on the days from one to another, an exact amount. Up to a day it is the quota's share of
 * the days, rounded down to four places: so parts of adjacent stretches add up to the part of the whole, and all of them
 * to the quota.
 */
export function quotaOfDays(since: RawBuilder<unknown>, until: RawBuilder<unknown>): RawBuilder<unknown> {
  const before = sql`(greatest(f.starts_on, ${since}) - f.starts_on)`;
  const upTo = sql`(least(f.ends_on, ${until}) - f.starts_on + 1)`;
  const spread = (days: RawBuilder<unknown>) => sql`floor((f.rest * ${days})::double precision / f.days)::bigint`;
  return sql`((f.each * (${upTo} - ${before}) + ${spread(upTo)} - ${spread(before)}) * 0.0001)::decimal(18, 4)`;
}
