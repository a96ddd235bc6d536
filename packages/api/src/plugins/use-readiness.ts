import type { Plugin } from "graphql-yoga";
import type { Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

const patience = 2_000;
const maximalLag = 30;

/**
 * `GET /ready`: 200 when the record answers and the warehouse follows it, else 503; both say how far the warehouse is
 * behind. An embedded record that an import holds is busy, not gone: as long as the warehouse answers it is ready.
 */
export function useReadiness(store: Store, warehouse: WarehouseService): Plugin {
  return {
    async onRequest({ request, url, endResponse }) {
      if (url.pathname !== "/ready" || request.method !== "GET") return;
      const { version, asOf, lagSeconds, ready, error } = warehouse.status();
      const record = await recordState(store);
      const fresh = record === "busy" || lagSeconds < maximalLag;
      const healthy = record !== "unreachable" && ready && fresh && !error;
      const body = {
        status: healthy ? "ready" : "not ready",
        record,
        warehouse: {
          version,
          asOf,
          lagSeconds: Number.isFinite(lagSeconds) ? lagSeconds : null,
          ...(error ? { error } : {}),
        },
      };
      endResponse(Response.json(body, { status: healthy ? 200 : 503, headers: { "cache-control": "no-store" } }));
    },
  };
}

async function recordState(store: Store): Promise<"reachable" | "busy" | "unreachable"> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<"busy" | "unreachable">((resolve) => {
    timer = setTimeout(() => resolve(store.kind === "pglite" ? "busy" : "unreachable"), patience);
  });
  const answer = store.query("select 1").then(
    () => "reachable" as const,
    () => "unreachable" as const,
  );
  try {
    return await Promise.race([answer, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
