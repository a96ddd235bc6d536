import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { constants, gzipSync } from "node:zlib";
import type { Plugin } from "graphql-yoga";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".map": "application/json",
  ".json": "application/json",
};

interface StaticFile {
  readonly body: Buffer;
  /** Written once, at the start; absent where it would save nothing, and of what only developers load. */
  readonly gzip: Buffer | undefined;
  readonly type: string;
  readonly etag: string;
}

/**
 * Serves the demo pages and the widgets' script. The files are read once at start, and only what was found then is
 * ever answered, so that no path can lead elsewhere. Pages on other hosts may load the widgets.
 */
export function useStaticFiles({ pagesFolder, widgetsFolder }: { pagesFolder: string; widgetsFolder: string }): Plugin {
  const pages = filesIn(pagesFolder, "/");
  const widgets = filesIn(widgetsFolder, "/");
  // A page is at its name without the ending, and the first one at the root.
  for (const [path, file] of [...pages]) if (path.endsWith(".html")) pages.set(path.slice(0, -".html".length), file);
  const home = pages.get("/home.html");
  if (home) pages.set("/", home);
  return {
    onRequest({ request, url, endResponse }) {
      if (request.method !== "GET" && request.method !== "HEAD") return;
      const page = pages.get(url.pathname);
      const file = page ?? widgets.get(url.pathname);
      if (!file) {
        // Browsers ask for it with every page; without an answer they report an error.
        if (url.pathname === "/favicon.ico") endResponse(new Response(null, { status: 204, headers: iconHeaders }));
        return;
      }
      const headers: Record<string, string> = {
        "content-type": file.type,
        etag: file.etag,
        vary: "accept-encoding",
        // The chunks' names hold their hashes; everything else is asked for again and answered 304.
        "cache-control": url.pathname.startsWith("/chunks/") ? "public, max-age=31536000, immutable" : "no-cache",
        ...(page
          ? { "content-security-policy": pagePolicy }
          : { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }),
      };
      if (request.headers.get("if-none-match") === file.etag)
        return endResponse(new Response(null, { status: 304, headers }));
      const zipped = acceptsGzip.test(request.headers.get("accept-encoding") ?? "") ? file.gzip : undefined;
      if (zipped) headers["content-encoding"] = "gzip";
      endResponse(new Response(request.method === "HEAD" ? null : new Uint8Array(zipped ?? file.body), { headers }));
    },
  };
}

const acceptsGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/;

const iconHeaders = { "cache-control": "public, max-age=86400" };

const pagePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'";

function filesIn(folder: string, prefix: string): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  if (!existsSync(folder)) return files;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      for (const [name, file] of filesIn(path, `${prefix}${entry.name}/`)) files.set(name, file);
    } else if (entry.isFile() && types[extname(entry.name)]) {
      const body = readFileSync(path);
      // Weak, since it is the same whether the file comes compressed or not.
      const etag = `W/"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
      const extension = extname(entry.name);
      const gzip = extension === ".map" ? undefined : gzipOf(body);
      files.set(`${prefix}${entry.name}`, { body, gzip, type: types[extension]!, etag });
    }
  }
  return files;
}

function gzipOf(body: Buffer): Buffer | undefined {
  const gzip = gzipSync(body, { level: constants.Z_BEST_COMPRESSION });
  return gzip.length < body.length ? gzip : undefined;
}
