import { failureOf, kindOf, RequestError, type ResponseError } from "./errors.ts";
import { type TokenSource, tokenSource } from "./token.ts";

/** A GraphQL document that knows the type of its answer and of its variables (see src/generated). */
interface Document<Result, Variables> {
  __apiType?: ((variables: Variables) => Result) | undefined;
  toString(): string;
}

interface Way {
  /** Sent by itself: for a question that takes so long that no other should wait for its answer. */
  readonly apart?: boolean;
}

/** Asks one endpoint. Requests of one moment travel together; equal ones travel once. */
export interface SalesClient {
  request<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
    way?: Way,
  ): Promise<Result>;
}

export interface ClientOptions {
  readonly endpoint: string;
  readonly token?: string | undefined;
  readonly tokenUrl?: string | undefined;
  readonly fetch?: typeof fetch;
  readonly now?: () => number;
}

interface Waiting {
  readonly body: { readonly query: string; readonly variables: unknown };
  readonly key: string;
  readonly apart: boolean;
  readonly promise: Promise<unknown>;
  readonly resolve: (data: unknown) => void;
  readonly reject: (error: unknown) => void;
  /** How many callers still want the answer. */
  listeners: number;
  /** Called when nobody wants the answer any more. */
  abandoned: () => void;
}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly ResponseError[];
}

/** The server's limit on requests in one batch. */
const batchLimit = 20;

/**
 * Makes a client for one endpoint.
 *
 * Requests made before the next turn of the event loop are sent as one HTTP request (a JSON array), but for those that
 * are to travel apart. A server that
 * refuses arrays gets them one by one from then on. A request whose last caller has left is taken out of the queue,
 * and the HTTP request is cancelled when all that it carries has been abandoned.
 */
export function createClient(options: ClientOptions): SalesClient {
  const { endpoint } = options;
  const fetcher = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const tokens = tokenSource(options, fetcher, options.now ?? Date.now);
  const known = new Map<string, Waiting>();
  let queue: Waiting[] = [];
  let batches = true;

  const enqueue = (query: string, variables: unknown, apart: boolean): Waiting => {
    const key = JSON.stringify([query, variables]);
    const same = known.get(key);
    if (same) return same;
    const { promise, resolve, reject } = defer<unknown>();
    const waiting: Waiting = {
      body: { query, variables },
      key,
      apart,
      promise,
      resolve,
      reject,
      listeners: 0,
      abandoned: () => {},
    };
    // Callers look at the promise through `listen`; an abandoned one must not count as unhandled.
    promise.catch(() => {});
    known.set(key, waiting);
    if (queue.push(waiting) === 1) setTimeout(flush, 0);
    return waiting;
  };

  const flush = () => {
    const ready = queue.filter((waiting) => waiting.listeners > 0);
    queue = [];
    const together = ready.filter(({ apart }) => !apart);
    for (let start = 0; start < together.length; start += batchLimit) {
      void send(together.slice(start, start + batchLimit));
    }
    for (const waiting of ready) if (waiting.apart) void send([waiting]);
  };

  const send = async (group: readonly Waiting[]): Promise<void> => {
    if (!batches && group.length > 1) {
      await Promise.all(group.map((waiting) => send([waiting])));
      return;
    }
    const controller = new AbortController();
    for (const waiting of group) {
      waiting.abandoned = () => {
        if (known.get(waiting.key) === waiting) known.delete(waiting.key);
        if (group.every((other) => other.listeners === 0)) controller.abort();
      };
    }
    try {
      const answers = await exchange(fetcher, endpoint, group, tokens, controller.signal);
      if (answers === "no batches") {
        batches = false;
        await Promise.all(group.map((waiting) => send([waiting])));
        return;
      }
      group.forEach((waiting, index) => {
        settle(waiting, answers[index]);
      });
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    } finally {
      for (const waiting of group) if (known.get(waiting.key) === waiting) known.delete(waiting.key);
    }
  };

  return {
    request(document, variables, signal, { apart = false } = {}) {
      const waiting = enqueue(document.toString(), variables, apart);
      return listen(waiting, known, signal) as Promise<never>;
    },
  };
}

function settle(waiting: Waiting, answer: Answer | undefined): void {
  if (answer?.errors?.length) waiting.reject(failureOf(answer.errors, 200));
  else if (answer?.data === undefined) waiting.reject(new RequestError("refused", ""));
  else waiting.resolve(answer.data);
}

/** One HTTP exchange; a refused token is replaced once, when there is somewhere to get another. */
async function exchange(
  fetcher: typeof fetch,
  endpoint: string,
  group: readonly Waiting[],
  tokens: TokenSource,
  signal: AbortSignal,
  again = true,
): Promise<readonly Answer[] | "no batches"> {
  const single = group.length === 1;
  const bodies = group.map((waiting) => waiting.body);
  let token: string | undefined;
  try {
    token = await tokens.current();
  } catch (error) {
    throw new RequestError("expired", (error as Error).message);
  }
  let response: Response;
  try {
    response = await fetcher(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(single ? bodies[0] : bodies),
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new RequestError("network", (error as Error).message);
  }
  const parsed: unknown = await response.json().catch(() => undefined);
  const answers = (Array.isArray(parsed) ? parsed : parsed ? [parsed] : []) as readonly Answer[];
  const expired =
    response.status === 401 ||
    answers.some((answer) => answer.errors?.some((error) => kindOf(error.extensions?.code, 200) === "expired"));
  if (expired && again && tokens.renew(token)) return exchange(fetcher, endpoint, group, tokens, signal, false);
  if (!single && !Array.isArray(parsed) && !expired && response.status !== 403 && response.status < 429) {
    return "no batches";
  }
  if (Array.isArray(parsed) || (single && answers.length > 0)) {
    // The status of a single answer matters where its errors carry no code.
    if (single && !response.ok && answers[0]?.errors) throw failureOf(answers[0].errors, response.status);
    return answers;
  }
  const errors = answers[0]?.errors;
  if (errors?.length) throw failureOf(errors, response.status);
  throw new RequestError(kindOf(undefined, response.status), `${response.status} ${response.statusText}`.trim());
}

/** The promise of one caller: settles with the shared answer, or at once when the caller's signal says so. */
function listen(waiting: Waiting, known: Map<string, Waiting>, signal?: AbortSignal): Promise<unknown> {
  if (signal?.aborted) return Promise.reject(signal.reason);
  waiting.listeners += 1;
  if (!signal) return waiting.promise;
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.listeners -= 1;
      reject(signal.reason);
      if (waiting.listeners > 0) return;
      if (known.get(waiting.key) === waiting) known.delete(waiting.key);
      waiting.abandoned();
    };
    signal.addEventListener("abort", leave, { once: true });
    const done = () => signal.removeEventListener("abort", leave);
    waiting.promise.then(
      (data) => {
        done();
        resolve(data);
      },
      (error) => {
        done();
        reject(error);
      },
    );
  });
}

function defer<T>() {
  let resolve!: (value: T) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<T>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
