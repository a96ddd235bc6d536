import { createHash } from "node:crypto";
import type { ExecutionArgs } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import type { Viewers } from "../access/use-access.ts";
import { costs } from "../operation/costs.ts";
import type { CacheResult, Metrics } from "../operation/metrics.ts";
import type { RegisteredOperations } from "../operation/registered-operations.ts";
import { requestId } from "../operation/request-id.ts";
import { requestKind } from "../operation/request-kind.ts";
import { annotate } from "../operation/tracing.ts";
import type { Logger } from "../server.ts";
import type { AnswerStore } from "./answer-store.ts";
import { isCacheable } from "./is-cacheable.ts";

interface ObservationOptions {
  readonly logger: Logger;
  readonly metrics: Metrics | undefined;
  readonly operations: RegisteredOperations;
  readonly answers: AnswerStore;
  readonly viewers: Viewers;
}

interface Observation {
  readonly id: string;
  readonly started: number;
  readonly pathname: string;
  readonly operations: ObservedOperation[];
  readonly errorCodes: Set<string>;
  /** Those of masked errors, by which the log has them. */
  readonly errorIds: string[];
  cost: number;
}

interface ObservedOperation {
  readonly started: number;
  /** That it was registered with, else the one that its document has. */
  name: string | undefined;
  registered: boolean;
  type: string;
  executed: boolean;
  cache: CacheResult;
}

/**
 * Notes of each request what an operator wants to know, in the log (one line a request, at the level info) and in the
 * figures. It gives each an id, and answers it as `x-request-id`. It notes nothing that was sent beside the names of
 * operations: no header, no variable, no text of a document; and of who asks the role and a digest.
 */
export function useObservation({ logger, metrics, operations, answers, viewers }: ObservationOptions): Plugin {
  const byRequest = new WeakMap<object, Observation>();
  const byContext = new WeakMap<object, ObservedOperation>();

  function end(operation: ObservedOperation, failed: boolean): void {
    metrics?.operationEnded({
      operation: operation.registered ? operation.name! : "other",
      type: operation.type,
      result: failed ? "error" : "ok",
      cache: operation.cache,
      seconds: since(operation.started),
    });
  }

  return {
    onRequest({ request, url, serverContext }) {
      byRequest.set(serverContext, {
        id: requestId(request.headers),
        started: performance.now(),
        pathname: url.pathname,
        operations: [],
        errorCodes: new Set(),
        errorIds: [],
        cost: 0,
      });
      metrics?.requestBegan();
    },
    onRequestParse({ request, serverContext }) {
      // It may be another request than the one that came: `/data` goes on as one for GraphQL.
      const observation = byRequest.get(serverContext);
      if (observation) byRequest.set(request, observation);
    },
    onParams({ params, request, context }) {
      const operation: ObservedOperation = {
        started: performance.now(),
        ...nameOf(params, operations),
        type: "query",
        executed: false,
        cache: "none",
      };
      byContext.set(context, operation);
      byRequest.get(request)?.operations.push(operation);
    },
    onExecute({ args }) {
      note(byContext.get(args.contextValue as object), args, operations);
    },
    onSubscribe({ args }) {
      note(byContext.get(args.contextValue as object), args, operations);
    },
    onExecutionResult({ request, result, context }) {
      const observation = byRequest.get(request);
      const operation = byContext.get(context);
      if (!observation || !operation) return;
      const { errors } = (result ?? {}) as Result;
      // What was answered without being executed had been kept.
      if (!operation.executed && !errors) operation.cache = "hit";
      observation.cost += costs.get(context) ?? 0;
      for (const error of errors ?? []) {
        const { code, id } = error.extensions ?? {};
        const shown = typeof code === "string" ? code : "BAD_USER_INPUT";
        observation.errorCodes.add(shown);
        if (typeof id === "string") observation.errorIds.push(id);
        metrics?.erred(shown);
      }
      end(operation, errors !== undefined && errors.length > 0);
    },
    onResponse({ request, response, serverContext }) {
      const observation = byRequest.get(serverContext);
      if (!observation) return;
      const { id, started, pathname, errorCodes, errorIds, cost } = observation;
      const kept = answers.answeredBodies.get(request);
      for (const params of kept ?? []) {
        const name = nameOf(params, operations);
        const operation = { started, ...name, type: "query", executed: false, cache: "hit" as const };
        observation.operations.push(operation);
        end(operation, false);
      }
      const kind = requestKind(pathname);
      response.headers.set("x-request-id", id);
      metrics?.requestEnded({ kind, status: response.status, seconds: since(started) });
      annotate({ "http.response.status_code": response.status, "salesglass.request.id": id });
      if (kind === "probe" || logger.isLevelEnabled?.("info") === false) return;
      const asked = byRequest.has(request) || kept !== undefined;
      const line = {
        id,
        kind,
        ...(asked && { operations: observation.operations.map(({ name }) => name ?? "(unnamed)") }),
        ...(asked && { viewer: digestOf(viewers, request) }),
        status: response.status,
        milliseconds: Math.round(since(started) * 10_000) / 10,
        ...(cost > 0 && { cost }),
        ...(asked && { cached: observation.operations.filter(({ cache }) => cache === "hit").length }),
        ...(errorCodes.size > 0 && { errors: [...errorCodes] }),
        ...(errorIds.length > 0 && { errorIds }),
      };
      logger.info(line, "request");
    },
  };
}

interface Result {
  readonly errors?: readonly { readonly extensions?: Readonly<Record<string, unknown>> }[];
}

function note(operation: ObservedOperation | undefined, args: ExecutionArgs, operations: RegisteredOperations): void {
  if (!operation) return;
  operation.executed = true;
  const { document, schema, operationName, contextValue } = args;
  const definition = document.definitions.find(
    (one) => one.kind === "OperationDefinition" && (!operationName || one.name?.value === operationName),
  );
  if (definition?.kind === "OperationDefinition") {
    operation.type = definition.operation;
    operation.name ??= definition.name?.value.slice(0, 64);
  }
  // A document that was named by its hash has its text by now.
  const { params } = contextValue as { readonly params?: GraphQLParams };
  if (params && !operation.registered) Object.assign(operation, registeredName(params, operations));
  operation.cache = isCacheable(schema, document) ? "miss" : "none";
  annotate({
    "graphql.operation.type": operation.type,
    ...(operation.name && { "graphql.operation.name": operation.name }),
  });
}

function nameOf(params: GraphQLParams, operations: RegisteredOperations) {
  const [, name] = /^\s*(?:query|mutation|subscription)\s+(\w{1,64})\b/.exec(params.query ?? "") ?? [];
  return registeredName(params, operations) ?? { name, registered: false };
}

function registeredName({ query, extensions }: GraphQLParams, operations: RegisteredOperations) {
  const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | undefined)?.persistedQuery?.sha256Hash;
  const name = operations.get(String(query)) ?? operations.get(String(hash));
  return name === undefined ? undefined : { name, registered: true };
}

/** Who asked, so that an operator can tell one from another but not who it is. */
function digestOf(viewers: Viewers, request: Request): string {
  try {
    const { role, name } = viewers.of(request);
    return `${role} ${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
  } catch {
    return "unknown";
  }
}

function since(started: number): number {
  return (performance.now() - started) / 1000;
}
