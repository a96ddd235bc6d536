import { z } from "zod";

/** The longest that a token for a page may hold, in seconds: whoever finds one can use it no longer. */
export const longestEmbed = 10 * 60;
/** The longest of any other. */
export const longestToken = 24 * 60 * 60;

const key = z.string().min(1).max(200);
const keys = z.array(key).min(1).max(100);
const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text && text !== "null");
const nothing = z.undefined().optional();

const standard = {
  sub: z.string().min(1).max(200),
  jti: z.string().min(1).max(200),
  iat: z.number().int(),
  exp: z.number().int(),
};
/** A claim that a role doesn't carry must be absent: a token that says two things is refused. */
const noScope = { teams: nothing, rep: nothing, company: nothing };
const noEmbed = { origin: nothing, widgets: nothing, documents: nothing, where: nothing };

const embed = {
  ...standard,
  role: z.literal("EMBED"),
  origin,
  widgets: keys.optional(),
  documents: keys.optional(),
  where: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
};

const claimsSchema = z.union([
  z.object({ ...standard, ...noScope, ...noEmbed, role: z.enum(["EXECUTIVE", "ANALYST", "ADMIN"]) }),
  // Who a manager is as a rep may be said, so that nobody approves what they are paid themselves.
  z.object({ ...standard, ...noScope, ...noEmbed, role: z.literal("MANAGER"), teams: keys, rep: key.optional() }),
  z.object({ ...standard, ...noScope, ...noEmbed, role: z.literal("REP"), rep: key }),
  z.object({ ...embed, ...noScope, teams: keys }),
  z.object({ ...embed, ...noScope, rep: key }),
  z.object({ ...embed, ...noScope, company: z.literal(true) }),
]);

/** What a token says of who bears it. */
export type Claims = z.infer<typeof claimsSchema>;

/**
 * Reads the claims of a token whose signature holds.
 *
 * @returns undefined where one is missing, malformed, contradicts another, or it holds longer than its role may
 * @example readClaims({ sub: "ann", jti: "1", iat: 0, exp: 600, role: "REP", rep: "R07" })
 */
export function readClaims(payload: unknown): Claims | undefined {
  const { data } = claimsSchema.safeParse(payload);
  if (!data) return undefined;
  const seconds = data.exp - data.iat;
  return seconds > 0 && seconds <= (data.role === "EMBED" ? longestEmbed : longestToken) ? data : undefined;
}
