import type { RequestListener, Server, ServerResponse } from "node:http";
import { constants } from "node:os";
import { setTimeout as pause, setImmediate } from "node:timers/promises";

/** What is still to be done after the last request takes a second or two; all of it shall take less than ten. */
const longestRequest = 6_500;
const longestStop = 9_500;
const longestQueue = 500;

export interface StopSignals {
  /** Aborted by the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * Awaits that, and answers for how many milliseconds new requests are still taken: as long as is set after a SIGTERM,
   * which says that others are being told, and not at all after a SIGINT, which is somebody's Ctrl-C.
   */
  graceOf(milliseconds: number): Promise<number>;
}

/** Hears when the process is told to stop. Told so again it ends at once, and so it does when stopping takes too long. */
export function stopSignals(): StopSignals {
  const controller = new AbortController();
  let first: "SIGINT" | "SIGTERM" | undefined;
  const told = new Promise<void>((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.on(name, () => {
        if (first) process.exit(128 + constants.signals[name]);
        first = name;
        controller.abort();
        // What was acknowledged is in the record, also when the process is ended here.
        setTimeout(() => process.exit(1), longestStop).unref();
        resolve();
      });
    }
  });
  return {
    signal: controller.signal,
    async graceOf(milliseconds) {
      await told;
      return first === "SIGTERM" ? milliseconds : 0;
    },
  };
}

/** From the signal on, each answer says that it is the last on its connection, also those that are under way. */
export function politely(stopping: AbortSignal, next: RequestListener): RequestListener {
  const underWay = new Set<ServerResponse>();
  stopping.addEventListener("abort", () => {
    for (const response of underWay) response.shouldKeepAlive = false;
  });
  return (request, response) => {
    if (stopping.aborted) response.shouldKeepAlive = false;
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
    return next(request, response);
  };
}

/** Takes requests for a while longer, then no more; those in flight finish, and what takes too long is cut off. */
export async function closeServer(http: Server, graceMilliseconds: number): Promise<void> {
  await pause(graceMilliseconds);
  await nobodyWaits(http);
  const late = setTimeout(() => http.closeAllConnections(), Math.max(0, longestRequest - graceMilliseconds));
  // A live stream leaves its connection open, with nothing to do.
  const idle = setInterval(() => http.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => http.close(() => resolve()));
  clearTimeout(late);
  clearInterval(idle);
}

/**
 * Awaits a moment in which nobody waits at the door: a connection that the system has made and the server hasn't taken
 * yet would be reset when it closes. Where more and more come, it closes nevertheless after a moment.
 */
async function nobodyWaits(http: Server): Promise<void> {
  let taken = 0;
  const count = () => {
    taken++;
  };
  http.on("connection", count);
  const until = performance.now() + longestQueue;
  for (let before = -1; before !== taken && performance.now() < until; ) {
    before = taken;
    // Between two of these the connections that wait are taken.
    await setImmediate();
  }
  http.off("connection", count);
}
