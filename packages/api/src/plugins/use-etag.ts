import type { GraphQLParams, Plugin } from "graphql-yoga";
import type { AnswerStore } from "./answer-store.ts";
import { etagOf, isKnownTo } from "./etag.ts";

/**
 * Tags the answers of GET requests that are kept, so that who has one already is answered 304. The tag is a weak one:
 * the moment that an answer is as of goes on while its data stays the same.
 */
export function useEtag({ keys, texts }: AnswerStore): Plugin {
  const asked = new WeakMap<Request, GraphQLParams>();
  return {
    onParams({ request, params }) {
      if (request.method === "GET") asked.set(request, params);
    },
    onResponse({ request, response, setResponse, fetchAPI }) {
      const params = asked.get(request);
      const key = params && keys.get(params);
      if (!key || !texts.has(key) || response.status !== 200 || response.headers.has("etag")) return;
      const { headers } = response;
      const etag = `W/${etagOf([key, headers.get("content-type")])}`;
      headers.set("etag", etag);
      headers.set("cache-control", "private, no-cache");
      headers.append("vary", "accept");
      if (isKnownTo(request, etag)) setResponse(new fetchAPI.Response(null, { status: 304, headers }));
    },
  };
}
