import { randomUUID } from "node:crypto";
import { badInput } from "@salesglass/core";
import { SignJWT } from "jose";
import { longestEmbed, longestToken, readClaims } from "./claims.ts";
import type { TokenSettings } from "./token-settings.ts";

/** What a token is to say; absent claims are left out. */
export interface TokenRequest {
  readonly role: string;
  readonly sub: string;
  readonly teams?: readonly string[] | undefined;
  readonly rep?: string | undefined;
  readonly company?: true | undefined;
  readonly origin?: string | undefined;
  readonly widgets?: readonly string[] | undefined;
  readonly documents?: readonly string[] | undefined;
  readonly where?: unknown;
  readonly minutes?: number | undefined;
}

/**
 * Signs a token as a page's own server would, to try one.
 *
 * @throws DomainError when there is no secret, or the server would refuse what the token says; it says what each role needs
 * @example await signToken(settings, { role: "REP", sub: "ann", rep: "R07" }, new Date()) // "eyJhbGciOiJIUzI1NiJ9.…"
 */
export async function signToken(settings: TokenSettings, request: TokenRequest, now: Date): Promise<string> {
  const [secret] = settings.secrets;
  if (secret === undefined) throw badInput("SALESGLASS_JWT_SECRET is missing: it is what tokens are signed with");
  const { minutes, ...claims } = request;
  const longest = (request.role === "EMBED" ? longestEmbed : longestToken) / 60;
  const length = minutes ?? Math.min(longest, 60);
  if (!(length > 0 && length <= longest)) {
    throw badInput(`${length} minutes: a token for ${request.role} holds more than 0 and at most ${longest}`);
  }
  const iat = Math.floor(now.getTime() / 1000);
  const payload = JSON.parse(JSON.stringify({ ...claims, jti: randomUUID(), iat, exp: iat + Math.round(length * 60) }));
  if (!readClaims(payload)) throw badInput(`a token for ${request.role} can't say that; ${needs}`);
  return new SignJWT(payload)
    .setProtectedHeader({ alg: "HS256", typ: "JWT" })
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .sign(new TextEncoder().encode(secret));
}

const needs =
  "EXECUTIVE, ANALYST and ADMIN see everything and name no scope; MANAGER names its teams; REP names the rep; " +
  "EMBED names an origin such as https://intranet.example.com, one of teams, rep and company, and may name widgets, documents and a filter";
