import { GraphQLError } from "graphql";
import type { Plugin, YogaInitialContext } from "graphql-yoga";
import { subjectOf } from "../access/subject.ts";
import type { Context } from "../context.ts";
import type { Metrics } from "../operation/metrics.ts";

interface Options {
  readonly stopping: AbortSignal | undefined;
  readonly metrics?: Metrics | undefined;
  readonly clock: () => Date;
}

/** How many live streams one subject may have open: a page needs one for all of its elements. */
const streamsPerSubject = 100;

/** Seconds after which it is worth trying again. */
const retryAfter = 30;

/**
 * Gives each subject so many live streams, and ends them when the server begins to stop or the viewer's token ends, as
 * they end when there is nothing more to say: their clients come again, to another server or to the next one here,
 * with a token that holds.
 */
export function useLiveStreams({ stopping, metrics, clock }: Options): Plugin {
  const open = new Map<string, number>();
  return {
    onSubscribe({ args, setResultAndStopExecution }) {
      const { viewer, request } = args.contextValue as unknown as Context & YogaInitialContext;
      const subject = subjectOf(viewer);
      if ((open.get(subject) ?? 0) >= streamsPerSubject) {
        setResultAndStopExecution({ errors: [tooMany()] });
        return;
      }
      const milliseconds = viewer.until === undefined ? undefined : viewer.until * 1000 - clock().getTime();
      return {
        onSubscribeResult({ result, setResult }) {
          if (!(Symbol.asyncIterator in result)) return;
          open.set(subject, (open.get(subject) ?? 0) + 1);
          metrics?.streamBegan();
          const ended = () => {
            const rest = open.get(subject)! - 1;
            if (rest > 0) open.set(subject, rest);
            else open.delete(subject);
            metrics?.streamEnded();
          };
          setResult(until([stopping, request.signal], milliseconds, result, ended));
        },
      };
    },
  };
}

function tooMany(): GraphQLError {
  return new GraphQLError(
    `${streamsPerSubject} live streams of the same subject are open; close one, or come again in ${retryAfter} s`,
    { extensions: { code: "RATE_LIMITED", http: { status: 429, headers: { "retry-after": String(retryAfter) } } } },
  );
}

/** The same values, up to the first of the signals, or for so long. */
function until<T>(
  signals: readonly (AbortSignal | undefined)[],
  milliseconds: number | undefined,
  values: AsyncIterable<T>,
  onEnd: () => void,
): AsyncIterableIterator<T> {
  const source = values[Symbol.asyncIterator]();
  const done = { done: true, value: undefined } as const;
  let ended = false;
  let resolveStopped = (_: typeof done) => {};
  const stopped = new Promise<typeof done>((resolve) => {
    resolveStopped = resolve;
  });
  // Ends also what nobody has begun to read.
  function stop(): void {
    end();
    resolveStopped(done);
  }
  function end(): void {
    if (ended) return;
    ended = true;
    clearTimeout(timer);
    for (const signal of signals) signal?.removeEventListener("abort", stop);
    onEnd();
  }
  const timer = milliseconds === undefined ? undefined : setTimeout(stop, milliseconds);
  for (const signal of signals) {
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  }
  async function finish(): Promise<typeof done> {
    end();
    // A source that waits for its next value may answer this only after it: nobody waits for that.
    void Promise.resolve(source.return?.()).catch(() => {});
    return done;
  }
  const iterator: AsyncIterableIterator<T> = {
    async next(): Promise<IteratorResult<T>> {
      if (ended) return done;
      try {
        const result = await Promise.race([source.next(), stopped]);
        return result.done ? await finish() : result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      stop();
      return finish();
    },
    async throw(error: unknown) {
      end();
      await source.throw?.(error);
      return done;
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return iterator;
}
