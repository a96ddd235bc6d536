import { type RawBuilder, sql } from "kysely";
import { type Calendar, checkDay, daysBetween, earlier } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { dateOf, matches, withSubTeams } from "../filters.ts";
import { queryNames } from "../metrics/names.ts";
import type { ValueFilter } from "../metrics/question.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Period } from "../period.ts";
import type { Scope } from "../scope.ts";
import { staffIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";

export interface TurnoverQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** The team that reps are in today, with its sub-teams. */
  readonly team?: ValueFilter<number> | null | undefined;
}

/** Who came, who left, and who is there. */
export interface TurnoverFigures {
  /** On the last day that is known. */
  readonly headcount: number;
  /** Over the days of the period. */
  readonly meanHeadcount: number;
  readonly joined: number;
  readonly left: number;
  /** left ÷ meanHeadcount × 365 ÷ days; null where nobody was there. */
  readonly annualTurnover: number | null;
  /** Median days since hiring, of those who are there and whose day of hiring is known. */
  readonly tenureDays: number | null;
  /** How many those are. */
  readonly tenured: number;
  /** Median days that those stayed who left. */
  readonly leaverTenureDays: number | null;
}

export interface TurnoverRow extends TurnoverFigures {
  readonly teamId: number | null;
  readonly teamName: string | null;
}

export interface Turnover {
  readonly knownTo: string;
  readonly days: number;
  readonly total: TurnoverFigures;
  /** The largest team first. */
  readonly teams: readonly TurnoverRow[];
}

/**
 * How many reps came and left, and how long they stay, in all and by the team that they are in (or last were).
 *
 * The mean headcount counts each rep for the days on which they were there: from the day of hiring to the one before that
 * of leaving. Who has no day of hiring has always been there.
 *
 * @throws badInput for a period that has not begun
 * @example await queryTurnover(db, scope, { period, calendar })
 *   // { days: 366, total: { headcount: 19, meanHeadcount: 20, left: 4, annualTurnover: 0.1994…, … }, teams: […], … }
 */
export async function queryTurnover(db: WarehouseDb, scope: Scope, question: TurnoverQuestion): Promise<Turnover> {
  const { period } = question;
  if (question.asOf !== undefined) checkDay(question.asOf, "asOf");
  const knownTo = earlier(period.to, lastKnownDay(question));
  if (knownTo < period.from) {
    throw badInput(`period: ${period.text} begins after ${knownTo}, expected one of which something is known`);
  }
  const days = daysBetween(period.from, knownTo) + 1;
  const condition = matches(sql`r.team_id`, await withSubTeams(db, question.team), "team") ?? sql`true`;
  const staff = sql`${staffIn(scope)} as r where ${condition}`;
  const columns = figureColumns(dateOf(period.from), dateOf(knownTo));
  const [whole, split] = await Promise.all([
    sql<Counts>`select ${columns} from ${staff}`.execute(db),
    sql<
      Counts & { teamId: number | null }
    >`select r.team_id as "teamId", ${columns} from ${staff} group by r.team_id`.execute(db),
  ]);
  const teams = split.rows
    .map(({ teamId, ...counts }) => ({ teamId, ...figuresOf(counts, days) }))
    .filter(({ meanHeadcount, left, joined }) => meanHeadcount > 0 || left > 0 || joined > 0)
    .sort((a, b) => b.meanHeadcount - a.meanHeadcount || (a.teamId ?? 0) - (b.teamId ?? 0));
  const names = await queryNames(
    db,
    "team",
    teams.flatMap(({ teamId }) => teamId ?? []),
  );
  return {
    knownTo,
    days,
    total: figuresOf(whole.rows[0]!, days),
    teams: teams.map((row) => ({ ...row, teamName: row.teamId === null ? null : (names.get(row.teamId) ?? null) })),
  };
}

type Counts = Omit<TurnoverFigures, "meanHeadcount" | "annualTurnover"> & { readonly personDays: number };

function figureColumns(from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> {
  const isThere = sql`(r.hired_on is null or r.hired_on <= ${to}) and (r.left_on is null or r.left_on > ${to})`;
  const hasLeft = sql`r.left_on between ${from} and ${to}`;
  const lastDay = sql`least(coalesce(r.left_on - 1, ${to}), ${to})`;
  const stayed = sql`${lastDay} - greatest(coalesce(r.hired_on, ${from}), ${from}) + 1`;
  const median = (value: RawBuilder<unknown>) =>
    sql`percentile_cont(0.5) within group (order by (${value})::double precision)`;
  return sql.join([
    sql`count(*) filter (where ${isThere})::integer as headcount`,
    sql`count(*) filter (where r.hired_on between ${from} and ${to})::integer as joined`,
    sql`count(*) filter (where ${hasLeft})::integer as "left"`,
    sql`coalesce(sum(case when ${stayed} > 0 then ${stayed} end), 0)::double precision as "personDays"`,
    sql`${median(sql`case when ${isThere} then ${to} - r.hired_on end`)} as "tenureDays"`,
    sql`count(r.hired_on) filter (where ${isThere})::integer as tenured`,
    sql`${median(sql`case when ${hasLeft} then r.left_on - r.hired_on end`)} as "leaverTenureDays"`,
  ]);
}

function figuresOf({ personDays, ...counts }: Counts, days: number): TurnoverFigures {
  const meanHeadcount = personDays / days;
  const annualTurnover = meanHeadcount === 0 ? null : (counts.left / meanHeadcount) * (365 / days);
  return { ...counts, meanHeadcount, annualTurnover };
}
