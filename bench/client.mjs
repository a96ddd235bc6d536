// Asks the server by HTTP in a thread of its own: what a client does is not to take the server's time.
import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const agent = new Agent({ keepAlive: true });

parentPort.on("message", ({ id, body }) => {
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const started = performance.now();
  request({ ...workerData, agent, method: "POST", headers }, (response) => {
    const chunks = [];
    response.on("data", (chunk) => chunks.push(chunk));
    response.on("end", () => {
      const milliseconds = performance.now() - started;
      parentPort.postMessage({ id, milliseconds, status: response.statusCode, text: Buffer.concat(chunks).toString() });
    });
  })
    .on("error", ({ message }) => parentPort.postMessage({ id, error: message }))
    .end(body);
});
