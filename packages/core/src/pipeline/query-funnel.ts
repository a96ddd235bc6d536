import { type RawBuilder, sql } from "kysely";
import { quantileOfDays } from "../customers/satisfaction/service-limits.ts";
import { dateOf } from "../filters.ts";
import { queryNames } from "../metrics/names.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, openStages, reachedBy, withStays } from "./deal-sql.ts";
import { type StageImprovement, stageImprovements, type TeamStageRate } from "./improvements.ts";
import { preparePipeline } from "./prepare-pipeline.ts";
import type { PipelinePeriodQuestion, Stage, Stages } from "./question.ts";

/** What became of the deals that came as far as a stage. */
export interface FunnelStage extends Stage {
  /** Deals that came as far as this stage, or further. */
  readonly entered: number;
  readonly enteredAmount: number;
  /** Those of them that went further, or were won. */
  readonly wentOn: number;
  readonly wentOnAmount: number;
  /** Those that were lost here. */
  readonly lost: number;
  readonly lostAmount: number;
  /** Those that are still here. */
  readonly open: number;
  readonly openAmount: number;
  /** Those that came further without a day in this stage. */
  readonly skipped: number;
  /** Went on ÷ entered. */
  readonly rate: number | null;
  /** Went on ÷ (went on + lost): the rate of those that are no longer here. */
  readonly rateOfLeft: number | null;
  /** Days in the stage of those that left it, in all: half took at most so many, and four in five. */
  readonly medianDays: number | null;
  readonly slowDays: number | null;
}

export interface Funnel {
  readonly asOf: string;
  /** Whether the company lists its stages; else their order is that in which deals enter them. */
  readonly listed: boolean;
  /** Deals that were created in the period, and what became of them. */
  readonly created: number;
  readonly createdAmount: number;
  readonly won: number;
  readonly wonAmount: number;
  readonly lost: number;
  readonly open: number;
  /** Won ÷ (won + lost). */
  readonly winRate: number | null;
  /** Deals without a day of creation, which are in no period. */
  readonly undated: number;
  /** The open stages, in order. */
  readonly stages: readonly FunnelStage[];
  /** The same stages by what it would bring to lose fewer deals there, the most first. */
  readonly improvements: readonly (StageImprovement & { readonly stage: Stage; readonly bestTeam: string | null })[];
}

/**
 * The funnel of the deals that were created in a period, as they stood on the as-of day: how many came as far as each
 * stage, how many went on, how long they were in it, and where it would pay to lose fewer.
 *
 * A deal counts in every stage up to the furthest that it was in, also where it skipped one or came back; a won deal in
 * all of them. Amounts are as they are recorded today; deals without one count 0 in amounts.
 *
 * @throws badInput for filters that deals don't have
 * @example
 * await queryFunnel(db, scope, { period: parsePeriod("2024", calendar), calendar })
 * // { created: 120, won: 40, winRate: 0.48, stages: [{ key: "offer", entered: 120, wentOn: 90, rate: 0.75, medianDays: 14, … }, …], … }
 */
export async function queryFunnel(db: WarehouseDb, scope: Scope, question: PipelinePeriodQuestion): Promise<Funnel> {
  const pipeline = await preparePipeline(db, scope, question);
  const { from, to } = question.period;
  const created = sql<boolean>`created_on between ${dateOf(from)} and ${dateOf(to)}`;
  const [whole, rows, days, teams] = await Promise.all([
    totals(pipeline, created).execute(db),
    stageCounts(pipeline, created).execute(db),
    stageDays(pipeline, created).execute(db),
    teamCounts(pipeline, created).execute(db),
  ]);
  const { won, lost, ...rest } = whole.rows[0]!;
  const stages = openStages(pipeline.stages).map((stage) => {
    const counted = rows.rows.find(({ place }) => place === stage.place) ?? noDeals;
    const { medianDays = null, slowDays = null } = days.rows.find(({ place }) => place === stage.place) ?? {};
    const { entered, wentOn, lost: lostHere } = counted;
    const rates = { rate: ratio(wentOn, entered), rateOfLeft: ratio(wentOn, wentOn + lostHere) };
    return { ...counted, ...stage, ...rates, medianDays, slowDays };
  });
  return {
    asOf: pipeline.asOf,
    listed: pipeline.listed,
    won,
    lost,
    ...rest,
    winRate: ratio(won, won + lost),
    stages,
    improvements: await named(db, pipeline, stageImprovements(stages, teams.rows, rest.wonAmount)),
  };
}

