import { type RawBuilder, sql } from "kysely";
import { quantileOfDays } from "../customers/satisfaction/service-limits.ts";
import { dateOf } from "../filters.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, openStages, withStays } from "./deal-sql.ts";
import { fewestDecided, type StageWinRate } from "./stage-rates.ts";

/** From how many days in a stage on a deal is stuck: the 80 % quantile of those that were won. */
export interface StuckLimit {
  readonly place: number;
  /** Won deals that were in the stage. */
  readonly won: number;
  /** Null where these are fewer than five. */
  readonly days: number | null;
}

/** Fewer won deals say nothing about how long is long. */
export const fewestWon = 5;
const slow = 0.8;

/** The limit of every open stage, from all deals won by the as-of day. */
export async function queryStuckLimits(db: WarehouseDb, pipeline: DealsAt): Promise<StuckLimit[]> {
  const { rows } = await sql<StuckLimit>`${withStays(pipeline)},
    spent as (
      select stay.id, stay.place, sum(stay.left_on - stay.entered_on) as days
      from stay join deal on deal.id = stay.id where deal.status = 'WON' group by stay.id, stay.place
    )
    select place, count(*)::integer as won, ${quantileOfDays(slow, sql`days`)} as days from spent group by place`.execute(
    db,
  );
  return openStages(pipeline.stages).map(({ place }) => {
    const { won = 0, days = null } = rows.find((row) => row.place === place) ?? {};
    return { place, won, days: won < fewestWon ? null : days };
  });
}

/**
 * Tables for a `with`, after those of `withStays`: `open_deal` with id, amount, place, `since` (the day on which it last
 * entered its stage), `days` (in it so far, in all), `stuck`, and `weight`: its own probability, else the stage's, else the
 * stage's win rate so far. Place, since and days are null where nothing is known of them.
 */
export function openDeals(
  pipeline: DealsAt,
  limits: readonly StuckLimit[],
  rates: readonly StageWinRate[] = [],
): RawBuilder<unknown> {
  const asOf = dateOf(pipeline.asOf);
  const late = limits.flatMap(({ place, days }) =>
    days === null ? [] : [sql`when ${sql.lit(place)} then inside.days > ${sql.lit(days)}`],
  );
  const isStuck = late.length > 0 ? sql`coalesce(case current_place ${sql.join(late, sql` `)} end, false)` : sql`false`;
  return sql`${withStays(pipeline)},
    inside as (
      select id, place, sum(coalesce(left_on, ${asOf}) - entered_on) as days,
        max(case when left_on is null then entered_on end) as since
      from stay group by id, place having count(*) > count(left_on)
    ),
    standing as (
      select deal.*, coalesce(inside.place, recorded.place) as current_place, inside.since, inside.days
      from deal left join inside on inside.id = deal.id
      left join stage_list as recorded on recorded.key = deal.stage and recorded.kind = 'OPEN'
      where deal.status = 'OPEN'
    ),
    open_deal as (
      select inside.id, inside.amount, inside.current_place as place, inside.since, inside.days::integer as days,
        ${isStuck} as stuck, coalesce(inside.probability, ${weightOf(pipeline, rates)}) as weight
      from standing as inside
    )`;
}

/** What a deal without a probability of its own is worth by its stage; null where nothing is known. */
function weightOf({ stages }: DealsAt, rates: readonly StageWinRate[]): RawBuilder<unknown> {
  const known = openStages(stages).flatMap(({ place, probability }) => {
    const rate = rates.find((one) => one.place === place);
    const weight = probability ?? (rate && rate.decided >= fewestDecided ? rate.won / rate.decided : undefined);
    return weight === undefined ? [] : [sql`when ${sql.lit(place)} then ${sql.raw(weight.toFixed(4))}`];
  });
  return known.length > 0
    ? sql`case inside.current_place ${sql.join(known, sql` `)} end::decimal(18, 4)`
    : sql`null::decimal(18, 4)`;
}
