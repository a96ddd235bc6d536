import { usePersistedOperations } from "@graphql-yoga/plugin-persisted-operations";
import { GraphQLError } from "graphql";
import type { Plugin } from "graphql-yoga";
import type { FlatRequests } from "../plugins/use-csv.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";
import type { Viewers } from "./use-access.ts";

interface Options {
  readonly trusted: TrustedDocuments;
  readonly viewers: Viewers;
  /** Those for stored documents, whose names have been looked at. */
  readonly flatRequests: FlatRequests;
}

/**
 * Runs the documents that the widgets were built with by their hash. Who may run only some sends no text of their own:
 * a page's token is read by everybody who opens the page.
 */
export function useTrustedDocuments({ trusted, viewers, flatRequests }: Options): Plugin {
  return usePersistedOperations({
    allowArbitraryOperations: (request) => flatRequests.has(request) || viewers.of(request).documents === undefined,
    getPersistedOperation(hash, request) {
      const allowed = viewers.of(request).documents;
      if (allowed && !allowed.has(hash)) throw refused(403, "FORBIDDEN", `this token can't run the document ${hash}`);
      return trusted.documents.get(hash) ?? null;
    },
    customErrors: {
      notFound: () =>
        refused(400, "PERSISTED_QUERY_NOT_FOUND", "this server has no such document: it is of another version"),
      keyNotFound: () => refused(400, "BAD_USER_INPUT", 'the request has no "query", and names no registered document'),
      persistedQueryOnly: () =>
        refused(403, "FORBIDDEN", "this token runs registered documents only, by their hash and without their text"),
    },
  }) as Plugin;
}

function refused(status: number, code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}
