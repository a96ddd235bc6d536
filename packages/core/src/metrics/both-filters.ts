import { withSubTeams } from "../filters.ts";
import type { WarehouseDb } from "../warehouse.ts";
import type { MetricFilter, ValueFilter } from "./question.ts";

type Condition = ValueFilter<string | number>;

/**
 * A filter that holds where both hold. The second one lists values only (`in`, `not`), as the filters do that are added
 * to whatever somebody asks.
 *
 * @example await bothFilters(db, { region: { in: ["North", "South"] } }, { region: { in: ["South", "West"] } })
 * // { region: { in: ["South"], … } }
 */
export async function bothFilters(db: WarehouseDb, first: MetricFilter, second: MetricFilter): Promise<MetricFilter> {
  // Of two teams one may lie below the other: what they have in common is seen in their sub-teams.
  const [own, added] = await Promise.all([withTeams(db, first), withTeams(db, second)]);
  const joined = Object.entries(added).map(([dimension, condition]) => {
    return [dimension, both((own as Record<string, Condition | null>)[dimension], condition as Condition)];
  });
  return { ...own, ...Object.fromEntries(joined) };
}

async function withTeams(db: WarehouseDb, filter: MetricFilter): Promise<MetricFilter> {
  return filter.team ? { ...filter, team: await withSubTeams(db, filter.team) } : filter;
}

function both(own: Condition | null | undefined, added: Condition | null | undefined): Condition | null | undefined {
  if (!own || !added) return own ?? added;
  const lists = [own.in, added.in].filter((list) => list != null);
  const [list, other] = lists;
  const common = list && other ? list.filter((value) => other.includes(value)) : list;
  const not = [...(own.not ?? []), ...(added.not ?? [])];
  return { ...own, in: common, not: not.length > 0 ? not : undefined };
}
