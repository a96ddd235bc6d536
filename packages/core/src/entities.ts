import { type RawBuilder, sql } from "kysely";
import type { EntityKind } from "./metrics/dimensions.ts";
import type { Scope } from "./scope.ts";
import { customerIn, products, reps, teams } from "./tables.ts";
import type { WarehouseDb } from "./warehouse.ts";

/**
 * Finds the integer ids of teams, reps, customers or products by the source system's own keys, as far as they exist
 * and the viewer may know of them.
 *
 * @example await queryEntityIds(db, everything, "team", ["T-North"]) // Map { "T-North" → 4 }
 */
export async function queryEntityIds(
  db: WarehouseDb,
  scope: Scope,
  kind: EntityKind,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  if (externalIds.length === 0) return new Map();
  const keys = sql.join(externalIds.map((key) => sql`${key}`));
  const { rows } = await sql<{ id: number; external_id: string }>`
    select id, external_id from ${tableOf(kind, scope)} as entity where external_id in (${keys})`.execute(db);
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

function tableOf(kind: EntityKind, scope: Scope): RawBuilder<unknown> {
  if (kind === "customer") return customerIn(scope);
  if (kind === "product") return products();
  return kind === "rep" ? reps() : teams();
}
