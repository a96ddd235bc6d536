import { type RawBuilder, sql } from "kysely";
import { badInput } from "../errors.ts";
import { checkPage, type Page } from "../page.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { openStages } from "./deal-sql.ts";
import { openDeals, queryStuckLimits, type StuckLimit } from "./open-deal-sql.ts";
import { preparePipeline } from "./prepare-pipeline.ts";
import type { PipelineQuestion, Stage } from "./question.ts";
import { queryStageRates } from "./stage-rates.ts";

/** A deal that isn't decided yet. */
export interface OpenDeal {
  readonly dealId: number;
  readonly stage: Stage | null;
  readonly amount: number | null;
  /** The day on which it entered its stage; null where it isn't known. */
  readonly since: string | null;
  /** Days in its stage so far; of a deal that came back to it, in all. */
  readonly days: number | null;
  readonly stuck: boolean;
  /** The days from which on it is stuck; null where too few deals were won. */
  readonly limitDays: number | null;
}

export interface StuckDeals {
  readonly asOf: string;
  readonly total: number;
  /** What is at stake on all pages. */
  readonly totalAmount: number;
  /** Of each open stage from when on deals are stuck. */
  readonly limits: readonly (StuckLimit & { readonly stage: Stage })[];
  readonly deals: readonly OpenDeal[];
}

/**
 * The open deals that have been in their stage for longer than four in five won deals were, by amount. Where fewer than
 * five deals that were in a stage have been won, no deal in it is called stuck, and its limit is null.
 *
 * @throws badInput for a limit or offset that is no whole number, and for filters that deals don't have
 * @example await queryStuckDeals(db, scope, { calendar, limit: 20, offset: 0 })
 *   // { total: 3, totalAmount: 81000, limits: [{ stage: { key: "offer", … }, won: 40, days: 21.4, … }], deals: [{ dealId: 7, days: 40, … }] }
 */
export async function queryStuckDeals(
  db: WarehouseDb,
  scope: Scope,
  question: PipelineQuestion & Page,
): Promise<StuckDeals> {
  checkPage(question);
  const pipeline = await preparePipeline(db, scope, question);
  const limits = await queryStuckLimits(db, pipeline);
  const found = openDeals(pipeline, limits);
  const [sums, page] = await Promise.all([
    sql<{ total: number; totalAmount: number }>`${found}
      select count(*)::integer as total, coalesce(sum(amount), 0)::double precision as "totalAmount"
      from open_deal where stuck`.execute(db),
    sql<Row>`${found} select ${columns} from open_deal where stuck
      order by amount desc nulls last, days desc, id
      limit ${sql.lit(question.limit)} offset ${sql.lit(question.offset)}`.execute(db),
  ]);
  const { stages } = pipeline;
  return {
    asOf: pipeline.asOf,
    ...sums.rows[0]!,
    limits: limits.map((one) => ({ ...one, stage: stageAt(stages, one.place)! })),
    deals: page.rows.map((row) => dealOf(row, stages, limits)),
  };
}

/** What is open in a stage. */
export interface BoardColumn {
  /** Null for deals in a stage that the company doesn't list. */
  readonly stage: Stage | null;
  readonly deals: number;
  readonly amount: number;
  /** Σ amount × probability: the deal's own, else the stage's, else the stage's win rate so far. */
  readonly weighted: number;
  /** Deals with an amount for which no probability is known: they aren't in `weighted`. */
  readonly unweighted: number;
  /** Deals without an amount. */
  readonly unvalued: number;
  readonly stuck: number;
  readonly stuckAmount: number;
  readonly limit: StuckLimit | null;
  /** Stuck ones first, then by amount. */
  readonly first: readonly OpenDeal[];
}

export interface PipelineBoard {
  readonly asOf: string;
  readonly listed: boolean;
  readonly columns: readonly BoardColumn[];
}

/** More deals a stage than anybody reads. */
const mostDeals = 100;

/**
 * The open deals by stage: one column for each open stage in order, and one without a stage where deals are in none.
 *
 * @param question `dealsPerStage`: how many deals each column names, 0 to 100
 * @throws badInput for another number, and for filters that deals don't have
 */
export async function queryPipelineBoard(
  db: WarehouseDb,
  scope: Scope,
  question: PipelineQuestion & { readonly dealsPerStage: number },
): Promise<PipelineBoard> {
  const { dealsPerStage } = question;
  if (!Number.isInteger(dealsPerStage) || dealsPerStage < 0 || dealsPerStage > mostDeals) {
    throw badInput(`dealsPerStage: ${dealsPerStage}, expected a whole number from 0 to ${mostDeals}`);
  }
  const pipeline = await preparePipeline(db, scope, question);
  const [limits, rates] = await Promise.all([queryStuckLimits(db, pipeline), queryStageRates(db, pipeline)]);
  const found = openDeals(pipeline, limits, rates);
  const [sums, named] = await Promise.all([
    sql<Sums>`${found}
      select place, count(*)::integer as deals, coalesce(sum(amount), 0)::double precision as amount,
        coalesce(sum((amount * weight)::decimal(38, 4)), 0)::double precision as weighted,
        (count(amount) filter (where weight is null))::integer as unweighted, (count(*) - count(amount))::integer as unvalued,
        (count(*) filter (where stuck))::integer as stuck,
        coalesce(sum(amount) filter (where stuck), 0)::double precision as "stuckAmount"
      from open_deal group by place`.execute(db),
    sql<Row>`${found}
      select ${columns} from (
        select *, row_number() over (partition by place order by stuck desc, amount desc nulls last, id) as number from open_deal
      ) as ordered where number <= ${sql.lit(dealsPerStage)} order by number`.execute(db),
  ]);
  const { stages, asOf, listed } = pipeline;
  const elsewhere = sums.rows.some(({ place }) => place === null) ? [null] : [];
  const columnsOf = [...openStages(stages).map(({ place }) => place), ...elsewhere].map((place) => ({
    ...(sums.rows.find((row) => row.place === place) ?? nothingOpen),
    stage: stageAt(stages, place),
    limit: limits.find((one) => one.place === place) ?? null,
    first: named.rows.filter((row) => row.place === place).map((row) => dealOf(row, stages, limits)),
  }));
  return { asOf, listed, columns: columnsOf };
}

interface Row extends Pick<OpenDeal, "dealId" | "amount" | "since" | "days" | "stuck"> {
  readonly place: number | null;
}

type Sums = Omit<BoardColumn, "stage" | "limit" | "first"> & { readonly place: number | null };

const nothingOpen = { deals: 0, amount: 0, weighted: 0, unweighted: 0, unvalued: 0, stuck: 0, stuckAmount: 0 };

const columns: RawBuilder<unknown> = sql`id as "dealId", place, amount::double precision as amount, since::text as since, days, stuck`;

function dealOf({ place, ...row }: Row, stages: readonly Stage[], limits: readonly StuckLimit[]): OpenDeal {
  const limitDays = limits.find((one) => one.place === place)?.days ?? null;
  return { ...row, stage: stageAt(stages, place), limitDays };
}

function stageAt(stages: readonly Stage[], place: number | null): Stage | null {
  return stages.find((stage) => stage.place === place) ?? null;
}
