import { type RawBuilder, sql } from "kysely";
import { buyers, integers, products, reps, teams } from "../tables.ts";
import type { WarehouseDb } from "../warehouse.ts";
import { type DimensionId, dimensionCatalog, dimensionOf } from "./dimensions.ts";

/** Where the names of entities are. */
export const nameTables = { team: teams, rep: reps, customer: buyers, product: products } as const;

/** Whether the dimension answers an entity's name. */
export function isName(id: DimensionId): boolean {
  return nameIds.has(id);
}

const nameIds = new Set<string>(dimensionCatalog.flatMap(({ id }) => (id.endsWith("Name") ? [id] : [])));

/** The name as SQL, of the joined entity. */
export function nameOf(id: DimensionId): RawBuilder<unknown> {
  return sql.ref(`${dimensionOf(id).entity!}.name`);
}

/**
 * Puts names in the place of ids in columns `d0`, `d1`, … Rows that several keys make repeat each name many times, and
 * a text costs more to read than the rest of its row: so each is read once.
 */
export async function nameRows(
  db: WarehouseDb,
  rows: readonly Record<string, unknown>[],
  dimensions: readonly DimensionId[],
): Promise<void> {
  const naming = dimensions.map(async (dimension, index) => {
    if (!isName(dimension)) return;
    const column = `d${index}`;
    const entity = dimensionOf(dimension).entity!;
    const ids = new Set(rows.map((row) => row[column]));
    ids.delete(null);
    if (ids.size === 0) return;
    const { rows: found } = await sql<{ id: number; name: string }>`
      select id, name from ${nameTables[entity]()} as named where id in (${integers([...ids] as number[], entity)})`.execute(
      db,
    );
    const names = new Map<unknown, string>(found.map(({ id, name }) => [id, name]));
    for (const row of rows) row[column] = names.get(row[column]) ?? null;
  });
  await Promise.all(naming);
}
