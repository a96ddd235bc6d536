import { randomUUID } from "node:crypto";
import { DomainError } from "@salesglass/core";
import { GraphQLError, type GraphQLSchema } from "graphql";
import type { Logger } from "../server.ts";
import { isUnreachable } from "../store/unreachable.ts";
import { withShortTexts } from "./short-texts.ts";
import { errorLike, withRightNames } from "./use-right-names.ts";

/**
 * Translates errors for callers, once for the whole schema: a domain error keeps its message and code, GraphQL's own
 * (syntax, validation, limits) keep theirs, and anything else is masked behind an id that is in the log.
 */
export function maskError(logger: Logger, schema: GraphQLSchema): (error: unknown) => Error {
  return (error) => {
    const cause = error instanceof GraphQLError ? rootOf(error) : error;
    if (cause instanceof DomainError) {
      const message = `${placeOf(error)}${cause.message}`;
      return graphQLError(error, message, cause.code, cause.cost ? { cost: cause.cost } : {});
    }
    if (error instanceof GraphQLError && (cause === error || cause instanceof GraphQLError)) {
      const { code } = error.extensions;
      return graphQLError(
        error,
        withRightNames(error.message, schema),
        typeof code === "string" ? code : "BAD_USER_INPUT",
        error.extensions,
      );
    }
    const id = randomUUID();
    if (isUnreachable(cause)) {
      logger.error({ err: cause, id }, "the record can't be reached");
      return graphQLError(error, `${unreachableMessage}; the server's log has it as ${id}`, "UNAVAILABLE", { id });
    }
    logger.error({ err: cause, id }, "unexpected error");
    return graphQLError(error, `something went wrong here; the server's log has it as ${id}`, "INTERNAL", { id });
  };
}

/** A write is a transaction, and by the keys of its rows the same twice changes nothing. */
const unreachableMessage =
  "the record can't be reached now; a write was made as a whole or not at all, and can be given again";

function graphQLError(error: unknown, message: string, code: string, extensions: object = {}): GraphQLError {
  const extended = { ...extensions, code };
  const text = withShortTexts(message);
  return error instanceof GraphQLError
    ? errorLike(error, text, extended)
    : new GraphQLError(text, { extensions: extended });
}

/** Where within a variable a value stood that its scalar refused. */
function placeOf(error: unknown): string {
  const [, place] = /^Variable "\$\w+" got invalid value [\s\S]* at "([^"]+)"; /.exec((error as Error).message) ?? [];
  return place ? `${place}: ` : "";
}

/** A scalar's error is wrapped by the variable that held it, and a resolver's by its field. */
function rootOf(error: GraphQLError): unknown {
  const { originalError } = error;
  if (originalError instanceof GraphQLError) return rootOf(originalError);
  return originalError ?? error;
}
