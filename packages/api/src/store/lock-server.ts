import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { LockState } from "./lock-probe.ts";

export type LockServer = {
  readonly port: number;
  readonly secret: string;
  /** From now on it says that the lock is held. */
  hold(): void;
  close(): Promise<void>;
};

/**
 * Listens on a free port of 127.0.0.1 and answers those who bear the secret: `GET /lock` itself, everything else
 * through `onRequest`. A page in a browser can't get through: its Host header names another host, or it has no secret.
 */
export async function openLockServer(
  secret: string,
  onRequest?: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<LockServer> {
  let state: LockState = "taking";
  let port = 0;
  const server = createServer((request, response) => {
    if (request.headers.host !== `127.0.0.1:${port}`) return void response.writeHead(403).end("wrong host");
    if (!sameText(request.headers.authorization ?? "", `Bearer ${secret}`)) {
      return void response.writeHead(401).end("wrong secret");
    }
    if (request.url === "/lock") {
      response.writeHead(200, { "content-type": "application/json" });
      return void response.end(JSON.stringify({ pid: process.pid, state }));
    }
    if (state === "held" && onRequest) return onRequest(request, response);
    response.writeHead(503).end("this process takes no work");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  port = (server.address() as AddressInfo).port;
  // The lock alone is no reason for a command to go on running.
  server.unref();
  return {
    port,
    secret,
    hold() {
      state = "held";
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Compares in a time that doesn't tell where the texts differ. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
