import type { Plugin } from "graphql-yoga";
import type { Viewers } from "../access/use-access.ts";
import type { Metrics } from "../operation/metrics.ts";

interface Options {
  readonly viewers: Viewers;
  /** Without access tokens whoever reaches the server sits at its machine. */
  readonly isOpen: boolean;
}

/**
 * `GET /metrics` for whoever operates the server: the role ADMIN. Where the connection comes from is no proof of that,
 * since a reverse proxy on the same machine comes from the loopback for everybody.
 */
export function useMetrics(metrics: Metrics | undefined, { viewers, isOpen }: Options): Plugin {
  return {
    async onRequest({ request, url, endResponse }) {
      if (url.pathname !== "/metrics" || request.method === "OPTIONS") return;
      const { role } = viewers.of(request);
      if (!isOpen && role !== "ADMIN") {
        return endResponse(refusal(403, "FORBIDDEN", `metrics are for the role ADMIN, not for ${role}`));
      }
      if (!metrics || request.method !== "GET") {
        return endResponse(refusal(metrics ? 405 : 404, "BAD_USER_INPUT", "there is only GET /metrics"));
      }
      const headers = { "content-type": metrics.contentType, "cache-control": "no-store" };
      endResponse(new Response(await metrics.read(), { headers }));
    },
  };
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ errors: [{ message, extensions: { code } }] }, { status });
}
