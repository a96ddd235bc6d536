import { sql } from "kysely";
import { checkDay, daysBetween, earlier } from "../calendar.ts";
import { tooManyRows } from "../errors.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { groupBy } from "../group-by.ts";
import { queryMetrics } from "../metrics/query-metrics.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import { checkPage } from "../page.ts";
import { everything, type Scope } from "../scope.ts";
import { interactionIn, staffIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type Scorecard, type ScorecardsQuestion, type ScoreMeasure, scoreMeasures } from "./scorecard.ts";
import { standingAmong } from "./standing-among.ts";

/** Reps who are compared at once. */
const mostReps = 5_000;

/**
 * A page of scorecards, by name: what each rep comes to in a period, and where that is among their peers.
 *
 * Cards are those of reps whose affairs the viewer may see. What they are compared with is read of all reps whoever asks, since
 * a rep would have nobody to be compared with; of others no more than a number, a median and a distance is answered, and
 * that only where they are five or more. Satisfaction is that of the customers in the rep's care, revenue that of their own
 * orders, activity what they did themselves. Who had left before the period or came after it is nobody's peer.
 *
 * @throws badInput for a page or an as-of day that is none, tooManyRows where there are more than 5,000 reps
 * @example await queryScorecards(db, scope, { period, calendar, limit: 10, offset: 0 })
 *   // { total: 12, cards: [{ repId: 7, scores: [{ measure: "REVENUE", value: 1200, peers: { n: 11, median: 900, percentile: 0.82, z: 1.1 } }, …] }] }
 */
export async function queryScorecards(
  db: WarehouseDb,
  scope: Scope,
  question: ScorecardsQuestion,
): Promise<{ total: number; cards: Scorecard[] }> {
  const { where, limit, offset, peers = "TEAM" } = question;
  checkPage({ limit, offset });
  if (question.asOf !== undefined) checkDay(question.asOf, "asOf");
  const [people, own] = await Promise.all([peopleIn(db, everything, question), ownIn(db, scope, question)]);
  if (people.length > mostReps) {
    throw tooManyRows(`scorecards: more than ${mostReps} reps would have to be compared, expected fewer`, {
      rows: people.length,
      limit: { rows: mostReps },
    });
  }
  const shown = people.filter(({ id }) => own.has(id));
  const page = shown.slice(offset, offset + limit);
  if (page.length === 0) return { total: shown.length, cards: [] };
  const values = await valuesOf(db, question);
  const groups = groupBy(people, ({ teamId }) => (peers === "TEAM" ? teamId : null));
  const cards = page.map(({ id, teamId }): Scorecard => {
    const others = (groups.get(peers === "TEAM" ? teamId : null) ?? []).filter((one) => one.id !== id);
    const scores = scoreMeasures.map((measure) => {
      const figureOf = (rep: number) => values.get(rep)?.[measure] ?? null;
      const theirs = others.flatMap((other) => figureOf(other.id) ?? []);
      return { measure, value: figureOf(id), peers: standingAmong(figureOf(id), theirs) };
    });
    return { repId: id, scores };
  });
  return { total: shown.length, cards };

  /** Whose cards are asked for, of those whom the viewer may see. */
  async function ownIn(...[db, scope, view]: Parameters<typeof peopleIn>): Promise<ReadonlySet<number>> {
    const team = await withSubTeams(db, where?.team);
    const conditions = [matches(sql`r.id`, where?.rep, "rep"), matches(sql`r.team_id`, team, "team")];
    const found = await peopleIn(
      db,
      scope,
      view,
      conditions.filter((condition) => condition !== undefined),
    );
    return new Set(found.map(({ id }) => id));
  }
}

interface Person {
  readonly id: number;
  readonly teamId: number | null;
}

/** Who was there on some day of the period, by name. */
async function peopleIn(
  db: WarehouseDb,
  scope: Scope,
  question: ScorecardsQuestion,
  conditions: readonly ReturnType<typeof and>[] = [],
): Promise<Person[]> {
  const [from, to] = [dateOf(question.period.from), dateOf(lastDayOf(question))];
  const { rows } = await sql<Person>`
    select r.id, r.team_id as "teamId" from ${staffIn(scope)} as r
    where (r.hired_on is null or r.hired_on <= ${to}) and (r.left_on is null or r.left_on > ${from}) and ${and(conditions)}
    order by r.name collate "C", r.id limit ${sql.lit(mostReps + 1)}`.execute(db);
  return rows;
}

function lastDayOf(question: ScorecardsQuestion): string {
  return earlier(question.period.to, lastKnownDay(question));
}

const metrics: readonly (readonly [ScoreMeasure, string])[] = [
  ["ATTAINMENT", "attainment"],
  ["REVENUE", "revenue"],
  ["MARGIN", "profitMargin"],
  ["WIN_RATE", "winRate"],
  ["CSAT", "csat"],
  ["NPS", "nps"],
];

type Values = Partial<Record<ScoreMeasure, number | null>>;

/** What every rep comes to: one statement for the metrics, and one for what passed between them and customers. */
async function valuesOf(db: WarehouseDb, question: ScorecardsQuestion): Promise<Map<number, Values>> {
  const { period, calendar, catalog } = question;
  const asOf = lastDayOf(question);
  const [measured, active] = await Promise.all([
    queryMetrics(db, everything, {
      period,
      calendar,
      catalog,
      asOf,
      where: { rep: { isNull: false } },
      dimensions: ["repId"],
      metrics: metrics.map(([key, metric]) => ({ key, metric })),
    }),
    sql<{ id: number; interactions: number }>`
      select i.rep_id as id, count(*)::integer as interactions from ${interactionIn(everything)} as i
      where i.rep_id is not null and i.day between ${dateOf(period.from)} and ${dateOf(asOf)} group by i.rep_id`.execute(
      db,
    ),
  ]);
  const values = new Map<number, Values>(measured.map((row) => [Number(row.dimensions.repId), row.values as Values]));
  const weeks = (daysBetween(period.from, asOf) + 1) / 7;
  for (const { id, interactions } of active.rows) {
    values.set(id, { ...values.get(id), ACTIVITY: interactions / weeks });
  }
  return values;
}
