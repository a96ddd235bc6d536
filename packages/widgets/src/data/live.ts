import { createParser } from "eventsource-parser";
import { WarehouseChangedDocument, type WarehouseChangedSubscription } from "../generated/graphql.ts";
import { bodyOf, post, type SalesClient } from "./client.ts";
import { RequestError } from "./errors.ts";

/** A page's viewers are told at the same moment: each waits a little, so that they don't all ask at once. */
const spread = 1_000;
/** Milliseconds of silence after which a stream counts as dead; the server says something every 12 seconds. */
const patience = 40_000;
const [firstPause, longestPause] = [1_000, 60_000];

const streams = new WeakMap<SalesClient, (listener: () => void, signal: AbortSignal) => void>();

/**
 * Calls a listener whenever the data of a client's server changed, until the signal. All who follow a client share one
 * stream, which is there while the page can be seen, and are called in one go, so that their questions travel together.
 */
export function follow(client: SalesClient, listener: () => void, signal: AbortSignal): void {
  const join = streams.get(client) ?? sharedStream(client);
  streams.set(client, join);
  if (!signal.aborted) join(listener, signal);
}

function sharedStream(client: SalesClient): (listener: () => void, signal: AbortSignal) => void {
  const listeners = new Set<() => void>();
  let open: AbortController | undefined;
  let known = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const told = (version: number): void => {
    // What was asked just before is of this version, unless an answer says otherwise. After a gap nobody knows.
    if (known || (client.version ?? version) < version) {
      timer ??= setTimeout(() => {
        timer = undefined;
        for (const listener of listeners) listener();
      }, Math.random() * spread);
    }
    known = true;
  };

  /** Opens or closes the stream, as somebody listens and the page is seen or not. */
  const adjust = (): void => {
    const wanted = listeners.size > 0 && document.visibilityState === "visible";
    if (wanted === (open !== undefined)) return;
    if (wanted) {
      open = new AbortController();
      void stayTuned(client, told, open.signal);
    } else {
      open?.abort();
      open = undefined;
      if (listeners.size > 0) return;
      clearTimeout(timer);
      timer = undefined;
      known = false;
    }
  };

  return (listener, signal) => {
    if (listeners.size === 0) document.addEventListener("visibilitychange", adjust);
    listeners.add(listener);
    adjust();
    signal.addEventListener("abort", () => {
      listeners.delete(listener);
      if (listeners.size === 0) document.removeEventListener("visibilitychange", adjust);
      adjust();
    });
  };
}

/** Keeps a stream open: after a fault it comes back, later and later. What the server refuses is not tried again. */
async function stayTuned(client: SalesClient, told: (version: number) => void, signal: AbortSignal): Promise<void> {
  let pause = firstPause;
  while (!signal.aborted) {
    let wait = 0;
    try {
      wait = await listen(client, signal, (version) => {
        pause = firstPause;
        told(version);
      });
    } catch (error) {
      if (error instanceof RequestError && (error.kind === "refused" || error.kind === "forbidden")) return;
    }
    if (signal.aborted) return;
    await sleep(Math.max(wait, pause * (0.5 + Math.random() / 2)), signal);
    pause = Math.min(2 * pause, longestPause);
  }
}

/** One stream from its beginning to its end. Answers the milliseconds that the server wants to be left alone. */
async function listen(client: SalesClient, outer: AbortSignal, told: (version: number) => void): Promise<number> {
  const controller = new AbortController();
  const stop = () => controller.abort();
  outer.addEventListener("abort", stop);
  let silence = setTimeout(stop, patience);
  try {
    const response = await connect(client, controller.signal);
    const type = response.headers.get("content-type") ?? "";
    if (response.status === 429 || response.status >= 500) return secondsToWait(response) * 1_000;
    if (!response.ok || !response.body || !type.startsWith("text/event-stream")) {
      throw new RequestError("refused", `${response.status} ${type}`);
    }
    const parser = createParser({ onEvent: ({ event, data }) => event === "next" && told(versionIn(data)) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return 0;
      clearTimeout(silence);
      silence = setTimeout(stop, patience);
      parser.feed(value);
    }
  } finally {
    clearTimeout(silence);
    outer.removeEventListener("abort", stop);
    controller.abort();
  }
}

/** A refused token is replaced once; where the document's hash is refused, its text goes along. */
async function connect({ way }: SalesClient, signal: AbortSignal): Promise<Response> {
  const query = WarehouseChangedDocument.toString();
  let renewed = false;
  for (let bare = true; ; ) {
    const body = await bodyOf({ query, hash: WarehouseChangedDocument.__meta__?.hash, variables: {} }, bare);
    const { response, token } = await post(way, body, "text/event-stream", signal);
    if (response.status === 400 && bare) bare = false;
    else if (response.status !== 401) return response;
    else if (renewed || !way.tokens.renew(token)) throw new RequestError("expired", "");
    else renewed = true;
  }
}

function versionIn(data: string): number {
  const { data: answer } = JSON.parse(data) as { data?: WarehouseChangedSubscription | null };
  if (!answer) throw new RequestError("refused", data);
  return answer.warehouseChanged.version;
}

const secondsToWait = (response: Response): number => Number(response.headers.get("retry-after")) || 0;

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
