import { randomUUID } from "node:crypto";

/** What an id of a caller may look like: no line break, nothing that a log or a page could take for more than a name. */
const wellFormed = /^[A-Za-z0-9][A-Za-z0-9._-]{7,63}$/;

/**
 * The id by which a request is found in the log: the caller's own (`x-request-id`) where it is one, so that it is the
 * same across servers, else a new one.
 */
export function requestId(headers: Headers): string {
  const given = headers.get("x-request-id");
  return given !== null && wellFormed.test(given) ? given : randomUUID();
}
