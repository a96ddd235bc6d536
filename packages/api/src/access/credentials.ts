import { unauthenticated } from "./refusals.ts";

/** What a request bears in its `Authorization` header. */
export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "key"; readonly key: string };

const longest = 8_192;

/**
 * Reads the `Authorization` header: a bearer's token, or an API key as the password of HTTP Basic, which reads only.
 * @throws Refusal for anything else
 * @example credentialsOf(new Request(url, { headers: { authorization: "Bearer e30" } })) // { kind: "token", token: "e30" }
 */
export function credentialsOf({ method, headers }: Request): Credentials {
  const header = headers.get("authorization");
  if (header === null) throw unauthenticated("no credentials");
  if (header.length > longest) throw unauthenticated("credentials of absurd length");
  const [, scheme = "", value = ""] = /^(\S+) +(\S+)$/.exec(header) ?? [];
  if (scheme.toLowerCase() === "bearer") return { kind: "token", token: value };
  if (scheme.toLowerCase() !== "basic") throw unauthenticated("credentials of another scheme");
  if (method !== "GET" && method !== "HEAD") throw unauthenticated("an API key with a request that may write");
  const [, password = ""] = /^[^:]*:(.*)$/s.exec(Buffer.from(value, "base64").toString()) ?? [];
  return { kind: "key", key: password };
}
