import { sql } from "kysely";
import { dateOf } from "../../filters.ts";
import type { Scope } from "../../scope.ts";
import { goalIn } from "../../tables.ts";
import type { WarehouseDb } from "../../warehouse.ts";
import type { ClosedRange } from "../day-ranges.ts";
import type { DecimalText } from "../decimals.ts";

/** A goal, with exact amounts. */
export interface PayGoal extends ClosedRange {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  readonly metric: string;
  readonly filter: string | null;
  readonly target: DecimalText;
  /** What of it counts as quota. */
  readonly quota: DecimalText;
  readonly rep: number | null;
  readonly team: number | null;
  readonly parent: number | null;
  readonly reward: DecimalText | null;
}

/** The goals that have a day within some days. */
export async function queryPayGoals(db: WarehouseDb, scope: Scope, { from, to }: ClosedRange): Promise<PayGoal[]> {
  const { rows } = await sql<PayGoal>`select id, external_id as key, name, metric, filter,
      cast(target as varchar) as target, cast(quota as varchar) as quota, starts_on as "from", ends_on as "to",
      rep_id as rep, team_id as team, parent_id as parent, cast(reward as varchar) as reward
    from ${goalIn(scope)} as goal where ends_on >= ${dateOf(from)} and starts_on <= ${dateOf(to)} order by id`.execute(
    db,
  );
  return rows;
}
