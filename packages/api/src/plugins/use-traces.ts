import type { Plugin } from "graphql-yoga";
import { traced, tracedRequest } from "../operation/tracing.ts";

/** The ways of a request as spans: all of it, and parsing, validating and executing each operation in it. */
export function useTraces(): Plugin {
  return {
    instrumentation: {
      request: ({ request }, wrapped) => tracedRequest(request, wrapped),
      operation: (_, wrapped) => traced("graphql operation", {}, wrapped),
      parse: (_, wrapped) => traced("graphql parse", {}, wrapped),
      validate: (_, wrapped) => traced("graphql validate", {}, wrapped),
      execute: (_, wrapped) => traced("graphql execute", {}, wrapped),
    },
  };
}
