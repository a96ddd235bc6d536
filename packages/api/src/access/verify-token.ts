import { createHash } from "node:crypto";
import { createRemoteJWKSet, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from "jose";
import { LRUCache } from "lru-cache";
import { type Claims, longestToken, readClaims } from "./claims.ts";
import type { TokenSettings } from "./token-settings.ts";

/** A token that is refused. Its reason is for the log: the bearer is told nothing of it. */
export class BadToken extends Error {
  override readonly name = "BadToken";
}

/** Clocks of two machines may differ by so many seconds. */
const clockTolerance = 10;
/** How long a token that was checked isn't checked again, in milliseconds; its end is looked at each time. */
const remembered = 30_000;

/**
 * Checks tokens by signature, algorithm, issuer, audience, times and claims.
 *
 * @returns a function that answers the claims of a token
 * @throws BadToken by that function; anything else it throws means that the keys can't be reached
 */
export function tokenVerifier(settings: TokenSettings, clock: () => Date): (token: string) => Promise<Claims> {
  const { jwksUrl, issuer, audience } = settings;
  const secrets = settings.secrets.map((secret) => new TextEncoder().encode(secret));
  const published = jwksUrl ? createRemoteJWKSet(new URL(jwksUrl), { timeoutDuration: 5_000 }) : undefined;
  const known = new LRUCache<string, Claims>({ max: 2_000, ttl: remembered, perf: { now: () => clock().getTime() } });

  const verify = async (token: string): Promise<JWTPayload> => {
    const common = {
      issuer,
      audience,
      currentDate: clock(),
      clockTolerance,
      maxTokenAge: longestToken,
      requiredClaims: ["exp", "iat", "sub", "jti"],
    };
    const alg = algorithmOf(token);
    if (alg === "HS256" && secrets.length > 0) {
      return anyOf(secrets, async (secret) => {
        return (await jwtVerify(token, secret, { ...common, algorithms: ["HS256"] })).payload;
      });
    }
    if ((alg === "RS256" || alg === "ES256") && published) {
      return (await jwtVerify(token, published, { ...common, algorithms: [alg] })).payload;
    }
    throw new BadToken(`no key for the algorithm ${JSON.stringify(alg)}`);
  };

  return async (token) => {
    const name = createHash("sha256").update(token).digest("base64");
    const held = known.get(name);
    if (held && held.exp > clock().getTime() / 1000 - clockTolerance) return held;
    try {
      const claims = readClaims(await verify(token));
      if (!claims) throw new BadToken("a claim is missing, malformed or too much");
      known.set(name, claims);
      return claims;
    } catch (error) {
      throw isOfToken(error) ? new BadToken((error as Error).message) : error;
    }
  };
}

/** The first secret that fits; the error is that of the present one. */
async function anyOf<T>(secrets: readonly Uint8Array[], check: (secret: Uint8Array) => Promise<T>): Promise<T> {
  const [first, ...others] = secrets;
  try {
    return await check(first!);
  } catch (error) {
    if (!(error instanceof errors.JWSSignatureVerificationFailed) || others.length === 0) throw error;
    return anyOf(others, check);
  }
}

function algorithmOf(token: string): string | undefined {
  try {
    return decodeProtectedHeader(token).alg;
  } catch {
    throw new BadToken("no token");
  }
}

/** Whether it is the token that is at fault, and not the place where its keys are published. */
function isOfToken(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return false;
  return error instanceof errors.JOSEError && error.code !== "ERR_JOSE_GENERIC";
}
