import { type RawBuilder, sql } from "kysely";
import { badInput } from "../errors.ts";
import { and, dateOf, matches } from "../filters.ts";
import { filterName } from "../metrics/check-question.ts";
import type { Join } from "../metrics/facts.ts";
import type { Prepared } from "../metrics/prepare.ts";
import { nameIn } from "../metrics/select-facts.ts";
import { joinsOf } from "../metrics/sources.ts";
import { dealIn, dealStageIn } from "../tables.ts";
import { stageRows } from "./query-stages.ts";
import type { Stage } from "./question.ts";

/** The deals that are asked about, as they stood on a day. */
export interface DealsAt {
  readonly prepared: Prepared;
  readonly asOf: string;
  readonly stages: readonly Stage[];
}

/**
 * The deals of a question's filter as they stood at the end of a day: what was decided later is open. Deals that began
 * later are left out; those whose beginning isn't known are not.
 *
 * @throws badInput for a filter on what a deal doesn't have, such as a month
 */
export function dealsAt({ prepared, asOf }: Omit<DealsAt, "stages">): RawBuilder<unknown> {
  const decided = sql`f.status <> 'OPEN' and f.closed_on <= ${dateOf(asOf)}`;
  return sql`(select f.id, f.customer_id, f.rep_id, f.team_id, f.product_id, f.stage, f.amount, f.probability, f.created_on,
      f.source, f.loss_reason, f.lost_to, case when ${decided} then f.status else 'OPEN' end as status,
      case when ${decided} then f.closed_on end as closed_on
    from ${dealIn(prepared.scope)} as f${filterOf(prepared)}
      and (f.created_on is null or f.created_on <= ${dateOf(asOf)}) and (f.status = 'OPEN' or f.closed_on is not null))`;
}

function filterOf(prepared: Prepared): RawBuilder<unknown> {
  const needs = new Set<Join>();
  const conditions = prepared.filters.map(({ dimension, on, filter }) => {
    const column = dimension.columns?.deal;
    if (!column || typeof column.sql === "function") {
      throw badInput(`where: ${filterName(dimension)} is nothing that a deal has, expected region, team and the like`);
    }
    for (const join of column.needs) needs.add(join);
    return matches(on === "name" ? nameIn(dimension, column.sql) : column.sql, filter, dimension.id);
  });
  const joins = joinsOf(needs, { ...prepared, source: "deal", until: prepared.period.to });
  return sql`${joins} where ${and(conditions.filter((condition) => condition !== undefined))}`;
}

/**
 * Tables for a `with`:
 *
 * - `stage_list`: key, place, kind
 * - `deal`: the deals as they stood
 * - `entry`: id, place, kind, entered_on: each stage that a deal entered. Of a deal without history the stage that it is
 *   recorded in, on a day that isn't known; of an open one in the first stage on the day on which it began
 * - `stay`: id, place, entered_on, left_on: from the day on which a deal entered an open stage to the day on which it
 *   entered the next or was decided; null while it is there. Of two stages on one day the further is the later
 *
 * @param which condition on the deals to take, as they stood; all of them unless given
 */
export function withStays(
  { prepared, asOf, stages }: DealsAt,
  which: RawBuilder<boolean> = sql`true`,
): RawBuilder<unknown> {
  return sql`with stage_list as ${stageRows(stages)},
    deal as (select * from ${dealsAt({ prepared, asOf })} as stood where ${which}),
    past as (select * from ${dealStageIn(prepared.scope)} as past where entered_on <= ${dateOf(asOf)}),
    entry as (
      select deal.id, stage_list.place, stage_list.kind, past.entered_on
      from deal join past on past.opportunity_id = deal.id join stage_list on stage_list.key = past.stage
      union all
      select deal.id, stage_list.place, stage_list.kind,
        case when stage_list.place = 1 and deal.status = 'OPEN' then deal.created_on end
      from deal join stage_list on stage_list.key = deal.stage
      where deal.id not in (select opportunity_id from ${dealStageIn(prepared.scope)} as ever)
    ),
    visit as (
      select entry.id, entry.place, entry.kind, entry.entered_on, coalesce(
          lead(entry.entered_on) over (partition by entry.id order by entry.entered_on, entry.place), deal.closed_on
        ) as left_on
      from entry join deal on deal.id = entry.id where entry.entered_on is not null
    ),
    stay as (select id, place, entered_on, left_on from visit where kind = 'OPEN')`;
}

/** How far each deal came: `reach` is the place of its furthest open stage, and beyond all of them when it is won. */
export function reachedBy(stages: readonly Stage[]): RawBuilder<unknown> {
  const beyond = sql.lit(openStages(stages).length + 1);
  return sql`reached as (
      select deal.id, deal.team_id, deal.status, deal.amount, deal.created_on,
        case when deal.status = 'WON' then ${beyond} else coalesce(furthest.place, 1) end as reach
      from deal left join (select id, max(place) as place from entry where kind = 'OPEN' group by id) as furthest
        on furthest.id = deal.id
    )`;
}

/** Those that deals are in before they are decided. */
export function openStages(stages: readonly Stage[]): Stage[] {
  return stages.filter(({ kind }) => kind === "OPEN");
}
