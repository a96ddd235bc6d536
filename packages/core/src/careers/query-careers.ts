import { sql } from "kysely";
import { addDays, addMonths, bucketEnd, bucketStart, type Calendar } from "../calendar.ts";
import { tooManyRows } from "../errors.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { periodOfDays } from "../goals/owner-values.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { Text } from "../metrics/definition.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { checkPage } from "../page.ts";
import type { Scope } from "../scope.ts";
import { careerLevels, careerStepIn, courses, enrolmentIn, reviewIn, staffIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Career, CareersQuestion, LevelConditions } from "./career.ts";
import { judgeCareer } from "./judge-career.ts";

/** Reps whose readiness is found at once, so that those of one kind can be picked out. */
const mostJudged = 5_000;

/**
 * A page of careers, and how many there are in all: where each rep stands, and how ready they are for the next level. By
 * name; who has left is not among them. Who was never put at a level stands before the first of the ladder `sales`, or
 * where there is none of the first ladder by name.
 *
 * The number of statements doesn't grow with the reps: one finds the careers, one counts them, one finds the training, and
 * one for each number of months the attainment.
 *
 * @throws badInput for a page that is none, tooManyRows where a readiness is asked of more than 5,000 reps
 * @example await queryCareers(db, scope, { calendar, where: { readiness: ["READY"] }, limit: 10, offset: 0 })
 *   // { total: 1, careers: [{ repId: 7, levelId: 1, nextId: 2, readiness: "READY", conditions: […] }] }
 */
export async function queryCareers(
  db: WarehouseDb,
  scope: Scope,
  question: CareersQuestion,
): Promise<{ total: number; careers: Career[] }> {
  const { where, limit, offset } = question;
  checkPage({ limit, offset });
  const wanted = where?.readiness?.length ? where.readiness : undefined;
  const found = await placesOf(db, scope, question, wanted ? { limit: mostJudged + 1, offset: 0 } : { limit, offset });
  if (wanted && found.total > mostJudged) {
    throw tooManyRows(
      `careers by readiness: more than ${mostJudged} reps would have to be judged, expected fewer by rep or team`,
      { rows: found.total, limit: { rows: mostJudged } },
    );
  }
  const careers = await judged(db, scope, found.places, question);
  if (!wanted) return { total: found.total, careers };
  const picked = careers.filter(({ readiness }) => readiness !== null && wanted.includes(readiness));
  return { total: picked.length, careers: picked.slice(offset, offset + limit) };
}

/** Where a rep stands, what the next level asks for, and what one row tells of them. */
interface Place {
  readonly repId: number;
  readonly levelId: number | null;
  readonly since: string | null;
  readonly nextId: number | null;
  readonly minAttainment: number | null;
  readonly attainmentMonths: number | null;
  readonly minTenureMonths: number | null;
  readonly courses: string | null;
  readonly minReview: number | null;
  readonly hiredOn: string | null;
  readonly review: number | null;
}

async function placesOf(
  db: WarehouseDb,
  scope: Scope,
  { where, ...view }: CareersQuestion,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ total: number; places: Place[] }> {
  const day = dateOf(lastKnownDay(view));
  const conditions = [
    sql<boolean>`(r.left_on is null or r.left_on > ${day})`,
    matches(sql`r.id`, where?.rep, "rep"),
    matches(sql`r.team_id`, await withSubTeams(db, where?.team), "team"),
  ].filter((condition) => condition !== undefined);
  const staff = sql`from ${staffIn(scope)} as r where ${and(conditions)}`;
  const counted = sql<{ total: number }>`select count(*)::integer as total ${staff}`;
  const page = sql`select r.id, r.name, r.hired_on ${staff} order by r.name collate "C", r.id limit ${sql.lit(limit)} offset ${sql.lit(offset)}`;
  const placed = sql<Place>`
    with rep_page as (${page}),
    level as (select *, lead(id) over (partition by track order by rank, id) as next_id from ${careerLevels()} as l),
    lowest as (select id from level order by track <> 'sales', track collate "C", rank, id limit 1),
    step as (
      select s.rep_id, s.since, l.id as level_id, l.next_id,
        row_number() over (partition by s.rep_id order by s.since desc, l.rank desc, s.id desc) as n
      from ${careerStepIn(scope)} as s join level as l on l.id = s.level_id
      where s.since <= ${day} and s.rep_id in (select id from rep_page)),
    latest as (
      select v.rep_id, avg(v.score)::double precision as score,
        row_number() over (partition by v.rep_id order by v.reviewed_on desc) as n
      from ${reviewIn(scope)} as v where v.reviewed_on <= ${day} and v.rep_id in (select id from rep_page)
      group by v.rep_id, v.reviewed_on)
    select p.id as "repId", p.hired_on::text as "hiredOn", step.level_id as "levelId", step.since::text as since,
      ahead.id as "nextId", ahead.min_attainment::double precision as "minAttainment",
      ahead.attainment_months as "attainmentMonths", ahead.min_tenure_months as "minTenureMonths", ahead.courses,
      ahead.min_review as "minReview", latest.score as review
    from rep_page as p
    left join step on step.rep_id = p.id and step.n = 1
    left join level as ahead on ahead.id = case when step.level_id is null then (select id from lowest) else step.next_id end
    left join latest on latest.rep_id = p.id and latest.n = 1
    order by p.name collate "C", p.id`;
  const [{ rows: places }, { rows: counts }] = await Promise.all([placed.execute(db), counted.execute(db)]);
  return { total: counts[0]?.total ?? 0, places };
}

