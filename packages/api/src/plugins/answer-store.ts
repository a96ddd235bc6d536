import type { GraphQLParams } from "graphql-yoga";
import { LRUCache } from "lru-cache";
import type { Context } from "../context.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";
import { perRequest } from "./per-request.ts";
import { type World, worldOf } from "./question-key.ts";
import { freshnessOf } from "./use-freshness.ts";

export interface AnswerStoreOptions {
  readonly warehouse: WarehouseService;
  /** Who asks, and the company as it is; asked before anything is answered. */
  readonly contextOf: (request: Request) => Promise<Context>;
  /** How much memory the answers may take. */
  readonly maximalBytes?: number | undefined;
}

/** The answers that are kept, and what finding them again takes. */
export interface AnswerStore {
  /** The written data of answers, by their questions' keys. */
  readonly texts: LRUCache<string, string>;
  /** The keys of operations that were looked for here. */
  readonly keys: WeakMap<GraphQLParams, string>;
  /** What requests asked that were answered by their body alone. */
  readonly answeredBodies: WeakMap<Request, readonly GraphQLParams[]>;
  world(request: Request): Promise<World>;
  /** Whether answers of this world are still those of this moment. */
  isCurrent(world: World): boolean;
  /** What is said beside the data, written, as of the request's arrival. */
  extensions(request: Request): string;
}

const megabyte = 2 ** 20;

export function answerStore({ warehouse, contextOf, maximalBytes }: AnswerStoreOptions): AnswerStore {
  const bytes = maximalBytes || 64 * megabyte;
  const texts = new LRUCache<string, string>({
    maxSize: bytes,
    maxEntrySize: bytes / 2,
    // What they take in memory at most: to count their bytes as they are sent takes longer than to keep them.
    sizeCalculation: (text, key) => 2 * (text.length + key.length),
  });
  // Nobody will ask for the older ones again.
  warehouse.onChange(() => texts.clear());
  return {
    texts,
    keys: new WeakMap(),
    answeredBodies: new WeakMap(),
    world: perRequest((request) => worldOf(warehouse, () => contextOf(request))),
    isCurrent: ({ version }) => warehouse.status().version === version,
    extensions: perRequest(() => JSON.stringify(freshnessOf(warehouse))),
  };
}
