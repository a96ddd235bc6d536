import { type RawBuilder, sql } from "kysely";
import { quantileOfDays } from "../customers/satisfaction/service-limits.ts";
import { dateOf } from "../filters.ts";
import { queryNames } from "../metrics/names.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, dealsAt, openStages, reachedBy, withStays } from "./deal-sql.ts";
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
  const [whole, counts] = await Promise.all([
    totals(pipeline, created).execute(db),
    stageCounts(pipeline, created).execute(db),
  ]);
  const { won, lost, ...rest } = whole.rows[0]!;
  const stages = openStages(pipeline.stages).map((stage) => {
    const { ofAll, teamId, ...counted } =
      counts.rows.find(({ ofAll, place }) => ofAll && place === stage.place) ?? noDeals;
    const { entered, wentOn, lost: lostHere } = counted;
    const rates = { rate: ratio(wentOn, entered), rateOfLeft: ratio(wentOn, wentOn + lostHere) };
    return { ...counted, ...stage, ...rates };
  });
  const teams = counts.rows.filter(({ ofAll }) => !ofAll);
  return {
    asOf: pipeline.asOf,
    listed: pipeline.listed,
    won,
    lost,
    ...rest,
    winRate: ratio(won, won + lost),
    stages,
    improvements: await named(db, pipeline, stageImprovements(stages, teams, rest.wonAmount)),
  };
}

type Totals = Pick<Funnel, "created" | "createdAmount" | "won" | "wonAmount" | "lost" | "open" | "undated">;

/** What became of deals in a stage: of all of them, or of a team's. */
interface StageCounts extends TeamStageRate, Omit<FunnelStage, keyof Stage | "rate" | "rateOfLeft"> {
  readonly ofAll: boolean;
}

const noDeals: Omit<StageCounts, "place"> = {
  ofAll: true,
  teamId: null,
  entered: 0,
  enteredAmount: 0,
  wentOn: 0,
  wentOnAmount: 0,
  lost: 0,
  lostAmount: 0,
  open: 0,
  openAmount: 0,
  skipped: 0,
  medianDays: null,
  slowDays: null,
};

function amount(condition: RawBuilder<boolean>): RawBuilder<number> {
  return sql`coalesce(sum(amount) filter (where ${condition}), 0)::double precision`;
}

function totals(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<Totals> {
  const count = (condition: RawBuilder<boolean>) => sql`(count(*) filter (where ${condition}))::integer`;
  const of = (status: string) => sql<boolean>`${created} and status = ${sql.lit(status)}`;
  return sql<Totals>`
    select ${count(created)} as created, ${amount(created)} as "createdAmount", ${count(of("WON"))} as won,
      ${amount(of("WON"))} as "wonAmount", ${count(of("LOST"))} as lost, ${count(of("OPEN"))} as open,
      ${count(sql`created_on is null`)} as undated
    from ${dealsAt(pipeline)} as deal`;
}

/**
 * A row a stage, and one a stage and team. Deals of one fate are counted together first: what a stage has is added up
 * from these few. Deals that went on from a stage without an entry in it skipped it; of one that came back to a stage all its
 * days there are taken. Both are known of all deals only.
 */
function stageCounts(pipeline: DealsAt, created: RawBuilder<boolean>): RawBuilder<StageCounts> {
  const further = sql<boolean>`reach > place`;
  const here = (status: string) => sql<boolean>`reach = place and status = ${sql.lit(status)}`;
  const count = (condition: RawBuilder<boolean>) => sql`coalesce(sum(deals) filter (where ${condition}), 0)::integer`;
  return sql<StageCounts>`${withStays(pipeline, created)}, ${reachedBy(pipeline.stages)},
    fate as (
      select team_id, reach, status, count(*) as deals, sum(amount) as amount from reached group by team_id, reach, status
    ),
    counted as (
      select stage_list.place, fate.team_id, grouping(fate.team_id) = 1 as of_all,
        sum(deals)::integer as entered, ${amount(sql`true`)} as entered_amount,
        ${count(further)} as went_on, ${amount(further)} as went_on_amount,
        ${count(here("LOST"))} as lost, ${amount(here("LOST"))} as lost_amount,
        ${count(here("OPEN"))} as open, ${amount(here("OPEN"))} as open_amount
      from fate join stage_list on stage_list.kind = 'OPEN' and stage_list.place <= fate.reach
      group by grouping sets ((stage_list.place), (stage_list.place, fate.team_id))
    ),
    passed as (
      select entry.place, count(distinct entry.id)::integer as deals
      from entry join reached on reached.id = entry.id where entry.kind = 'OPEN' and entry.place < reached.reach
      group by entry.place
    ),
    spent as (
      select id, place, sum(left_on - entered_on) as days from stay group by id, place having count(*) = count(left_on)
    ),
    lasted as (
      select place, ${quantileOfDays(0.5, sql`days`)} as median, ${quantileOfDays(0.8, sql`days`)} as slow
      from spent group by place
    )
    select counted.place, of_all as "ofAll", team_id as "teamId", entered, entered_amount as "enteredAmount",
      went_on as "wentOn", went_on_amount as "wentOnAmount", lost, lost_amount as "lostAmount", open,
      open_amount as "openAmount", went_on - coalesce(passed.deals, 0) as skipped,
      lasted.median as "medianDays", lasted.slow as "slowDays"
    from counted left join passed on of_all and passed.place = counted.place
    left join lasted on of_all and lasted.place = counted.place`;
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
