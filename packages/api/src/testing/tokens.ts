import { SignJWT } from "jose";
import type { TokenSettings } from "../access/token-settings.ts";

/** What the tests' servers check tokens by. */
export const testTokens: TokenSettings = {
  secrets: ["kBq7Zr0mVw3nXy9cLd5hTf1gPs8jUa2e", "old-Yt6Rw1Qz8Xc4Vb9Nm3Ka7Sd2Fg5H"],
  jwksUrl: undefined,
  issuer: "salesglass",
  audience: "salesglass",
};

/** The moment of the tests' servers, in seconds. */
export const testNow = Date.parse("2024-06-30T12:00:00Z") / 1000;

/** Claims that hold for ten minutes, with others in their place; `undefined` takes one away. */
export function claims(more: Record<string, unknown> = {}): Record<string, unknown> {
  const all = {
    iss: "salesglass",
    aud: "salesglass",
    sub: "tester",
    jti: "1",
    iat: testNow,
    exp: testNow + 600,
    role: "EXECUTIVE",
    ...more,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Signs claims as they are, right or wrong. */
export function signed(
  payload: Record<string, unknown>,
  secret = testTokens.secrets[0]!,
  header: Record<string, unknown> & { alg: string } = { alg: "HS256" },
): Promise<string> {
  return new SignJWT(payload).setProtectedHeader(header).sign(new TextEncoder().encode(secret));
}
