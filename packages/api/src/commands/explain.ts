import { DomainError } from "@salesglass/core";
import { ConfigError } from "../config.ts";

/**
 * One line for the terminal that says what is wrong and what would help; the stack only for faults that nobody
 * foresaw, since those are ours.
 */
export function explain(error: unknown): string {
  if (error instanceof DomainError || error instanceof ConfigError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const { code, path, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  switch (code) {
    case "EADDRINUSE":
      return `port ${port} is taken; stop what listens there, or choose another with PORT=4001`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return path ? `${path} is not writable for this user` : `not permitted: ${error.message}`;
    case "ENOSPC":
    // PostgreSQL's and the embedded record's own.
    case "53100":
      return `the disk is full: ${error.message}`;
    case "ENOENT":
      return `${path ?? "a file"} does not exist`;
    case "ECONNREFUSED":
      return `nothing answers at ${address ?? "the database's address"}:${port ?? "?"}; is PostgreSQL running, and is DATABASE_URL right?`;
    case "28P01":
    case "28000":
    case "3D000":
      return `PostgreSQL refused the connection: ${error.message}; is DATABASE_URL right?`;
    default:
      return error.stack ?? error.message;
  }
}
