import { type RawBuilder, sql } from "kysely";
import { addDays, bucketStart, daysBetween } from "../calendar.ts";
import { dateOf } from "../filters.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, openStages, withStays } from "./deal-sql.ts";
import { preparePipeline } from "./prepare-pipeline.ts";
import type { PipelinePeriodQuestion, Stage } from "./question.ts";
import { type ForecastOfStages, forecastByStage, type StageForecast, type StageSnapshot } from "./stage-forecast.ts";

export interface PipelineForecast extends Omit<ForecastOfStages, "stages"> {
  readonly asOf: string;
  /** Won in the period so far. */
  readonly wonSoFar: number;
  /** wonSoFar + expected; deals that are yet to come are not in it. */
  readonly total: number | null;
  /** Open deals without an amount, which bring nothing here. */
  readonly unvalued: number;
  /** Open deals of which it isn't known when they entered their stage: they are left out. */
  readonly undated: number;
  readonly stages: readonly (StageForecast & { readonly stage: Stage })[];
}

const mostMonths = 36;

/**
 * What the deals that are open on the as-of day will bring by the end of a period: each stage's amount × the share of deals
 * that were in it at past month ends (up to 36) and were won within as many days as the period has left. With what was won
 * in the period so far that is the least that can be expected: deals that are yet to come are not in it.
 *
 * It never answers a figure whose error isn't known: see `forecastByStage`. Amounts are as they are recorded today.
 *
 * @throws badInput for filters that deals don't have
 * @example await queryPipelineForecast(db, scope, { period: parsePeriod("this-quarter", calendar), calendar })
 *   // { wonSoFar: 40000, expected: 25000, total: 65000, error: 0.18, tests: [{ day: "2024-03-31", forecast: 900, actual: 1000 }, …], … }
 */
export async function queryPipelineForecast(
  db: WarehouseDb,
  scope: Scope,
  question: PipelinePeriodQuestion,
): Promise<PipelineForecast> {
  const pipeline = await preparePipeline(db, scope, question);
  const { asOf } = pipeline;
  const { from, to } = question.period;
  // Of a period that is still ahead, only what is won within it.
  const first = Math.max(1, daysBetween(asOf, from));
  const last = Math.max(0, daysBetween(asOf, to));
  const days = [asOf, ...monthEndsBefore(addDays(asOf, 1 - last))];
  const [snapshots, facts] = await Promise.all([
    snapshotsOn(pipeline, days, first, last).execute(db),
    sql<{ wonSoFar: number; unvalued: number; undated: number }>`${withStays(pipeline)}
      select coalesce(sum(amount) filter (
          where status = 'WON' and closed_on between ${dateOf(from)} and ${dateOf(to)}), 0)::double precision as "wonSoFar",
        (count(*) filter (where status = 'OPEN' and amount is null))::integer as unvalued,
        (count(*) filter (where status = 'OPEN' and id not in (select id from stay where left_on is null)))::integer as undated
      from deal`.execute(db),
  ]);
  const open = openStages(pipeline.stages).map(({ place }) => {
    const { deals = 0, amount = 0 } = snapshots.rows.find((row) => row.day === asOf && row.place === place) ?? {};
    return { place, deals, amount };
  });
  const past = snapshots.rows.filter(({ day }) => day !== asOf);
  const forecast = forecastByStage(open, past, (day) => addDays(day, last));
  const isOver = to <= asOf;
  const { wonSoFar, ...left } = facts.rows[0]!;
  const expected = isOver ? null : forecast.expected;
  return {
    ...forecast,
    ...left,
    asOf,
    wonSoFar,
    expected,
    reason: isOver ? "OVER" : forecast.reason,
    total: expected === null ? null : wonSoFar + expected,
    stages: forecast.stages.map((one) => ({
      ...one,
      stage: pipeline.stages.find(({ place }) => place === one.place)!,
    })),
  };
}

/** The last days of the months that end before a day, the latest first. */
function monthEndsBefore(day: string): string[] {
  const plain = { fiscalYearStart: 1, weekStart: 1 };
  const ends: string[] = [];
  let end = addDays(bucketStart(day, "month", plain), -1);
  for (let count = 0; count < mostMonths; count += 1) {
    ends.push(end);
    end = addDays(bucketStart(end, "month", plain), -1);
  }
  return ends;
}

function snapshotsOn(
  pipeline: DealsAt,
  days: readonly string[],
  first: number,
  last: number,
): RawBuilder<StageSnapshot> {
  const rows = sql.join(days.map((day) => sql`(${dateOf(day)})`));
  const inTime = sql`deal.status = 'WON' and deal.closed_on between look.day + ${sql.lit(first)} and look.day + ${sql.lit(last)}`;
  return sql<StageSnapshot>`${withStays(pipeline)}
    select look.day::text as day, stay.place, count(*)::integer as deals,
      coalesce(sum(deal.amount), 0)::double precision as amount, (count(*) filter (where ${inTime}))::integer as won,
      coalesce(sum(deal.amount) filter (where ${inTime}), 0)::double precision as "wonAmount"
    from (values ${rows}) as look(day)
    join stay on stay.entered_on <= look.day and (stay.left_on is null or stay.left_on > look.day)
    join deal on deal.id = stay.id
    group by look.day, stay.place`;
}