async function judged(
  db: WarehouseDb,
  scope: Scope,
  places: readonly Place[],
  question: CareersQuestion,
): Promise<Career[]> {
  const day = lastKnownDay(question);
  const open = places.filter(({ nextId }) => nextId !== null);
  const [training, attainments] = await Promise.all([
    trainingOf(db, scope, open, day),
    attainmentsOf(db, scope, open, { ...question, asOf: day }),
  ]);
  return places.map((place) => {
    const { repId, levelId, since, nextId } = place;
    if (nextId === null) return { repId, levelId, since, nextId, readiness: null, conditions: [] };
    const record = {
      attainment: attainments.get(repId) ?? null,
      tenureMonths: place.hiredOn === null ? null : monthsSince(place.hiredOn, day),
      review: place.review,
      ...training.of(repId),
    };
    return { repId, levelId, since, nextId, ...judgeCareer(conditionsOf(place), record, training.names) };
  });
}

function conditionsOf(place: Place): LevelConditions {
  return { ...place, attainmentMonths: place.attainmentMonths!, courses: coursesOf(place) };
}

function coursesOf({ courses: text }: Pick<Place, "courses">): string[] {
  return text === null ? [] : text.split("|");
}

/** Which of the courses that are asked for reps have begun and completed, and what people call these. */
async function trainingOf(db: WarehouseDb, scope: Scope, places: readonly Place[], day: string) {
  const wanted = [...new Set(places.flatMap(coursesOf))];
  const names = new Map<string, Text>();
  const byRep = new Map<number, { completed: string[]; enrolled: string[] }>();
  const nothing = { completed: [], enrolled: [] };
  const of = (repId: number): { completed: readonly string[]; enrolled: readonly string[] } =>
    byRep.get(repId) ?? nothing;
  if (wanted.length === 0) return { names, of };
  const isWanted = matches(sql`c.external_id`, { in: wanted }, "course")!;
  const isAsked = matches(sql`e.rep_id`, { in: places.map(({ repId }) => repId) }, "rep")!;
  const known = sql`case when e.completed_on <= ${dateOf(day)} then 1 else 0 end`;
  const { rows } = await sql<Training>`
    select c.external_id as course, c.name, c.name_zh as "nameZh", e.rep_id as "repId", max(${known})::integer as completed
    from ${courses()} as c
    left join ${enrolmentIn(scope)} as e on e.course_id = c.id and e.enrolled_on <= ${dateOf(day)} and ${isAsked}
    where ${isWanted} group by c.external_id, c.name, c.name_zh, e.rep_id`.execute(db);
  for (const { course, name, nameZh, repId, completed } of rows) {
    names.set(course, { en: name, "zh-CN": nameZh ?? name });
    if (repId === null) continue;
    const one = byRep.get(repId) ?? { completed: [], enrolled: [] };
    byRep.set(repId, one);
    one[completed ? "completed" : "enrolled"].push(course);
  }
  return { names, of };
}

interface Training {
  readonly course: string;
  readonly name: string;
  readonly nameZh: string | null;
  readonly repId: number | null;
  readonly completed: number;
}

/** Attainment of quota by rep, each over the months that their next level looks at. */
async function attainmentsOf(
  db: WarehouseDb,
  scope: Scope,
  places: readonly Place[],
  { calendar, asOf, catalog }: { calendar: Calendar; asOf: string; catalog?: Catalog | undefined },
): Promise<Map<number, number | null>> {
  const measured = places.filter(({ minAttainment }) => minAttainment !== null);
  const spans = [...new Set(measured.map(({ attainmentMonths }) => attainmentMonths!))];
  const to = lastWholeMonth(asOf, calendar);
  const answers = await Promise.all(
    spans.map(async (months) => {
      const reps = measured.filter(({ attainmentMonths }) => attainmentMonths === months).map(({ repId }) => repId);
      return queryMetrics(db, scope, {
        period: periodOfDays(addMonths(addDays(to, 1), -months), to, calendar),
        calendar,
        catalog,
        where: { rep: { in: reps } },
        dimensions: ["repId"],
        metrics: [{ key: "attainment", metric: "attainment" }],
      });
    }),
  );
  return new Map(
    answers.flat().map(({ dimensions, values }) => [Number(dimensions.repId), values.attainment ?? null] as const),
  );
}

/** The last day of the last month that is over: of the day's own only when it is the month's last, and has passed. */
function lastWholeMonth(day: string, calendar: Calendar): string {
  const end = bucketEnd(bucketStart(day, "month", calendar), "month", calendar);
  return end === day && day < calendar.today ? end : addDays(bucketStart(day, "month", calendar), -1);
}

/** @example monthsSince("2024-01-31", "2024-02-29") // 1, since the month has no later day */
function monthsSince(from: string, to: string): number {
  const [years, months] = [
    Number(to.slice(0, 4)) - Number(from.slice(0, 4)),
    Number(to.slice(5, 7)) - Number(from.slice(5, 7)),
  ];
  const whole = 12 * years + months;
  return Math.max(0, addMonths(from, whole) <= to ? whole : whole - 1);
}
