import type { Plugin } from "graphql-yoga";

/**
 * Tells browsers to take answers for what they say they are, and to keep GraphiQL to this server. GraphiQL comes as
 * one page with its scripts and styles inline, so those are allowed there; nothing from elsewhere is.
 */
export function useSecurityHeaders(): Plugin {
  return {
    onResponse({ response }) {
      const { headers } = response;
      headers.set("x-content-type-options", "nosniff");
      headers.set("referrer-policy", "no-referrer");
      const isPage = headers.get("content-type")?.startsWith("text/html") === true;
      if (isPage && !headers.has("content-security-policy")) headers.set("content-security-policy", graphiQLPolicy);
    },
  };
}

const graphiQLPolicy =
  "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; " +
  "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob: data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'";
