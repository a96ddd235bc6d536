import { stat } from "node:fs/promises";
import { get } from "node:http";
import { hostname } from "node:os";
import type { LockHolder } from "./lock.ts";

/** On another machine that shares the folder only the file's age tells; its holder touches it every five seconds. */
const silenceOfTheDead = 60_000;
const answerWithin = 2_000;

/**
 * Whether the process that wrote the lock file lives (and, for `held`, has the lock and not only tries for it).
 * A holder that is too busy to answer lives as long as its process does.
 */
export async function isLive(file: string, holder: LockHolder, wanted?: "held"): Promise<boolean> {
  if (holder.host !== hostname()) {
    const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < silenceOfTheDead;
  }
  if (!processLives(holder.pid)) return false;
  const answer = await ask(holder);
  if (answer === "busy") return true;
  return answer !== undefined && (wanted === undefined || answer.state === wanted);
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
function ask({ port, secret }: LockHolder): Promise<{ state: string } | "busy" | undefined> {
  return new Promise((resolve) => {
    const headers = { authorization: `Bearer ${secret}` };
    const request = get({ host: "127.0.0.1", port, path: "/lock", headers, agent: false }, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        body += chunk;
      });
      response.on("end", () => resolve(response.statusCode === 200 ? JSON.parse(body) : undefined));
      response.on("error", () => resolve(undefined));
    });
    request.setTimeout(answerWithin, () => {
      resolve("busy");
      request.destroy();
    });
    request.on("error", () => resolve(undefined));
  });
}
