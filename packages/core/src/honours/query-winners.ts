import { sql } from "kysely";
import { builtInCatalog } from "../metrics/catalog.ts";
import type { Scope } from "../scope.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type RankingQuestion, ranking } from "./ranking.ts";

export interface WinnersQuestion extends RankingQuestion {
  /** What the value has to meet: at least so much, or at most where lower is better. */
  readonly minimum?: number | null | undefined;
}

export interface Winner {
  /** The rep's or the team's id. */
  readonly id: number;
  readonly name: string;
  readonly value: number;
}

/**
 * Who is best by a metric in a period and meets the minimum, and between equals by the tie-break: nobody, one, or all who
 * are equal in both.
 *
 * @throws badInput as `queryLeaderboard` does
 * @example await queryWinners(db, everything, { metric: "revenue", by: "REP", period, calendar, minimum: 1000 })
 *   // [{ id: 7, name: "Ann", value: 1200.5 }]
 */
export async function queryWinners(db: WarehouseDb, scope: Scope, question: WinnersQuestion): Promise<Winner[]> {
  const { minimum, metric, catalog = builtInCatalog } = question;
  const ranked = await ranking(db, scope, question);
  const meets = sql.raw(catalog.metric(metric).better === "HIGHER" ? ">=" : "<=");
  const isEnough = minimum == null ? sql`true` : sql`r.value ${meets} ${minimum}::double precision`;
  const { rows } = await sql<Winner>`
    select r.id, r.name, r.value from ${ranked} as r where r.rank = 1 and ${isEnough}
    order by r.name collate "C", r.id`.execute(db);
  return rows;
}
