import { randomUUID } from "node:crypto";
import type { Logger } from "../server.ts";

/** A request that isn't let through. The reason is for the log; the caller is told the code and the message. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly code: "UNAUTHENTICATED" | "FORBIDDEN" | "RATE_LIMITED";
  readonly reason: string;
  readonly headers: Record<string, string>;

  constructor(
    answer: Pick<Refusal, "status" | "code" | "message"> & { reason: string; headers?: Record<string, string> },
  ) {
    super(answer.message);
    this.status = answer.status;
    this.code = answer.code;
    this.reason = answer.reason;
    this.headers = answer.headers ?? {};
  }
}

/** Without credentials, or with some that don't hold: which of it is said to nobody but the log. */
export function unauthenticated(reason: string): Refusal {
  return new Refusal({
    status: 401,
    code: "UNAUTHENTICATED",
    message: "an access token that holds is needed",
    reason,
    headers: { "www-authenticate": 'Bearer realm="salesglass", Basic realm="salesglass", charset="UTF-8"' },
  });
}

export function forbidden(message: string, reason = message): Refusal {
  return new Refusal({ status: 403, code: "FORBIDDEN", message, reason });
}

/** The answer to a request that isn't let through; what is unexpected is masked, and in the log with its id. */
export function answerRefusal(error: unknown, logger: Logger): Response {
  if (error instanceof Refusal) {
    const { status, code, message, reason, headers } = error;
    logger.info({ status, code, reason }, "refused");
    return refusal(status, { message, code }, headers);
  }
  const id = randomUUID();
  logger.error({ err: error, id }, "who asks can't be told");
  const message = `who asks can't be checked now; the server's log has it as ${id}`;
  return refusal(503, { message, code: "UNAVAILABLE", id }, { "retry-after": "5" });
}

function refusal(
  status: number,
  { message, ...extensions }: { message: string; code: string; id?: string },
  headers: Record<string, string>,
): Response {
  return Response.json(
    { errors: [{ message, extensions }] },
    { status, headers: { ...headers, "cache-control": "no-store" } },
  );
}
