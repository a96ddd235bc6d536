import { type RawBuilder, sql } from "kysely";
import { checkDay, earlier } from "../calendar.ts";
import { and, dateOf, matches, withSubTeams } from "../filters.ts";
import { lastKnownDay } from "../metrics/windows.ts";
import type { Scope } from "../scope.ts";
import { candidateIn, openingIn } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import {
  type Hiring,
  type HiringFunnelStage,
  type HiringQuestion,
  type HiringSource,
  hiringStages,
  type MedianDays,
} from "./hiring.ts";

/**
 * How hiring goes: how far those who applied in a period have come by now, how long it takes, and from where they come.
 *
 * Who was hired without an interview on record has still passed that stage. Candidates who are in process may yet go on:
 * rates of a period that has just ended are lower than they will be. Medians come with the number that they are of.
 *
 * @throws badInput for an as-of day that is none
 * @example await queryHiring(db, scope, { period, calendar })
 *   // { applied: 40, hired: 4, inProcess: 6, timeToHire: { median: 31, n: 4 }, stages: [{ stage: "APPLIED", reached: 40, … }], … }
 */
export async function queryHiring(db: WarehouseDb, scope: Scope, question: HiringQuestion): Promise<Hiring> {
  const { period, where } = question;
  if (question.asOf !== undefined) checkDay(question.asOf, "asOf");
  const knownTo = earlier(period.to, lastKnownDay(question));
  const known = lastKnownDay(question);
  const ofTeam = matches(sql`o.team_id`, await withSubTeams(db, where?.team), "team");
  const ofSource = matches(sql`c.source`, where?.source, "source");
  const conditions = [ofTeam, ofSource].filter((condition) => condition !== undefined);
  const days = dayColumns.map(
    (name) => sql`case when c.${sql.ref(name)} <= ${dateOf(known)} then c.${sql.ref(name)} end as ${sql.ref(name)}`,
  );
  const applied = sql`(select c.source, c.applied_on, ${sql.join(days)}
    from ${candidateIn(scope)} as c join ${openingIn(scope)} as o on o.id = c.opening_id
    where c.applied_on between ${dateOf(period.from)} and ${dateOf(knownTo)} and ${and(conditions)})`;
  const opened = sql`(select o.*, (select count(*) from ${candidateIn(scope)} as c where c.opening_id = o.id and c.hired_on <= ${dateOf(known)}) as taken
    from ${openingIn(scope)} as o where ${ofTeam ?? sql`true`})`;
  const isOpen = sql`opened_on <= ${dateOf(known)} and coalesce(filled_on, closed_on, date '9999-12-31') > ${dateOf(known)}`;
  const isFilled = sql`filled_on between ${dateOf(period.from)} and ${dateOf(knownTo)}`;
  const [funnel, sources, openings] = await Promise.all([
    sql<FunnelRow>`select ${sql.join(funnelColumns)} from ${applied} as f`.execute(db),
    sql<HiringSource>`select source, count(*)::integer as applied, count(hired_on)::integer as hired,
      count(hired_on)::double precision / count(*) as rate
      from ${applied} as f group by source order by 2 desc, source collate "C" nulls last`.execute(db),
    sql<OpeningRow>`select count(*) filter (where ${isOpen})::integer as openings,
      coalesce(sum(case when ${isOpen} and headcount > taken then headcount - taken end), 0)::integer as places,
      count(*) filter (where ${isFilled})::integer as filled,
      ${medianOf(sql`case when ${isFilled} then filled_on - opened_on end`)} as "fillDays" from ${opened} as f`.execute(
      db,
    ),
  ]);
  const { rejected, ...row } = funnel.rows[0]!;
  const { filled, fillDays, ...open } = openings.rows[0]!;
  const stages = stagesOf(row);
  const [appliedCount, hired] = [stages[0]!.reached, stages.at(-1)!.reached];
  return {
    knownTo,
    applied: appliedCount,
    hired,
    rejected,
    inProcess: appliedCount - hired - rejected,
    stages,
    timeToHire: { median: stages.at(-1)!.medianDays, n: hired } satisfies MedianDays,
    timeToFill: { median: fillDays, n: filled },
    ...open,
    sources: sources.rows,
  };
}

const dayColumns = ["screened_on", "interviewed_on", "offered_on", "hired_on", "rejected_on"] as const;
/** The day of each stage, in order. */
const stageDays = ["applied_on", "screened_on", "interviewed_on", "offered_on", "hired_on"] as const;

type FunnelRow = { rejected: number } & Record<string, number | null>;

interface OpeningRow {
  readonly openings: number;
  readonly places: number;
  readonly filled: number;
  readonly fillDays: number | null;
}

const funnelColumns: readonly RawBuilder<unknown>[] = [
  sql`count(rejected_on)::integer as rejected`,
  ...stageDays.flatMap((day, index) => {
    const reached = sql`coalesce(${sql.join(stageDays.slice(index).map((name) => sql.ref(name)))})`;
    return [
      sql`count(${reached})::integer as ${sql.ref(`reached${index}`)}`,
      sql`count(${sql.ref(day)})::integer as ${sql.ref(`timed${index}`)}`,
      sql`${medianOf(sql`${sql.ref(day)} - applied_on`)} as ${sql.ref(`days${index}`)}`,
    ];
  }),
];

function medianOf(days: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`percentile_cont(0.5) within group (order by (${days})::double precision)`;
}

function stagesOf(row: Record<string, number | null>): HiringFunnelStage[] {
  const reached = (index: number) => row[`reached${index}`] ?? 0;
  return hiringStages.map((stage, index) => ({
    stage,
    reached: reached(index),
    rate: index === 0 || reached(index - 1) === 0 ? null : reached(index) / reached(index - 1),
    ofApplied: reached(0) === 0 ? null : reached(index) / reached(0),
    medianDays: row[`days${index}`] ?? null,
    timed: row[`timed${index}`] ?? 0,
  }));
}
