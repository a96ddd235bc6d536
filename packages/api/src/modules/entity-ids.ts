import { decodeGlobalID } from "@pothos/plugin-relay";
import { badInput, type EntityKind, queryEntityIds, type ValueFilter } from "@salesglass/core";
import type { Context } from "../context.ts";

/** An id filter as callers write it: global ids, or the source system's own keys. */
export interface IdFilterInput {
  readonly in?: readonly string[] | null | undefined;
  readonly not?: readonly string[] | null | undefined;
  readonly isNull?: boolean | null | undefined;
}

const typenames: Record<EntityKind, string> = { team: "Team", rep: "Rep", customer: "Customer", product: "Product" };

/**
 * Turns global or external ids into the integers that `core` asks with.
 * @throws DomainError naming the ids that nothing has
 */
export async function resolveIds(
  context: Context,
  kind: EntityKind,
  filter: IdFilterInput | null | undefined,
): Promise<ValueFilter<number> | undefined> {
  if (!filter) return undefined;
  const given = [...(filter.in ?? []), ...(filter.not ?? [])].map(String);
  const known = new Map<string, number>();
  for (const id of given) {
    const number = numberOf(id, typenames[kind]);
    if (number !== undefined) known.set(id, number);
  }
  const external = given.filter((id) => !known.has(id));
  const found = await queryEntityIds(context.warehouse.db, context.viewer.scope, kind, external);
  for (const [id, number] of found) known.set(id, number);
  const unknown = given.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const named = unknown.slice(0, 5).map((id) => JSON.stringify(id));
    const ids = unknown.length > 5 ? `${named.join(", ")} and ${unknown.length - 5} more` : named.join(", ");
    throw badInput(`there is no ${kind} with the id ${ids}, expected a global id or the source system's own key`);
  }
  return {
    in: filter.in?.map((id) => known.get(String(id))!),
    not: filter.not?.map((id) => known.get(String(id))!),
    isNull: filter.isNull,
  };
}

/**
 * Turns one global or external id into the integer that `core` asks with.
 * @throws DomainError naming an id that nothing has
 */
export async function resolveId(context: Context, kind: EntityKind, id: string | number): Promise<number> {
  const resolved = await resolveIds(context, kind, { in: [String(id)] });
  return resolved!.in![0]!;
}

/** The number of a global id of this type; undefined for anything else, which may be an external id. */
function numberOf(id: string, typename: string): number | undefined {
  try {
    const decoded = decodeGlobalID(id);
    return decoded.typename === typename && /^\d{1,9}$/.test(decoded.id) ? Number(decoded.id) : undefined;
  } catch {
    return undefined;
  }
}
