import { randomUUID } from "node:crypto";
import { SignJWT } from "jose";
import { signedInUser } from "./session.js";

const minutes = 10;

/**
 * Answers who is signed in on this site with a token for the Salesglass elements of its pages: an Express handler.
 *
 * @param secret the SALESGLASS_JWT_SECRET of the Salesglass server
 * @param origin where the pages are, such as `https://intranet.example.com`; the token is of no use elsewhere
 * @example app.get("/sales-token", salesToken({ secret, origin }))
 */
export function salesToken({ secret, origin }) {
  const key = new TextEncoder().encode(secret);
  return async (request, response) => {
    response.set("Cache-Control", "no-store");
    const user = signedInUser(request);
    if (!user) return response.status(401).json({ error: "sign in first" });
    const token = await new SignJWT({ role: "EMBED", origin, ...claimsFor(user) })
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer("salesglass")
      .setAudience("salesglass")
      .setSubject(user.name)
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime(`${minutes}m`)
      .sign(key);
    response.json({ token });
  };
}

/** What this user may see: the scope comes from the session, never from the request. */
function claimsFor(user) {
  return {
    ...user.scope,
    widgets: ["kpi-card", "metric-chart", "rfm-matrix", "customer-list"],
  };
}
