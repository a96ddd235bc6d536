import type { Plugin } from "graphql-yoga";
import { type RecordState, recordState } from "../operation/record-state.ts";
import type { Store } from "../store/store.ts";
import type { WarehouseService } from "../warehouse/warehouse.ts";

interface ReadinessOptions {
  readonly store: Store;
  readonly warehouse: WarehouseService;
  readonly stopping: AbortSignal | undefined;
}

const maximalLag = 30;

/**
 * `GET /ready`: 200 when the record answers, has this version's schema, the warehouse follows it and the server isn't
 * stopping, else 503 with what is wrong. Whoever distributes requests asks for this. An embedded record that an import
 * holds is busy, not gone: as long as the warehouse answers it is ready. Why something fails is in the log, since
 * anybody may ask here. (`GET /health`, which Yoga answers by itself, is 200 for as long as the process lives.)
 */
export function useReadiness({ store, warehouse, stopping }: ReadinessOptions): Plugin {
  return {
    async onRequest({ request, url, endResponse }) {
      if (url.pathname !== "/ready" || (request.method !== "GET" && request.method !== "HEAD")) return;
      const record = await recordState(store);
      const { version, asOf, lagSeconds, ready, error } = warehouse.status();
      const fresh = record === "busy" || lagSeconds < maximalLag;
      const problems = [
        ...(stopping?.aborted ? ["the server is stopping"] : []),
        ...(problemsOfRecord[record] ?? []),
        ...(!ready ? ["the warehouse has not read the record yet"] : []),
        ...(ready && !fresh ? [`the warehouse is ${Math.round(lagSeconds)} s behind, at most ${maximalLag}`] : []),
        ...(error ? ["the warehouse could not read the record the last time; the log says why"] : []),
      ];
      const body = {
        status: problems.length === 0 ? "ready" : "not ready",
        problems,
        record,
        warehouse: { version, asOf, lagSeconds: Number.isFinite(lagSeconds) ? lagSeconds : null },
      };
      endResponse(answer(request, problems.length === 0 ? 200 : 503, body));
    },
  };
}

const problemsOfRecord: Partial<Record<RecordState, readonly string[]>> = {
  unreachable: ["the record can't be reached"],
  outdated: ["the record lacks this version's schema: run `salesglass migrate`"],
};

function answer({ method }: Request, status: number, body: object): Response {
  const headers = { "cache-control": "no-store", "content-type": "application/json" };
  return new Response(method === "HEAD" ? null : JSON.stringify(body), { status, headers });
}
