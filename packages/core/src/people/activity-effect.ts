import { type RawBuilder, sql } from "kysely";
import { addDays, type Calendar, checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { dateOf, matches, withSubTeams } from "../filters.ts";
import { pearson } from "../market/economy/sensitivity.ts";
import type { ValueFilter } from "../metrics/question.ts";
import { truncate } from "../metrics/truncate.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { bucketsOf, type Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import { dealIn, interactionIn, saleIn, staffIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type Correlation, correlationOf } from "./correlation.ts";

/** What is held against activity: revenue, or the number of deals won. */
export type ActivityResult = "REVENUE" | "WON_DEALS";

export const activityResults: readonly ActivityResult[] = ["REVENUE", "WON_DEALS"];

export type InteractionKind = "CALL" | "EMAIL" | "MEETING" | "CHAT" | "VISIT";

export interface ActivityEffectQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** Which interactions count; all unless said. */
  readonly kind?: readonly InteractionKind[] | null | undefined;
  /** By how many weeks results follow, 0 to 12; 0 unless said. */
  readonly lag?: number | undefined;
  /** The team that reps are in today, with its sub-teams. */
  readonly team?: ValueFilter<number> | null | undefined;
}

/** A rep's means over the weeks in which they were there. */
export interface ActivityOfRep {
  readonly repId: number;
  readonly name: string;
  readonly weeks: number;
  /** Interactions a week. */
  readonly interactions: number;
  /** Revenue a week. */
  readonly revenue: number;
  /** Deals won a week. */
  readonly wonDeals: number;
}

/** How activity and one result go together. */
export interface ActivityEffect {
  readonly result: ActivityResult;
  /** Weeks against other weeks of the same rep: whether more activity goes with more results. */
  readonly withinReps: Correlation;
  /** Reps against each other, by their means: whether the busier sell more. */
  readonly betweenReps: Correlation;
}

export interface ActivityEffects {
  /** Whole weeks that were looked at. */
  readonly weeks: number;
  readonly effects: readonly ActivityEffect[];
  /** By name; who did nothing and sold nothing is not among them. */
  readonly reps: readonly ActivityOfRep[];
}

/** Weeks beyond these are more than a person's habits last. */
const mostWeeks = 520;

/**
 * How many interactions reps have a week, and how that goes together with what they sell or win in the same week, or some
 * weeks later. Only whole weeks count whose results are known, and only those in which the rep was there from the first day
 * to the last.
 *
 * Two correlations are told apart, since they answer different questions. Within reps: each week as its difference from the
 * rep's own mean, so that who has more customers doesn't count as busier. Between reps: the means of reps. Weeks aren't quite
 * independent, and who has more to do may sell more for other reasons: it tells what goes together, not what is the cause.
 *
 * @throws badInput for a lag that is no whole number from 0 to 12, and for a period of more than 520 weeks
 * @example await queryActivityEffect(db, scope, { period, calendar })
 *   // { weeks: 52, effects: [{ result: "REVENUE", withinReps: { r: 0.31, low: 0.24, high: 0.37, n: 624, … }, … }], reps: […] }
 */
