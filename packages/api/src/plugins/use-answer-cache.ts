import type { ExecutionResult } from "graphql";
import type { GraphQLParams, Plugin } from "graphql-yoga";
import type { AnswerStore } from "./answer-store.ts";
import { isCacheable } from "./is-cacheable.ts";
import { questionKey } from "./question-key.ts";
import { writtenAnswer } from "./written-answer.ts";

/** A question on its way; its text comes when it is answered, and is undefined when it can't be shared. */
interface Flight {
  readonly key: string;
  readonly answered: Promise<string | undefined>;
}

/**
 * Keeps the answers of questions that depend on nothing but the warehouse's version, the viewer's scope, the company's
 * settings and its today, which are all in their key: an answer that isn't that of this moment is not found. What is
 * kept is the text of the answer's data, so that a hit is neither parsed nor executed nor written again.
 *
 * It stands behind the limits on requests, and a document that the limits refuse has no answer to keep. Equal
 * questions at the same time are computed once. Errors are not kept.
 */
export function useAnswerCache(store: AnswerStore): Plugin {
  const inFlight = new Map<string, Flight>();
  const asked = new WeakMap<GraphQLParams, Flight>();
  const cacheable = new WeakSet<GraphQLParams>();
  /** Of answers that another question of the same moment has computed. */
  const shared = new WeakMap<object, string>();

  return {
    async onParams({ params, request, setResult, paramsHandler, setParamsHandler }) {
      if (typeof params?.query !== "string") return;
      const world = await store.world(request);
      const key = questionKey(world, params);
      store.keys.set(params, key);
      const known = store.texts.get(key);
      if (known !== undefined) return setResult(answerOf(known, store.extensions(request)));
      const { promise: answered, resolve } = deferred<string | undefined>();
      const flight = { key, answered };
      setParamsHandler(async (payload) => {
        asked.set(payload.params, flight);
        try {
          const result = await paramsHandler(payload);
          const other = shared.get(result);
          if (other !== undefined) return answerOf(other, store.extensions(request));
          if (!cacheable.has(payload.params) || !isComplete(result)) return result;
          const text = JSON.stringify(result.data);
          if (store.isCurrent(world)) store.texts.set(key, text);
          resolve(text);
          const { extensions } = result;
          return answerOf(text, extensions ? JSON.stringify(extensions) : store.extensions(request), result.data);
        } finally {
          if (inFlight.get(key) === flight) inFlight.delete(key);
          resolve(undefined);
        }
      });
    },
    onExecute({ args: { schema, document, contextValue }, executeFn, setExecuteFn }) {
      const { params } = contextValue as { readonly params: GraphQLParams };
      const flight = asked.get(params);
      if (!flight || !isCacheable(schema, document)) return;
      cacheable.add(params);
      const other = inFlight.get(flight.key);
      if (!other) return void inFlight.set(flight.key, flight);
      setExecuteFn(async (args) => {
        const text = await other.answered;
        // What the other could not be answered is asked again, for its own error.
        if (text === undefined) return executeFn(args);
        const result = {};
        shared.set(result, text);
        return result;
      });
    },
  };
}

function isComplete(result: unknown): result is ExecutionResult {
  const { data, errors } = result as ExecutionResult;
  return data != null && !errors?.length;
}

/** An answer that is written already; who needs its data all the same (for another format) gets it read again. */
function answerOf(text: string, extensions: string, data?: unknown) {
  return {
    get data() {
      return (data ?? JSON.parse(text)) as Record<string, unknown>;
    },
    stringify: () => writtenAnswer(text, extensions),
  };
}

function deferred<Value>() {
  let resolve!: (value: Value) => void;
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
