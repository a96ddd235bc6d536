import type { WarehouseDb } from "@salesglass/core";
import type { Asking, Store } from "../store/store.ts";
import { openCopy } from "./copy-file.ts";
import { sizeOf } from "./copy-size.ts";
import { countChanges, currentSnapshot, type Snapshot } from "./marks.ts";
import { purgeTombstones, syncCopy } from "./sync.ts";
import { queryViews } from "./views.ts";

type WarehouseStatus = {
  /** Rises when a sync changed anything. */
  version: number;
  /** The record's moment that answers are of; null before the first sync. */
  asOf: Date | null;
  /** Seconds since the answers were last known to be those of the record. */
  lagSeconds: number;
  ready: boolean;
  /** Why the last sync failed. It is tried again. */
  error?: string;
};

/** How a look at the record ended. */
export type SyncOutcome = { readonly seconds: number; readonly changed: boolean; readonly error?: unknown };

/** What a copy takes: its tables' rows, and the memory that its engine holds. */
export type WarehouseSize = { readonly memoryBytes: number; readonly rows: Readonly<Record<string, number>> };

export type WarehouseService = {
  readonly db: WarehouseDb;
  /** The same for one viewer's request: it is given up when nobody waits for it or it takes too long. */
  dbFor(asking: Asking): WarehouseDb;
  status(): WarehouseStatus;
  /** Undefined where there is no copy. */
  size(): Promise<WarehouseSize | undefined>;
  /** Awaits a sync that began after the call, so that it holds all that had been committed. */
  sync(): Promise<void>;
  /** Hears the new version whenever it has risen. */
  onChange(listener: (version: number) => void): () => void;
  /** Hears of each look at the record, also of those that found nothing new. */
  onSync(listener: (outcome: SyncOutcome) => void): () => void;
  close(): Promise<void>;
};

export type WarehouseOptions = {
  store: Store;
  /** Where the copy is kept; without it, in memory. */
  folder?: string;
  engine: "duckdb" | "postgres";
  /** Pause between two looks at the record. */
  pollMilliseconds?: number;
};

/** Opens the warehouse and keeps it in step with the record until it is closed. */
export async function openWarehouse(options: WarehouseOptions): Promise<WarehouseService> {
  const { store, pollMilliseconds = 400 } = options;
  const engine = options.engine === "duckdb" ? await copyEngine(store, options.folder) : viewEngine(store);
  const listeners = new Set<(version: number) => void>();
  const syncListeners = new Set<(outcome: SyncOutcome) => void>();
  let error: string | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let purged = 0;

  async function run(): Promise<void> {
    const started = performance.now();
    const tell = (outcome: Omit<SyncOutcome, "seconds">) => {
      const seconds = (performance.now() - started) / 1000;
      for (const listener of syncListeners) listener({ seconds, ...outcome });
    };
    try {
      const changed = await engine.sync();
      error = undefined;
      tell({ changed });
      if (changed) for (const listener of listeners) listener(engine.version());
      if (Date.now() - purged > 3_600_000) {
        purged = Date.now();
        await purgeTombstones(store);
      }
    } catch (reason) {
      tell({ changed: false, error: reason });
      error = reason instanceof Error ? reason.message : String(reason);
      throw reason;
    }
  }

  function start(): Promise<void> {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  }

  function sync(): Promise<void> {
    if (closed) return Promise.reject(new Error("the warehouse is closed"));
    // One that is about to begin begins after this call as well, and no two may run at the same time.
    if (next) return next;
    if (!running) return start();
    next = running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return start();
      });
    return next;
  }

  async function poll(): Promise<void> {
    if (!running && !next) await start().catch(() => {});
    if (!closed) timer = setTimeout(poll, pollMilliseconds).unref();
  }
  timer = setTimeout(poll, 0).unref();

  return {
    db: engine.db,
    dbFor: engine.dbFor,
    sync,
    status() {
      const asOf = engine.asOf();
      return {
        version: engine.version(),
        asOf: asOf ?? null,
        lagSeconds: asOf ? Math.max(0, (Date.now() - asOf.getTime()) / 1000) : Number.POSITIVE_INFINITY,
        ready: engine.version() > 0,
        ...(error === undefined ? {} : { error }),
      };
    },
    size: () => engine.size(),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onSync(listener) {
      syncListeners.add(listener);
      return () => syncListeners.delete(listener);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      while (running || next) await (next ?? running)?.catch(() => {});
      await engine.close();
    },
  };
}

type Engine = {
  readonly db: WarehouseDb;
  dbFor(asking: Asking): WarehouseDb;
  version(): number;
  asOf(): Date | undefined;
  /** @returns whether anything had changed */
  sync(): Promise<boolean>;
  size(): Promise<WarehouseSize | undefined>;
  close(): Promise<void>;
};

async function copyEngine(store: Store, folder: string | undefined): Promise<Engine> {
  const copy = await openCopy(store, folder);
  return {
    db: copy.db,
    dbFor: copy.dbFor,
    version: () => copy.version,
    asOf: () => copy.asOf,
    sync: () => syncCopy(store, copy),
    size: () => sizeOf(copy),
    close: () => copy.close(),
  };
}

/** No copy to keep: only the version follows the record. */
function viewEngine(store: Store): Engine {
  const db = queryViews(store);
  let version = 0;
  let snapshot: Snapshot | undefined;
  let asOf: Date | undefined;
  return {
    db,
    dbFor: (asking) => queryViews(store, asking),
    version: () => version,
    asOf: () => asOf,
    async sync() {
      const now = await currentSnapshot(store);
      const seen = snapshot === undefined ? { ...now, changes: 1 } : await countChanges(store, snapshot, 1);
      snapshot = seen.snapshot;
      asOf = seen.at;
      if (seen.changes > 0) version++;
      return seen.changes > 0;
    },
    size: async () => undefined,
    close: () => db.destroy(),
  };
}
