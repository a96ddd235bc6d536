import { once } from "node:events";
import { Agent, createServer as createHttpServer, request } from "node:http";
import { createServer } from "../packages/api/dist/bench.js";

/** The server over a warehouse on a port of its own, and a client that keeps its connections. */
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

/** Listens with a handler of requests; `post` sends a body as JSON and answers the data, or what `read` makes of its bytes. */
export async function listen(handler, path = "/graphql") {
  const http = createHttpServer(handler).listen(0, "127.0.0.1");
  await once(http, "listening");
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const { port } = http.address();
  return {
    post: (body, read = dataOf) => post({ agent, port, path }, JSON.stringify(body), read),
    close() {
      agent.destroy();
      http.close();
    },
  };
}

function post({ agent, port, path }, body, read) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    const sent = request({ agent, port, host: "127.0.0.1", path, method: "POST", headers }, (response) => {
      const chunks = [];
      response.on("data", (chunk) => chunks.push(chunk));
      response.on("end", () => {
        try {
          resolve(read(Buffer.concat(chunks)));
        } catch (error) {
          reject(error);
        }
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

function dataOf(bytes) {
  const answer = JSON.parse(bytes.toString());
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}
