import { stat } from "node:fs/promises";
import { get } from "node:http";
import { hostname } from "node:os";
import type { LockHolder } from "./lock.ts";

/** On another machine that shares the folder only the file's age tells; its holder touches it every five seconds. */
const silenceOfTheDead = 60_000;
const answerWithin = 2_000;

export type LockState = "taking" | "held";

/**
 * What the process that wrote the lock file is about: it has the lock, or tries for it; undefined when it is dead.
 * A holder that is too busy to answer lives as long as its process does.
 */
export async function probe(file: string, holder: LockHolder): Promise<LockState | undefined> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < silenceOfTheDead ? "held" : undefined;
  }
  return processLives(holder.pid) ? ask(holder) : undefined;
}

function processLives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Undefined when nobody listens there, or somebody else. */
function ask({ port, secret }: LockHolder): Promise<LockState | undefined> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${secret}` };
    const request = get({ host: "127.0.0.1", port, path: "/lock", headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve(response.statusCode === 200 ? JSON.parse(body).state : undefined));
      response.on("error", () => resolve(undefined));
    });
    request.setTimeout(answerWithin, () => {
      resolve("held");
      request.destroy();
    });
    request.on("error", () => resolve(undefined));
  });
}
