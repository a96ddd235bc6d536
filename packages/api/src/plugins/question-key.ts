import type { GraphQLParams } from "graphql-yoga";
import type { Context } from "../context.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

/** All that decides an answer besides the question: the data, who asks, the company's settings and its today. */
export interface World {
  readonly version: number;
  readonly key: string;
}

/** Reads the version before anything is answered, so that what is answered is of this version or a later one. */
export async function worldOf(warehouse: WarehouseService, contextOf: () => Promise<Context>): Promise<World> {
  const { version } = warehouse.status();
  const { viewer, company, calendar } = await contextOf();
  const { role, scope, where = null, documents = [] } = viewer;
  return { version, key: JSON.stringify([version, role, scope, where, [...documents], company, calendar]) };
}

/** JSON holds no line break, so that no two questions have the same key. */
export function questionKey(world: World, { query, operationName, variables }: GraphQLParams): string {
  return `${world.key}\n${JSON.stringify([operationName ?? null, variables ?? {}])}\n${query}`;
}
