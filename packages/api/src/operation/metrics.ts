import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { countWaiting } from "../alerts/outbox.ts";
import type { Store } from "../store/store.ts";
import type { SyncOutcome, WarehouseService } from "../warehouse/warehouse.ts";
import { settledWithin } from "./settled-within.ts";

/** Whether an answer came from those that are kept; "none" where it could not. */
export type CacheResult = "hit" | "miss" | "none";

interface RequestFigures {
  readonly kind: string;
  readonly status: number;
  readonly seconds: number;
}

interface OperationFigures {
  /** The name of a registered operation, or "other". */
  readonly operation: string;
  readonly type: string;
  readonly result: "ok" | "error";
  readonly cache: CacheResult;
  readonly seconds: number;
}

/** What is counted and measured, in Prometheus's text format. */
export interface Metrics {
  readonly contentType: string;
  read(): Promise<string>;
  requestBegan(): void;
  requestEnded(figures: RequestFigures): void;
  operationEnded(figures: OperationFigures): void;
  /** An error that a caller was told. */
  erred(code: string): void;
  streamBegan(): void;
  streamEnded(): void;
  synced(outcome: SyncOutcome): void;
}

/** Which figures exist; each is made once, and a server has its own. */
export function createMetrics({ store, warehouse }: { store: Store; warehouse: WarehouseService }): Metrics {
  const registers = [new Registry()];
  const [registry] = registers as [Registry];
  collectDefaultMetrics({ register: registry });
  // A fast answer takes a millisecond; the longest question is cut off after some tens of seconds.
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

  const requests = new Counter({
    name: "salesglass_http_requests_total",
    help: "Requests that were answered, by kind (graphql, data, page, probe, other) and status.",
    labelNames: ["kind", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "salesglass_http_request_duration_seconds",
    help: "How long requests took until the answer began.",
    labelNames: ["kind"],
    buckets,
    registers,
  });
  const inFlight = new Gauge({
    name: "salesglass_http_requests_in_flight",
    help: "Requests that are being answered now.",
    registers,
  });
  const streams = new Gauge({
    name: "salesglass_live_streams",
    help: "Subscriptions that are open now.",
    registers,
  });
  const operations = new Counter({
    name: "salesglass_operations_total",
    help: 'GraphQL operations, of which a request may carry several; those that nobody registered are "other".',
    labelNames: ["operation", "type", "result"],
    registers,
  });
  const operationDurations = new Histogram({
    name: "salesglass_operation_duration_seconds",
    help: "How long operations took.",
    labelNames: ["operation"],
    buckets,
    registers,
  });
  const cache = new Counter({
    name: "salesglass_answer_cache_total",
    help: "Operations that the cache of answers could serve: hits were there, misses were computed.",
    labelNames: ["result"],
    registers,
  });
  for (const result of ["hit", "miss"]) cache.inc({ result }, 0);
  const errors = new Counter({
    name: "salesglass_errors_total",
    help: "Errors that callers were told, by code; INTERNAL ones are in the log with their ids.",
    labelNames: ["code"],
    registers,
  });
  errors.inc({ code: "INTERNAL" }, 0);
  const syncs = new Histogram({
    name: "salesglass_warehouse_sync_seconds",
    help: "How long syncs took that changed something.",
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 5, 15, 60, 300],
    registers,
  });
  const failedSyncs = new Counter({
    name: "salesglass_warehouse_sync_failures_total",
    help: "Syncs that failed; each is tried again.",
    registers,
  });
  new Gauge({
    name: "salesglass_warehouse_version",
    help: "Version of the warehouse; it rises when a sync changed anything.",
    registers,
    collect() {
      this.set(warehouse.status().version);
    },
  });
  new Gauge({
    name: "salesglass_warehouse_lag_seconds",
    help: "Seconds since answers were last known to be those of the record.",
    registers,
    collect() {
      this.set(warehouse.status().lagSeconds);
    },
  });
  const rows = new Gauge({
    name: "salesglass_warehouse_rows",
    help: "Rows of the warehouse's tables (engine duckdb).",
    labelNames: ["table"],
    registers,
  });
  new Gauge({
    name: "salesglass_duckdb_memory_bytes",
    help: "Memory that the engine duckdb holds.",
    registers,
    async collect() {
      const size = await settledWithin(patience, warehouse.size());
      if (!size) return;
      this.set(size.memoryBytes);
      for (const [table, count] of Object.entries(size.rows)) rows.set({ table }, count);
    },
  });
  new Gauge({
    name: "salesglass_alert_outbox",
    help: "Alerts that the webhook has not been told of yet; -1 while the record can't say.",
    registers,
    async collect() {
      this.set((await settledWithin(patience, countWaiting(store))) ?? -1);
    },
  });

  return {
    contentType: registry.contentType,
    read: () => registry.metrics(),
    requestBegan: () => inFlight.inc(),
    requestEnded({ kind, status, seconds }) {
      inFlight.dec();
      requests.inc({ kind, status: String(status) });
      durations.observe({ kind }, seconds);
    },
    operationEnded({ operation, type, result, cache: found, seconds }) {
      operations.inc({ operation, type, result });
      operationDurations.observe({ operation }, seconds);
      if (found !== "none") cache.inc({ result: found });
    },
    erred: (code) => errors.inc({ code: knownCodes.has(code) ? code : "other" }),
    streamBegan: () => streams.inc(),
    streamEnded: () => streams.dec(),
    synced({ seconds, changed, error }) {
      if (error !== undefined) failedSyncs.inc();
      else if (changed) syncs.observe(seconds);
    },
  };
}

/** A scrape is answered, also while an import holds the embedded record. */
const patience = 1_000;

/** What errors may be called; libraries may have more names. */
const knownCodes: ReadonlySet<string> = new Set([
  "BAD_USER_INPUT",
  "CONFLICT",
  "COST_LIMIT",
  "FORBIDDEN",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "INTERNAL",
  "NOT_ACCEPTABLE",
  "NOT_FOUND",
  "PERSISTED_QUERY_NOT_FOUND",
  "RATE_LIMITED",
  "TIMEOUT",
  "UNAUTHENTICATED",
  "UNAVAILABLE",
]);
