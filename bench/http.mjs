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

/**
 * Listens with a handler of requests, and starts a client for it. `ask` sends a body as JSON and answers its data; with
 * `time` it answers how many milliseconds it was until the answer was there. Both throw where there are errors in it.
 */
export async function listen(handler, path = "/graphql") {
  const http = createHttpServer(handler).listen(0, "127.0.0.1");
  await once(http, "listening");
  const { port } = http.address();
  const client = new Worker(new URL("./client.mjs", import.meta.url), {
    workerData: { host: "127.0.0.1", port, path },
  });
  const waiting = new Map();
  client.on("message", ({ id, ...answer }) => {
    waiting.get(id)(answer);
    waiting.delete(id);
  });
  let sent = 0;
  async function post(body) {
    const id = ++sent;
    const answer = await new Promise((resolve) => {
      waiting.set(id, resolve);
      client.postMessage({ id, body: JSON.stringify(body) });
    });
    if (answer.error) throw new Error(answer.error);
    if (/^\[?\{"errors"/.test(answer.text) || answer.text.includes(',{"errors"')) throw new Error(answer.text);
    return answer;
  }
  return {
    ask: async (body) => JSON.parse((await post(body)).text).data,
    time: async (body) => ({ milliseconds: (await post(body)).milliseconds }),
    async close() {
      await client.terminate();
      http.close();
    },
  };
}
