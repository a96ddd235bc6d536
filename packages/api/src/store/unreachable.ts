/**
 * Whether something failed because there is no database to ask: the connection was refused, cut or timed out, or the
 * server is starting or stopping. Then it may work in a moment, and nothing is wrong with what was asked.
 *
 * Source: PostgreSQL's error codes (classes 08 and 57P), Node's codes of connections, Prisma's P1 errors.
 */
export function isUnreachable(error: unknown): boolean {
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth++) {
    const { code, meta } = one as { code?: unknown; meta?: { driverAdapterError?: unknown } };
    if (typeof code === "string" && codes.test(code)) return true;
    if (messages.test(one.message)) return true;
    if (meta?.driverAdapterError instanceof Error && isUnreachable(meta.driverAdapterError)) return true;
  }
  return false;
}

const codes =
  /^(08\w{3}|57P0[1-5]|P1001|P1002|P1008|P1017|P2024|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** Those that come without a code. */
const messages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|DatabaseNotReachable|ConnectionClosed|SocketTimeout|Server has closed the connection)/i;
