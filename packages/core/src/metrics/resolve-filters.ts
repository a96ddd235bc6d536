import { withSubTeams } from "../filters.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { Catalog } from "./catalog.ts";
import type { MetricFilter, ValueFilter } from "./question.ts";
import type { DimensionFilter } from "./select-facts.ts";

const entities = ["team", "rep", "customer", "product"];

/**
 * The conditions of a filter, each with its dimension, and teams with their sub-teams.
 *
 * @throws badInput for what is no dimension
 */
export async function resolveFilters(
  db: WarehouseDb,
  where: MetricFilter | undefined,
  catalog: Catalog,
): Promise<DimensionFilter[]> {
  const resolved: MetricFilter = { ...where, team: await withSubTeams(db, where?.team) };
  return Object.entries(resolved).flatMap(([name, filter]): DimensionFilter[] => {
    if (!filter || Object.values(filter).every((condition) => condition === undefined || condition === null)) return [];
    const dimension = catalog.dimension(entities.includes(name) ? `${name}Id` : name);
    const on = name.endsWith("Name") && dimension.entity ? "name" : "value";
    return [{ dimension, on, filter: filter as ValueFilter<string | number> }];
  });
}
