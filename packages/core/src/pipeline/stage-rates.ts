import { sql } from "kysely";
import type { WarehouseDb } from "../warehouse.ts";
import { type DealsAt, reachedBy, withStays } from "./deal-sql.ts";

/** How deals that came as far as a stage ended, of those decided by the as-of day. */
export interface StageWinRate {
  readonly place: number;
  readonly decided: number;
  readonly won: number;
}

/** Fewer decided deals say nothing about a stage's chances. */
export const fewestDecided = 10;

/** What became of the decided deals that came as far as each stage. */
export async function queryStageRates(db: WarehouseDb, pipeline: DealsAt): Promise<StageWinRate[]> {
  const { rows } = await sql<StageWinRate>`${withStays(pipeline)}, ${reachedBy(pipeline.stages)}
    select stage_list.place, count(*)::integer as decided, (count(*) filter (where status = 'WON'))::integer as won
    from reached join stage_list on stage_list.kind = 'OPEN' and stage_list.place <= reached.reach
    where status <> 'OPEN' group by stage_list.place order by stage_list.place`.execute(db);
  return rows;
}
