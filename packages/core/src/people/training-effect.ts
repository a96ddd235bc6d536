import { sql } from "kysely";
import { addDays, type Calendar, checkDay } from "../calendar.ts";
import { badInput } from "../errors.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { groupBy } from "../group-by.ts";
import type { Text } from "../metrics/definition.ts";
import type { ValueFilter } from "../metrics/question.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Scope } from "../scope.ts";
import { courses, enrolmentIn, saleIn, staffIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { tQuantile } from "./t-quantile.ts";

export interface TrainingQuestion {
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** How many days before and after a completion are compared, 7 to 365; 90 unless said. */
  readonly days?: number | undefined;
  /** The team that reps are in today, with its sub-teams. */
  readonly team?: ValueFilter<number> | null | undefined;
}

/** What followed a course. Figures are revenue a day; null where there is too little data. */
export interface TrainingEffect {
  readonly courseId: number;
  readonly name: Text;
  /** Reps who have completed it by now. */
  readonly completed: number;
  /** Those of them of whom both stretches of days are known, with colleagues to compare with. */
  readonly measured: number;
  readonly before: number | null;
  readonly after: number | null;
  /** after − before, of those who completed it. */
  readonly change: number | null;
  /** The same of their colleagues over the same days. */
  readonly othersChange: number | null;
  /** change − othersChange. */
  readonly effect: number | null;
  /** The 95 % interval of the effect. */
  readonly low: number | null;
  readonly high: number | null;
  /** Whether zero lies outside of it. */
  readonly significant: boolean | null;
  readonly tooFew: boolean;
}

/** Fewer reps than this tell nothing. */
export const fewestTrained = 5;

/**
 * What reps sold in the days before and after they first completed a course, against what their colleagues sold in the
 * same days: one row a course, by name.
 *
 * The effect of one completion is the rep's change less the mean change of the colleagues who were there all those days and
 * completed the same course neither in them nor as many days before (a difference of differences, so that seasons fall out).
 * The figure is the mean of these, with the interval mean ± t × s ÷ √n. Reps weren't drawn by lot: who is sent to a course
 * may differ from who isn't, so it tells what followed, and not for certain what came of it.
 *
 * @throws badInput for days that are no whole number from 7 to 365
 * @example await queryTrainingEffect(db, scope, { calendar, days: 90 })
 *   // [{ courseId: 1, name: { en: "Negotiation", … }, completed: 14, measured: 12, effect: 41.2, low: 3.9, high: 78.5, … }]
 */
export async function queryTrainingEffect(
  db: WarehouseDb,
  scope: Scope,
  question: TrainingQuestion,
): Promise<TrainingEffect[]> {
  const { days = 90, asOf } = question;
  if (asOf !== undefined) checkDay(asOf, "asOf");
  if (!Number.isInteger(days) || days < 7 || days > 365) {
    throw badInput(`days: ${days}, expected a whole number from 7 to 365`);
  }
  const known = lastKnownDay(question);
  const isOfTeam = matches(sql`r.team_id`, await withSubTeams(db, question.team), "team");
  const n = sql.lit(days);
  const isThere = and([
    sql`(p.hired_on is null or p.hired_on <= c.day - ${n})`,
    sql`(p.left_on is null or p.left_on > c.day + ${n})`,
  ]);
  const { rows } = await sql<CompletionRow>`
    with person as (select r.* from ${staffIn(scope)} as r where ${isOfTeam ?? sql`true`}),
    completed as (
      select e.rep_id, e.course_id, min(e.completed_on) as day from ${enrolmentIn(scope)} as e join person on person.id = e.rep_id
      where e.completed_on <= ${dateOf(known)} group by e.rep_id, e.course_id),
    sold as (
      select s.rep_id, s.day, sum(s.net_amount) as total from ${saleIn(scope)} as s
      where s.rep_id is not null and s.day <= ${dateOf(known)} group by s.rep_id, s.day),
    begun as (select min(day) as day from sold),
    compared as (
      select c.course_id, c.rep_id as trained_id, p.id as rep_id, c.day
      from completed as c cross join begun join person as p on ${isThere}
      where c.day <= ${dateOf(addDays(known, -days))} and begun.day <= c.day - ${n}
        and (p.id = c.rep_id or not exists (
          select 1 from completed as o where o.rep_id = p.id and o.course_id = c.course_id
            and o.day between c.day - 2 * ${n} and c.day + ${n}))),
    measured as (
      select m.course_id, m.trained_id, m.rep_id,
        coalesce(sum(s.total) filter (where s.day < m.day), 0)::double precision / ${n} as before,
        coalesce(sum(s.total) filter (where s.day > m.day), 0)::double precision / ${n} as after
      from compared as m left join sold as s on s.rep_id = m.rep_id and s.day between m.day - ${n} and m.day + ${n}
      group by m.course_id, m.trained_id, m.rep_id),
    summed as (
      select course_id, trained_id, max(case when rep_id = trained_id then before end) as before,
        max(case when rep_id = trained_id then after end) as after,
        avg(case when rep_id <> trained_id then after - before end) as others
      from measured group by course_id, trained_id)
    select k.id as "courseId", k.name, k.name_zh as "nameZh", summed.before, summed.after, summed.others
    from completed as c join ${courses()} as k on k.id = c.course_id
    left join summed on summed.course_id = c.course_id and summed.trained_id = c.rep_id
    order by k.name collate "C", k.id, c.rep_id`.execute(db);
  return [...groupBy(rows, ({ courseId }) => courseId).values()].map(effectOf);
}

interface CompletionRow {
  readonly courseId: number;
  readonly name: string;
  readonly nameZh: string | null;
  readonly before: number | null;
  readonly after: number | null;
  /** The mean change of the colleagues; null without any. */
  readonly others: number | null;
}

const nothing = {
  before: null,
  after: null,
  change: null,
  othersChange: null,
  effect: null,
  low: null,
  high: null,
  significant: null,
} as const;

function effectOf(rows: readonly CompletionRow[]): TrainingEffect {
  const [{ courseId, name, nameZh }] = rows as [CompletionRow, ...CompletionRow[]];
  const measured = rows.filter(({ before, after, others }) => before !== null && after !== null && others !== null);
  const n = measured.length;
  const course = { courseId, name: { en: name, "zh-CN": nameZh ?? name }, completed: rows.length, measured: n };
  if (n < fewestTrained) return { ...course, ...nothing, tooFew: true };
  const mean = (figureOf: (row: CompletionRow) => number) => measured.reduce((sum, row) => sum + figureOf(row), 0) / n;
  const [before, after, othersChange] = [mean((r) => r.before!), mean((r) => r.after!), mean((r) => r.others!)];
  const effectIn = (row: CompletionRow) => row.after! - row.before! - row.others!;
  const effect = mean(effectIn);
  const spread = Math.sqrt((mean((row) => (effectIn(row) - effect) ** 2) * n) / (n - 1));
  const margin = (tQuantile(n - 1) * spread) / Math.sqrt(n);
  return {
    ...course,
    before,
    after,
    change: after - before,
    othersChange,
    effect,
    low: effect - margin,
    high: effect + margin,
    significant: Math.abs(effect) > margin,
    tooFew: false,
  };
}
