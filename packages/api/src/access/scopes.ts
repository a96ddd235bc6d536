import { everything, queryEntityIds, type Scope, withSubTeams } from "@salesglass/core";
import { LRUCache } from "lru-cache";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** Whose rows are seen, by the keys of the source system. */
export type ScopeKeys =
  | { readonly kind: "everything" }
  | { readonly kind: "teams"; readonly teams: readonly string[] }
  | { readonly kind: "rep"; readonly rep: string };

/**
 * Turns the keys that tokens and API keys name into a scope: teams with their sub-teams as they are now.
 *
 * @returns a function that answers undefined where one of them is not in the data: a scope that isn't known is no scope
 */
export function scopeResolver(warehouse: WarehouseService): (keys: ScopeKeys) => Promise<Scope | undefined> {
  const known = new LRUCache<string, Promise<Scope | undefined>>({ max: 1_000 });
  warehouse.onChange(() => known.clear());
  return (keys) => {
    const name = JSON.stringify(keys);
    const held = known.get(name);
    if (held) return held;
    const resolved = resolve(warehouse, keys);
    known.set(name, resolved);
    // A failed question must not be remembered as the answer.
    resolved.catch(() => known.delete(name));
    return resolved;
  };
}

async function resolve({ db }: WarehouseService, keys: ScopeKeys): Promise<Scope | undefined> {
  if (keys.kind === "everything") return everything;
  if (keys.kind === "rep") {
    const repId = (await queryEntityIds(db, everything, "rep", [keys.rep])).get(keys.rep);
    return repId === undefined ? undefined : { kind: "rep", repId };
  }
  const found = await queryEntityIds(db, everything, "team", keys.teams);
  const ids = keys.teams.map((key) => found.get(key));
  if (ids.length === 0 || ids.includes(undefined)) return undefined;
  const below = await withSubTeams(db, { in: ids as number[] });
  return { kind: "teams", teamIds: below!.in! };
}
