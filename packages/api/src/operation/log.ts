import pino, { type DestinationStream, type Logger } from "pino";
import type { Config } from "../config.ts";

/**
 * The server's log: one JSON object a line. Nobody's data is in it: of an error it has what kind it is and where it
 * happened, and its message without the values that databases repeat in theirs.
 *
 * @example createLog("info").info({ id }, "request") // {"level":30,"time":…,"id":"…","msg":"request"}
 */
export function createLog(level: Config["logLevel"], destination: DestinationStream = pino.destination(2)): Logger {
  return pino({ level, serializers: { err: describeError, error: describeError } }, destination);
}

interface DescribedError {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  /** Where it happened, without its message. */
  readonly stack?: string;
  readonly cause?: DescribedError;
}

const longestMessage = 300;

/** What may be known of an error: no property of its own is passed on, such as a database's `detail` with the row. */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const stack = error.stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === "string" && { code }),
    message: withoutValues(error.message),
    ...(stack?.length && { stack: stack.join("\n") }),
    ...(cause instanceof Error && { cause: describeError(cause) }),
  };
}

/**
 * The first line and the last, since the lines between repeat the call or the statement, with nothing from the first quote to the last.
 *
 * @example withoutValues(`invalid input syntax for type integer: "Ann"`) // 'invalid input syntax for type integer: "…"'
 */
export function withoutValues(message: string): string {
  const lines = message.trim().split("\n");
  const text = lines.length > 1 ? `${lines[0]} … ${lines.at(-1)}` : (lines[0] ?? "");
  return text
    .slice(0, 4 * longestMessage)
    .replace(/".*"|".*$/, '"…"')
    .replace(/(?<![\p{L}\p{N}])'.*'|(?<![\p{L}\p{N}])'.*$/u, "'…'")
    .replace(/=\s*\([^)]*\)/g, "=(…)")
    .slice(0, longestMessage);
}
