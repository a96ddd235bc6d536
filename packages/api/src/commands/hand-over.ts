import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { DomainError } from "@salesglass/core";
import type { ImportProgress } from "../import/import.ts";
import type { LockHolder } from "../store/lock.ts";
import type { Store } from "../store/store.ts";
import { explain } from "./explain.ts";
import { runTask, type Task, type TaskResult, taskSchema } from "./tasks.ts";

/** What travels back while a task runs: one JSON document a line, the last of them a result or an error. */
type Message = { progress: ImportProgress } | { result: TaskResult<Task> } | { error: string };

/**
 * Runs a task in the process that holds the embedded record, since only one process may open it.
 * @throws DomainError with that process's own message when the task fails, or when the process ends meanwhile.
 */
export async function handOver<T extends Task>(
  holder: LockHolder,
  task: T,
  onProgress: (progress: ImportProgress) => void,
): Promise<TaskResult<T>> {
  const response = await fetch(`http://127.0.0.1:${holder.port}/tasks`, {
    method: "POST",
    headers: { authorization: `Bearer ${holder.secret}`, "content-type": "application/json" },
    body: JSON.stringify(task),
  });
  if (!response.ok || !response.body) {
    throw new DomainError(
      "CONFLICT",
      `process ${holder.pid} holds the record and takes no work now: ${await response.text()}`,
    );
  }
  let rest = "";
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const message = JSON.parse(line) as Message;
        if ("result" in message) return message.result as TaskResult<T>;
        if ("error" in message) throw new DomainError("BAD_USER_INPUT", message.error);
        onProgress(message.progress);
      }
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
  }
  // It may have committed and died before it could say so: only the record knows, and asking again is harmless.
  throw new DomainError(
    "CONFLICT",
    `process ${holder.pid}, which holds the record, ended before it said whether the work was done; it was done as a whole or not at all, so give the same command again: what was done then counts as unchanged`,
  );
}

/** The holder's side: answers what `handOver` sends. The lock has checked the secret by then. */
export function takeOver(store: () => Store | undefined): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void answer(store(), request, response);
  };
}

async function answer(store: Store | undefined, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "POST" || request.url !== "/tasks") return void response.writeHead(404).end("no such task");
  if (!store) return void response.writeHead(503).end("it is still starting; try again in a moment");
  const abort = new AbortController();
  response.on("close", () => abort.abort(new Error("the command that asked for it has gone")));
  const send = (message: Message) => void response.write(`${JSON.stringify(message)}\n`);
  try {
    const task = taskSchema.parse(JSON.parse(await text(request)));
    response.writeHead(200, { "content-type": "application/x-ndjson" });
    send({ result: await runTask(store, task, (progress) => send({ progress }), abort.signal) });
  } catch (error) {
    send({ error: explain(error) });
  }
  response.end();
}
