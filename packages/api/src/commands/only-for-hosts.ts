import type { RequestListener } from "node:http";

/**
 * Refuses requests that name another host than the loopback one the server listens on: a foreign page whose name
 * was made to resolve to this machine (DNS rebinding) would otherwise be of the same origin and could read answers.
 */
export function onlyForHosts(host: string, next: RequestListener): RequestListener {
  const names = new Set(["localhost", "127.0.0.1", "[::1]", host]);
  return (request, response) => {
    const named = (request.headers.host ?? "").replace(/:\d+$/, "").toLowerCase();
    if (names.has(named)) return next(request, response);
    response.writeHead(421, { "content-type": "text/plain; charset=utf-8" });
    response.end("This server answers to localhost only.\n");
  };
}