export async function queryActivityEffect(
  db: WarehouseDb,
  scope: Scope,
  question: ActivityEffectQuestion,
): Promise<ActivityEffects> {
  const { period, calendar, kind, lag = 0, asOf } = question;
  if (asOf !== undefined) checkDay(asOf, "asOf");
  if (!Number.isInteger(lag) || lag < 0 || lag > 12)
    throw badInput(`lag: ${lag}, expected a whole number from 0 to 12`);
  const known = lastKnownDay(question);
  const weeks = bucketsOf(period, "week", calendar).filter(
    ({ start, from, to }) => start === from && to === addDays(start, 6) && addDays(to, 7 * lag) <= known,
  );
  if (weeks.length > mostWeeks) {
    throw badInput(`period: ${period.text} has ${weeks.length} weeks, expected at most ${mostWeeks}`);
  }
  if (weeks.length === 0) return { weeks: 0, effects: activityResults.map((one) => effectOf(one, [])), reps: [] };
  const isOfTeam = matches(sql`r.team_id`, await withSubTeams(db, question.team), "team") ?? sql`true`;
  const isOfKind = matches(sql`i.kind`, kind ? { in: kind } : undefined, "kind") ?? sql`true`;
  const [first, last] = [weeks[0]!.start, weeks.at(-1)!.to];
  const between = (day: RawBuilder<unknown>, later: number) =>
    sql`${day} between ${dateOf(addDays(first, 7 * later))} and ${dateOf(addDays(last, 7 * later))}`;
  const weekOf = (day: RawBuilder<unknown>) => sql`(${truncate(day, "week", calendar)})::date`;
  const starts = sql.raw(weeks.map(({ start }) => `(date '${start}')`).join(", "));
  const later = sql.lit(7 * lag);
  const product = (a: string, b: string) => sql`sum(d_${sql.raw(a)} * d_${sql.raw(b)})`;
  const { rows } = await sql<RepSums>`
    with week as (select * from (values ${starts}) as w (start)),
    person as (select r.* from ${staffIn(scope)} as r where ${isOfTeam}),
    done as (
      select i.rep_id, ${weekOf(sql`i.day`)} as start, count(*) as n from ${interactionIn(scope)} as i
      where ${between(sql`i.day`, 0)} and ${isOfKind} group by 1, 2),
    sold as (
      select s.rep_id, ${weekOf(sql`s.day`)} as start, sum(s.net_amount) as total from ${saleIn(scope)} as s
      where ${between(sql`s.day`, lag)} group by 1, 2),
    won as (
      select o.rep_id, ${weekOf(sql`o.closed_on`)} as start, count(*) as n from ${dealIn(scope)} as o
      where o.status = 'WON' and ${between(sql`o.closed_on`, lag)} group by 1, 2),
    cell as (
      select p.id, p.name, coalesce(done.n, 0)::double precision as x, coalesce(sold.total, 0)::double precision as revenue,
        coalesce(won.n, 0)::double precision as won
      from person as p cross join week
      left join done on done.rep_id = p.id and done.start = week.start
      left join sold on sold.rep_id = p.id and sold.start = week.start + ${later}
      left join won on won.rep_id = p.id and won.start = week.start + ${later}
      where (p.hired_on is null or p.hired_on <= week.start) and (p.left_on is null or p.left_on > week.start + 6)),
    centred as (
      select *, x - avg(x) over by_rep as d_x, revenue - avg(revenue) over by_rep as d_revenue, won - avg(won) over by_rep as d_won
      from cell window by_rep as (partition by id))
    select id as "repId", name, count(*)::integer as weeks, avg(x) as interactions, avg(revenue) as revenue,
      avg(won) as "wonDeals", ${product("x", "x")} as xx, ${product("revenue", "revenue")} as rr, ${product("won", "won")} as ww,
      ${product("x", "revenue")} as xr, ${product("x", "won")} as xw
    from centred group by id, name having max(abs(x)) > 0 or max(abs(revenue)) > 0 or max(won) > 0
    order by name collate "C", id`.execute(db);
  return {
    weeks: weeks.length,
    effects: activityResults.map((one) => effectOf(one, rows)),
    reps: rows.map(({ xx, rr, ww, xr, xw, ...rep }) => rep),
  };
}

/** With the sums of squares and products of a rep's differences from their own means. */
type RepSums = ActivityOfRep & Readonly<Record<"xx" | "rr" | "ww" | "xr" | "xw", number>>;

/** A few weeks of a few reps tell nothing. */
const fewest = { weeks: 30, reps: 8 };

function effectOf(result: ActivityResult, rows: readonly RepSums[]): ActivityEffect {
  const sum = (figureOf: (row: RepSums) => number) => rows.reduce((total, row) => total + figureOf(row), 0);
  const [yy, xy] =
    result === "REVENUE" ? [sum(({ rr }) => rr), sum(({ xr }) => xr)] : [sum(({ ww }) => ww), sum(({ xw }) => xw)];
  const xx = sum((row) => row.xx);
  const cells = sum(({ weeks }) => weeks);
  // Doubles leave a little where nothing differs.
  const within = xx > 1e-9 && yy > 1e-9 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
  const means = rows.map((row) => (result === "REVENUE" ? row.revenue : row.wonDeals));
  const between = pearson(
    rows.map(({ interactions }) => interactions),
    means,
  );
  return {
    result,
    // A mean of each rep was taken off: as many weeks tell no more.
    withinReps: correlationOf(within, { n: cells, free: cells - rows.length + 1, fewest: fewest.weeks }),
    betweenReps: correlationOf(between, { n: rows.length, free: rows.length, fewest: fewest.reps }),
  };
}
