import { failureOf, kindOf, RequestError, type ResponseError } from "./errors.ts";
import { type TokenSource, tokenSource } from "./token.ts";

/** A GraphQL document that knows the type of its answer and of its variables (see src/generated). */
interface Document<Result, Variables> {
  __apiType?: ((variables: Variables) => Result) | undefined;
  /** The SHA-256 of the text, by which a server that trusts the document knows it. */
  readonly __meta__?: { readonly hash?: string } | undefined;
  toString(): string;
}

/** How requests reach the server. */
export interface WayThere {
  readonly endpoint: string;
  readonly fetcher: typeof fetch;
  readonly tokens: TokenSource;
}

interface Manner {
  /** Sent by itself: for a question that takes so long that no other should wait for its answer. */
  readonly apart?: boolean;
}

/** Asks one endpoint. Requests of one moment travel together; equal ones travel once. */
export interface SalesClient {
  readonly way: WayThere;
  /** The version of the data that the latest answer is of, where the server says it. */
  readonly version: number | undefined;
  request<Result, Variables>(
    document: Document<Result, Variables>,
    variables: Variables,
    signal?: AbortSignal,
    manner?: Manner,
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
  readonly query: string;
  readonly hash: string | undefined;
  readonly variables: unknown;
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
  readonly extensions?: { readonly warehouseVersion?: number };
}

/** The server's limit on requests in one batch. */
const batchLimit = 20;

/**
 * Makes a client for one endpoint.
 *
 * Requests made in one task are sent as one HTTP request (a JSON array), but for those that
 * are to travel apart. A server that refuses arrays gets them one by one from then on. A document is named by its
 * hash; a server that does not know one gets the texts as well from then on. A request whose last caller has left is
 * taken out of the queue, and the HTTP request is cancelled when all that it carries has been abandoned.
 */
export function createClient(options: ClientOptions): SalesClient {
  const fetcher = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args));
  const tokens = tokenSource(options, fetcher, options.now ?? Date.now);
  const way = { endpoint: options.endpoint, fetcher, tokens };
  const known = new Map<string, Waiting>();
  let queue: Waiting[] = [];
  let batches = true;
  let hashes = true;
  let version: number | undefined;
  let flushing = false;
  /** How many batches' answers are being handed out. */
  let settling = 0;

  const enqueue = (query: string, hash: string | undefined, variables: unknown, apart: boolean): Waiting => {
    const key = JSON.stringify([hash ?? query, variables]);
    const same = known.get(key);
    if (same) return same;
    const { promise, resolve, reject } = defer<unknown>();
    const waiting: Waiting = {
      query,
      hash,
      variables,
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
    queue.push(waiting);
    flushSoon();
    return waiting;
  };

  /** What is asked while a batch's answers are handed out waits for them all: they ask their next questions together. */
  const flushSoon = () => {
    if (flushing || settling > 0 || queue.length === 0) return;
    flushing = true;
    void nextTask().then(flush);
  };

  const flush = () => {
    flushing = false;
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
        forget(waiting);
        if (group.every((other) => other.listeners === 0)) controller.abort();
      };
    }
    try {
      const bare = hashes;
      const bodies = await Promise.all(group.map((waiting) => bodyOf(waiting, bare)));
      const answers = await exchange(way, bodies, controller.signal);
      if (answers === "no batches") {
        batches = false;
        await Promise.all(group.map((waiting) => send([waiting])));
        return;
      }
      version = answers[0]?.extensions?.warehouseVersion ?? version;
      const unknown = group.filter((waiting, index) => bare && waiting.hash && isUnknown(answers[index]));
      await handOut(
        group
          .map((waiting, index) => [waiting, answers[index]] as const)
          .filter(([waiting]) => !unknown.includes(waiting)),
      );
      if (unknown.length > 0) {
        hashes = false;
        await send(unknown);
      }
    } catch (error) {
      for (const waiting of group) waiting.reject(error);
    } finally {
      group.forEach(forget);
    }
  };

  /** One answer a task: what comes first is seen while the rest is made, and the page stays able to react. */
  const handOut = async (answered: readonly (readonly [Waiting, Answer | undefined])[]): Promise<void> => {
    settling++;
    for (const [waiting, answer] of answered) {
      forget(waiting);
      settle(waiting, answer);
      if (answered.length > 1) await nextTask();
    }
    settling--;
    flushSoon();
  };

  const forget = (waiting: Waiting) => {
    if (known.get(waiting.key) === waiting) known.delete(waiting.key);
  };

  return {
    way,
    get version() {
      return version;
    },
    request(document, variables, signal, { apart = false } = {}) {
      const waiting = enqueue(document.toString(), document.__meta__?.hash, variables, apart);
      return listen(waiting, known, signal) as Promise<never>;
    },
  };
}

