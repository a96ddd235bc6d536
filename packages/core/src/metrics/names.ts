import { type RawBuilder, sql } from "kysely";
import { buyers, integers, products, reps, teams } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { DimensionDefinition, EntityKind } from "./dimensions.ts";

/** Where the names of entities are. */
export const nameTables = { team: teams, rep: reps, customer: buyers, product: products } as const;

/** Whether the dimension answers an entity's name. */
export function isName({ id, entity }: DimensionDefinition): boolean {
  return entity !== undefined && id.endsWith("Name");
}

/** The name as SQL, of the joined entity. */
export function nameOf({ entity }: DimensionDefinition): RawBuilder<unknown> {
  return sql.ref(`${entity}.name`);
}

/** The names of entities by their ids. */
export async function queryNames(
  db: WarehouseDb,
  entity: EntityKind,
  ids: readonly number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: number; name: string }>`
    select id, name from ${nameTables[entity]()} as named where id in (${integers(ids, entity)})`.execute(db);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/**
 * Puts names in the place of ids in columns `d0`, `d1`, …, of the dimensions that are names. Rows that several keys
 * make repeat each name many times, and a text costs more to read than the rest of its row: so each is read once.
 */
export async function nameRows(
  db: WarehouseDb,
  rows: readonly Record<string, unknown>[],
  dimensions: readonly (DimensionDefinition | undefined)[],
): Promise<void> {
  const naming = dimensions.map(async (dimension, index) => {
    if (!dimension || !isName(dimension)) return;
    const column = `d${index}`;
    const ids = new Set(rows.map((row) => row[column]));
    ids.delete(null);
    const names: ReadonlyMap<unknown, string> = await queryNames(db, dimension.entity!, [...ids] as number[]);
    for (const row of rows) row[column] = names.get(row[column]) ?? null;
  });
  await Promise.all(naming);
}