type Totals = Pick<Funnel, "created" | "createdAmount" | "won" | "wonAmount" | "lost" | "open" | "undated">;
type Counts = Pick<
  FunnelStage,
  | "place"
  | "entered"
  | "enteredAmount"
  | "wentOn"
  | "wentOnAmount"
  | "lost"
  | "lostAmount"
  | "open"
  | "openAmount"
  | "skipped"
>;

const noDeals: Omit<Counts, "place"> = {
  entered: 0,
  enteredAmount: 0,
  wentOn: 0,
  wentOnAmount: 0,
  lost: 0,
  lostAmount: 0,
  open: 0,
  openAmount: 0,
  skipped: 0,
};

function count(condition: RawBuilder<boolean>): RawBuilder<number> {
  return sql`(count(*) filter (where ${condition}))::integer`;
}

function amount(condition: RawBuilder<boolean>): RawBuilder<number> {
  return sql`coalesce(sum(amount) filter (where ${condition}), 0)::double precision`;
}

function totals(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<Totals> {
  const of = (status: string) => sql<boolean>`${created} and status = ${sql.lit(status)}`;
  return sql<Totals>`${withStays(pipeline)}
    select ${count(created)} as created, ${amount(created)} as "createdAmount", ${count(of("WON"))} as won,
      ${amount(of("WON"))} as "wonAmount", ${count(of("LOST"))} as lost, ${count(of("OPEN"))} as open,
      ${count(sql`created_on is null`)} as undated
    from deal`;
}

function stageCounts(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<Counts> {
  const further = sql<boolean>`reach > stage_list.place`;
  const here = (status: string) => sql<boolean>`reach = stage_list.place and status = ${sql.lit(status)}`;
  return sql<Counts>`${withStays(pipeline)}, ${reachedBy(pipeline.stages)},
    seen as (select distinct id, place from entry)
    select stage_list.place, count(*)::integer as entered, coalesce(sum(amount), 0)::double precision as "enteredAmount",
      ${count(further)} as "wentOn", ${amount(further)} as "wentOnAmount",
      ${count(here("LOST"))} as lost, ${amount(here("LOST"))} as "lostAmount",
      ${count(here("OPEN"))} as open, ${amount(here("OPEN"))} as "openAmount",
      ${count(sql`reach > stage_list.place and seen.id is null`)} as skipped
    from reached join stage_list on stage_list.kind = 'OPEN' and stage_list.place <= reached.reach
    left join seen on seen.id = reached.id and seen.place = stage_list.place
    where ${created} group by stage_list.place`;
}

interface StageDays {
  readonly place: number;
  readonly medianDays: number;
  readonly slowDays: number;
}

/** Of deals that came back to a stage, all their days in it. */
function stageDays(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<StageDays> {
  return sql<StageDays>`${withStays(pipeline)},
    spent as (
      select stay.id, stay.place, sum(stay.left_on - stay.entered_on) as days
      from stay join deal on deal.id = stay.id where ${created}
      group by stay.id, stay.place having count(*) = count(stay.left_on)
    )
    select place, ${quantileOfDays(0.5, sql`days`)} as "medianDays", ${quantileOfDays(0.8, sql`days`)} as "slowDays"
    from spent group by place`;
}

function teamCounts(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<TeamStageRate> {
  return sql<TeamStageRate>`${withStays(pipeline)}, ${reachedBy(pipeline.stages)}
    select team_id as "teamId", stage_list.place, ${count(sql`reach > stage_list.place`)} as "wentOn",
      ${count(sql`reach = stage_list.place and status = 'LOST'`)} as lost
    from reached join stage_list on stage_list.kind = 'OPEN' and stage_list.place <= reached.reach
    where ${created} group by team_id, stage_list.place`;
}

async function named(
  db: WarehouseDb,
  { stages }: Stages,
  improvements: readonly StageImprovement[],
): Promise<Funnel["improvements"]> {
  const ids = improvements.flatMap(({ bestTeamId }) => bestTeamId ?? []);
  const names = await queryNames(db, "team", [...new Set(ids)]);
  return improvements.map((one) => ({
    ...one,
    stage: stages.find(({ place }) => place === one.place)!,
    bestTeam: one.bestTeamId === null ? null : (names.get(one.bestTeamId) ?? null),
  }));
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
