import type { Plugin } from "graphql-yoga";
import type { Viewer } from "../context.ts";
import type { Logger } from "../server.ts";
import type { Authenticate } from "./authenticate.ts";
import { credentialsOf } from "./credentials.ts";
import { answerRefusal, forbidden } from "./refusals.ts";

/** Who asks, of each request that was let through. */
export interface Viewers {
  of(request: Request): Viewer;
  /** Gives a request that is made from another the same viewer. */
  carry(from: Request, to: Request): void;
}

export interface AccessOptions {
  /** Where there are no keys that tokens could be checked by, everybody who reaches the server is one viewer. */
  readonly authenticate: Authenticate | Viewer;
  readonly allowedOrigins: readonly string[];
  readonly logger: Logger;
}

/**
 * Lets nobody but viewers through. Credentials come in the `Authorization` header alone: what a browser adds by itself
 * (a cookie) or shows to others (an address) is none. A page's token is answered to that page only.
 */
export function useAccess({ authenticate, allowedOrigins, logger }: AccessOptions): Plugin & { viewers: Viewers } {
  const known = new WeakMap<Request, Viewer>();
  const viewers: Viewers = {
    of(request) {
      const viewer = known.get(request);
      if (!viewer) throw new Error("a request came through without a viewer");
      return viewer;
    },
    carry(from, to) {
      known.set(to, viewers.of(from));
    },
  };
  return {
    viewers,
    async onRequest({ request, url, endResponse }) {
      // What may be asked from where is answered before anybody says who they are.
      if (request.method === "OPTIONS") return;
      try {
        const viewer = typeof authenticate === "function" ? await authenticate(credentialsOf(request)) : authenticate;
        if (viewer.origin !== undefined) {
          checkOrigin(request.headers.get("origin"), viewer.origin, [...allowedOrigins, url.origin]);
        }
        known.set(request, viewer);
      } catch (error) {
        endResponse(answerRefusal(error, logger));
      }
    },
  };
}

function checkOrigin(sent: string | null, named: string, allowed: readonly string[]): void {
  if (sent !== named) throw forbidden("this token is for another page", `sent from ${JSON.stringify(sent)}`);
  if (!allowed.includes(named)) throw forbidden("this page's origin is not allowed here");
}
