export type RequestKind = "graphql" | "data" | "probe" | "page" | "other";

const probes: ReadonlySet<string> = new Set(["/health", "/ready", "/metrics"]);

/** What sort of thing a path asks for, so that figures don't have a name for every path that somebody tries. */
export function requestKind(pathname: string): RequestKind {
  if (pathname === "/graphql") return "graphql";
  if (pathname === "/data" || pathname.startsWith("/data/")) return "data";
  if (probes.has(pathname)) return "probe";
  return pathname === "/" || /\.(html|js|css|svg|map|json)$/.test(pathname) ? "page" : "other";
}
