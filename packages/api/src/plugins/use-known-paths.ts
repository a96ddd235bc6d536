import type { Plugin } from "graphql-yoga";

/**
 * Answers 404 for every path but those that are spelt as they are documented, so that no other spelling of one
 * (`//graphql`, `/graphql/`, `/%67raphql`) gets round what is decided by it.
 */
export function useKnownPaths(isKnown: (path: string) => boolean): Plugin {
  return {
    onRequest({ request, url, endResponse }) {
      const [, path = "/"] = /^\w+:\/\/[^/?#]*([^?#]*)/.exec(request.url) ?? [];
      if (path === url.pathname && isKnown(path)) return;
      const message = `there is nothing at ${path.slice(0, 100)}`;
      endResponse(Response.json({ errors: [{ message, extensions: { code: "NOT_FOUND" } }] }, { status: 404 }));
    },
  };
}
