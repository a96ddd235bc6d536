import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { Worker } from "node:worker_threads";
import { createServer } from "../packages/api/dist/bench.js";

/** The server over a warehouse on a port of its own, and a client. */
export async function serve({ store, warehouse }) {
  const yoga = createServer({
    store,
    warehouse,
    clock: () => new Date(),
    today: "2026-06-30",
    logger: { error: console.error, warn: console.warn, info() {}, debug() {} },
    allowedOrigins: [],
    pagesFolder: "", // Nothing static is served here.
    widgetsFolder: "",
  });
  return listen(yoga);
}

/** Listens with a handler of requests, and starts a client for it. */
export async function listen(handler) {
  const http = createHttpServer(handler).listen(0, "127.0.0.1");
  await once(http, "listening");
  const { close, ...client } = connect(http.address().port);
  return {
    ...client,
    async close() {
      await close();
      http.close();
    },
  };
}

/**
 * A client for the server at a port. `ask` sends a body as JSON and answers its data; with `time` it answers how many
 * milliseconds it was until the answer was there. Both throw where there are errors in it.
 */
export function connect(port) {
  const client = new Worker(new URL("./client.mjs", import.meta.url), {
    workerData: { host: "127.0.0.1", port, path: "/graphql" },
  });
  const waiting = new Map();
  client.on("message", ({ id, ...answer }) => {
    waiting.get(id)(answer);
    waiting.delete(id);
  });
  let sent = 0;
  async function post(body) {
    const id = ++sent;
    const { error, status, text, milliseconds } = await new Promise((resolve) => {
      waiting.set(id, resolve);
      client.postMessage({ id, body: JSON.stringify(body) });
    });
    if (error) throw new Error(error);
    if (status !== 200 || text.includes('"errors":[')) throw new Error(`${status} ${text}`);
    return { text, milliseconds };
  }
  return {
    ask: async (body) => JSON.parse((await post(body)).text).data,
    time: async (body) => ({ milliseconds: (await post(body)).milliseconds }),
    close: () => client.terminate(),
  };
}
