import { complexityFromQuery } from "@pothos/plugin-complexity";
import { type DocumentNode, GraphQLError, type GraphQLSchema, getOperationAST, Kind } from "graphql";
import type { Plugin } from "graphql-yoga";
import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Context } from "../context.ts";
import { costs } from "../operation/costs.ts";
import { answerRefusal, Refusal } from "./refusals.ts";
import { subjectOf } from "./subject.ts";
import type { Viewers } from "./use-access.ts";

interface Options {
  readonly schema: GraphQLSchema;
  readonly viewers: Viewers;
  /** What one subject's questions may cost in a minute, in the unit of the limit on one request. */
  readonly costPerMinute: number;
  readonly logger: Parameters<typeof answerRefusal>[1];
}

/**
 * Gives each subject so much cost a minute. What is answered from the cache costs nothing; when the rest is used up,
 * whatever is asked is answered 429 and when to come again.
 */
export function useCostBuckets({ schema, viewers, costPerMinute, logger }: Options): Plugin {
  const buckets = new RateLimiterMemory({ points: costPerMinute, duration: 60 });
  return {
    async onRequest({ request, endResponse }) {
      if (request.method === "OPTIONS") return;
      const used = await buckets.get(subjectOf(viewers.of(request)));
      if (used && used.remainingPoints <= 0 && used.consumedPoints > costPerMinute) {
        endResponse(answerRefusal(tooMuch(used), logger));
      }
    },
    async onExecute({ args, setResultAndStopExecution }) {
      const { document, operationName, variableValues, contextValue } = args;
      const { viewer } = contextValue as unknown as Context;
      const cost = complexityFromQuery(onlyOperation(document, operationName), {
        schema,
        ctx: contextValue,
        variables: variableValues ?? {},
      }).complexity;
      costs.set(contextValue as object, cost);
      try {
        await buckets.consume(subjectOf(viewer), Math.min(Math.ceil(cost), costPerMinute));
      } catch (used) {
        if (used instanceof Error) throw used;
        const { status, code, message, headers } = tooMuch(used as RateLimiterRes);
        const extensions = { code, cost: { complexity: cost, perMinute: costPerMinute }, http: { status, headers } };
        setResultAndStopExecution({ errors: [new GraphQLError(message, { extensions })] });
      }
    },
  };
}

function tooMuch({ msBeforeNext }: RateLimiterRes): Refusal {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  return new Refusal({
    status: 429,
    code: "RATE_LIMITED",
    message: `too much was asked within a minute; ask again in ${seconds} s`,
    reason: "a subject's bucket is empty",
    headers: { "retry-after": String(seconds) },
  });
}

/** The operation that is run, with all fragments: what else a document holds costs nothing. */
function onlyOperation(document: DocumentNode, name: string | null | undefined): DocumentNode {
  const operation = getOperationAST(document, name);
  const definitions = document.definitions.filter(
    (definition) => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return { ...document, definitions };
}