/** What is sent for a request: the document's hash alone, or (`bare` is false) its text with it. */
export async function bodyOf(
  { query, hash, variables }: Pick<Waiting, "query" | "hash" | "variables">,
  bare: boolean,
): Promise<object> {
  if (hash === undefined) return { query, variables };
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  if (bare) return { variables, extensions };
  // The script for pages has no texts until a server asks for one.
  const text = query || (await import("../generated/document-texts.ts")).documentTexts[hash];
  return { query: text, variables, extensions };
}

/** Whether the server wants the document's text: it does not know the hash, or (BAD_REQUEST) it knows none at all. */
function isUnknown(answer: Answer | undefined): boolean {
  return ["PERSISTED_QUERY_NOT_FOUND", "BAD_REQUEST"].includes(answer?.errors?.[0]?.extensions?.code ?? "");
}

function settle(waiting: Waiting, answer: Answer | undefined): void {
  if (answer?.errors?.length) waiting.reject(failureOf(answer.errors, 200));
  else if (answer?.data === undefined) waiting.reject(new RequestError("refused", ""));
  else waiting.resolve(answer.data);
}

/** One HTTP exchange; a refused token is replaced once, when there is somewhere to get another. */
async function exchange(
  way: WayThere,
  bodies: readonly object[],
  signal: AbortSignal,
  again = true,
): Promise<readonly Answer[] | "no batches"> {
  const single = bodies.length === 1;
  const accept = "application/graphql-response+json, application/json";
  const { response, token } = await post(way, single ? bodies[0]! : bodies, accept, signal);
  const parsed: unknown = await response.json().catch(() => undefined);
  const answers = (Array.isArray(parsed) ? parsed : parsed ? [parsed] : []) as readonly Answer[];
  const expired =
    response.status === 401 ||
    answers.some((answer) => answer.errors?.some((error) => kindOf(error.extensions?.code, 200) === "expired"));
  if (expired && again && way.tokens.renew(token)) return exchange(way, bodies, signal, false);
  if (!single && !Array.isArray(parsed) && !expired && response.status !== 403 && response.status < 429) {
    return "no batches";
  }
  if (Array.isArray(parsed) || (single && answers.length > 0)) {
    // The status of a single answer matters where its errors carry no code.
    if (single && !response.ok && answers[0]?.errors && !isUnknown(answers[0]))
      throw failureOf(answers[0].errors, response.status);
    return answers;
  }
  const errors = answers[0]?.errors;
  if (errors?.length) throw failureOf(errors, response.status);
  throw new RequestError(kindOf(undefined, response.status), `${response.status} ${response.statusText}`.trim());
}

/** Sends a body with the token of the moment, which is answered as well. */
export async function post({ endpoint, fetcher, tokens }: WayThere, body: object, accept: string, signal: AbortSignal) {
  let token: string | undefined;
  try {
    token = await tokens.current();
  } catch (error) {
    throw new RequestError("expired", (error as Error).message);
  }
  try {
    const response = await fetcher(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept,
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
      signal,
    });
    return { response, token };
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new RequestError("network", (error as Error).message);
  }
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

/** Ends the task that runs, so that the browser may draw and react; unlike a timer it makes nobody wait. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
