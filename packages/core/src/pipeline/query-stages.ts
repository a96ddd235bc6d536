import { type RawBuilder, sql } from "kysely";
import type { Scope } from "../scope.ts";
import { dealIn, dealStageIn, pipelineStages } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { DealStatus, Stage, Stages } from "./question.ts";

type Found = Omit<Stage, "place">;

/**
 * The stages of the pipeline in their order: those that the company lists, by rank. Where it lists none, those of the
 * deals in scope, by the median place at which deals enter them (then by name); a stage that deals only ever enter on the
 * day on which they are won (or lost) is one of won (lost) deals.
 *
 * @example await queryStages(db, scope)
 *   // { listed: true, stages: [{ key: "offer", name: "Offer", place: 1, kind: "OPEN", probability: 0.3, … }, …] }
 */
export async function queryStages(db: WarehouseDb, scope: Scope): Promise<Stages> {
  const { rows: list } = await sql<Found>`
    select external_id as key, name, name_zh as "nameZh", kind, probability::double precision as probability
    from ${pipelineStages()} as listed order by rank, external_id`.execute(db);
  const found = list.length > 0 ? list : (await derivedStages(scope).execute(db)).rows;
  const ordered = (["OPEN", "WON", "LOST"] satisfies DealStatus[]).flatMap((kind) =>
    found.filter((stage) => stage.kind === kind),
  );
  return { listed: list.length > 0, stages: ordered.map((stage, index) => ({ ...stage, place: index + 1 })) };
}

/** The stages as rows of `key`, `place`, `kind`. */
export function stageRows(stages: readonly Stage[]): RawBuilder<unknown> {
  const rows = stages.map(({ key, place, kind }) => sql`(${key}::text, ${sql.lit(place)}, ${sql.lit(kind)})`);
  // A list without a row is none in SQL.
  if (rows.length === 0) return sql`(select null::text as key, null::integer as place, null::text as kind where false)`;
  return sql`(select * from (values ${sql.join(rows)}) as listed(key, place, kind))`;
}

/** The current stage is the last of its day: deals pass others on the way to it. */
function derivedStages(scope: Scope): RawBuilder<Found> {
  return sql<Found>`
    with deal as (select * from ${dealIn(scope)} as own),
    entry as (
      select deal.id, past.stage, past.entered_on from deal
      join ${dealStageIn(scope)} as past on past.opportunity_id = deal.id
      union all
      select id, stage, case when status = 'OPEN' then created_on else closed_on end from deal
      where id not in (select opportunity_id from ${dealStageIn(scope)} as past)
    ),
    placed as (
      select entry.stage, row_number() over (
          partition by entry.id
          order by entry.entered_on, case when entry.stage = deal.stage then 1 else 0 end, entry.stage
        ) as place,
        coalesce(entry.entered_on = deal.closed_on, false) and deal.status = 'WON' as wins,
        coalesce(entry.entered_on = deal.closed_on, false) and deal.status = 'LOST' as loses
      from entry join deal on deal.id = entry.id
    ),
    stage as (
      select stage as key, percentile_cont(0.5) within group (order by place::double precision) as middle,
        bool_and(wins) as all_win, bool_and(loses) as all_lose
      from placed group by stage
    )
    select key, key as name, null::text as "nameZh", null::double precision as probability,
      case when all_win then 'WON' when all_lose then 'LOST' else 'OPEN' end as kind
    from stage order by middle, key collate "C"`;
}
