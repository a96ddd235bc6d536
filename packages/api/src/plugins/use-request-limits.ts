import type { Plugin } from "graphql-yoga";

const maximalBody = 256 * 1024;

/**
 * Refuses, before anything is read, what a page on another site could send without asking (forms, plain text), bodies
 * that are too large or of unknown length, and charsets other than UTF-8.
 */
export function useRequestLimits(): Plugin {
  return {
    onRequest({ request, endResponse }) {
      if (request.method === "OPTIONS") return;
      const refused = refusal(request);
      if (refused)
        endResponse(
          Response.json({ errors: [{ message: refused.message, extensions: { code: "BAD_USER_INPUT" } }] }, refused),
        );
    },
  };
}

function refusal({ method, headers }: Request): { status: number; message: string } | undefined {
  const [type, ...parameters] = (headers.get("content-type") ?? "").toLowerCase().split(";");
  if (method === "GET") {
    return type ? { status: 415, message: "a GET request has no content type" } : undefined;
  }
  if (method !== "POST") return { status: 405, message: `${method} is not answered here, expected POST or GET` };
  if (type?.trim() !== "application/json") {
    return { status: 415, message: `content type ${JSON.stringify(type)} is not answered, expected application/json` };
  }
  const charset = parameters
    .find((parameter) => parameter.trim().startsWith("charset="))
    ?.trim()
    .slice("charset=".length);
  if (charset && charset !== "utf-8" && charset !== '"utf-8"') {
    return { status: 415, message: `charset ${charset} is not read, expected utf-8` };
  }
  const length = headers.get("content-length");
  if (length === null) return { status: 411, message: "the request does not say how long it is (Content-Length)" };
  if (!/^\d+$/.test(length)) {
    return { status: 400, message: `Content-Length: ${JSON.stringify(length)} is no number of bytes` };
  }
  if (Number(length) > maximalBody)
    return { status: 413, message: `the request has ${length} bytes, at most ${maximalBody} are read` };
  return undefined;
}
