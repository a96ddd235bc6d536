import { createHash, randomBytes } from "node:crypto";
import { badInput, DomainError } from "@salesglass/core";
import { z } from "zod";
import { note } from "../audit/note.ts";
import type { ApiKey as KeyRow } from "../generated/prisma/client.ts";
import type { Store } from "../store/store.ts";

/** The roles that an API key can have: it reads, and never writes. */
const keyRoles = ["EXECUTIVE", "ANALYST", "MANAGER", "REP"] as const;

/** A key that a BI tool uses as the password of HTTP Basic. The key itself is not kept, only its hash. */
export interface ApiKey {
  readonly name: string;
  readonly role: (typeof keyRoles)[number];
  readonly teams: readonly string[] | undefined;
  readonly rep: string | undefined;
}

/** What is shown of a key. */
export interface KeyListing extends ApiKey {
  /** Its first characters, by which its owner knows it. */
  readonly begins: string;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | undefined;
  readonly revokedAt: string | undefined;
  readonly lastUsedAt: string | undefined;
}

export const newKeySchema = z.object({
  name: z.string(),
  role: z.string(),
  teams: z.array(z.string()).optional(),
  rep: z.string().optional(),
  /** Its last day. */
  expires: z.string().optional(),
  actor: z.string(),
});

/**
 * Makes a key, and answers it: this is the only time that it is seen.
 * @throws DomainError where its name is taken, or its role, scope or end can't be
 */
export async function createKey(store: Store, request: z.infer<typeof newKeySchema>, now: Date): Promise<string> {
  const { name, actor } = request;
  const role = keyRoles.find((known) => known === request.role);
  if (!role) throw badInput(`role ${JSON.stringify(request.role)}: expected one of ${keyRoles.join(", ")}`);
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(name)) {
    throw badInput(`name ${JSON.stringify(name)}: expected up to 64 letters, digits, blanks, points and dashes`);
  }
  const teams = request.teams ?? [];
  await checkScope(store, role, teams, request.rep);
  const expiresAt = request.expires === undefined ? null : endOf(request.expires, now);
  const key = `sgk_${randomBytes(32).toString("base64url")}`;
  const rep = request.rep ?? null;
  await store.transaction(async (sql) => {
    const made = await sql.query(
      `insert into public.api_key (name, hash, begins, role, teams, rep, created_at, created_by, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (name) do nothing returning id`,
      [name, hashOf(key), key.slice(0, 8), role, teams, rep, now, actor, expiresAt],
    );
    if (made.length === 0) {
      throw new DomainError("CONFLICT", `there is a key called ${JSON.stringify(name)}; choose another name`);
    }
    await note(sql, { actor, ...noted(name), action: "CREATED", after: { role, teams, rep, expiresAt } });
  });
  return key;
}

/** All keys, also those that hold no more, the newest first. */
export async function listKeys(store: Store): Promise<KeyListing[]> {
  const rows = await store.prisma.apiKey.findMany({ orderBy: { id: "desc" } });
  return rows.map((row) => ({
    ...keyOf(row),
    begins: row.begins,
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString(),
    revokedAt: row.revokedAt?.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString(),
  }));
}

/** Makes a key worthless from the next request on. @throws DomainError where there is no such key, or it was revoked */
export async function revokeKey(store: Store, name: string, actor: string, now: Date): Promise<void> {
  await store.transaction(async (sql) => {
    const revoked = await sql.query(
      "update public.api_key set revoked_at = $2 where name = $1 and revoked_at is null returning id",
      [name, now],
    );
    if (revoked.length === 0) {
      throw new DomainError("NOT_FOUND", `there is no key called ${JSON.stringify(name)} that holds`);
    }
    await note(sql, { actor, ...noted(name), action: "CHANGED", after: { revokedAt: now } });
  });
}

/** How the audit log names a key. */
function noted(name: string) {
  return { table: "api_key", externalId: name };
}

/** The key that was sent, where it is one that holds. */
export async function findKey(store: Store, key: string, now: Date): Promise<ApiKey | undefined> {
  if (!/^sgk_[A-Za-z0-9_-]{43}$/.test(key)) return undefined;
  const row = await store.prisma.apiKey.findUnique({ where: { hash: hashOf(key) } });
  if (!row || row.revokedAt || (row.expiresAt && row.expiresAt <= now)) return undefined;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > usedEvery) {
    await store.prisma.apiKey.update({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  return keyOf(row);
}

/** When a key was last used is noted to five minutes, so that reading seldom writes. */
const usedEvery = 5 * 60_000;

/** A key is random enough that its hash needs no salt and no slowness. */
function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function keyOf({ name, role, teams, rep }: KeyRow): ApiKey {
  return {
    name,
    role: role as ApiKey["role"],
    teams: teams.length > 0 ? teams : undefined,
    rep: rep ?? undefined,
  };
}

async function checkScope(store: Store, role: string, teams: readonly string[], rep: string | undefined) {
  if (role === "MANAGER" ? teams.length === 0 || rep !== undefined : teams.length > 0) {
    throw badInput(`a key for ${role} ${role === "MANAGER" ? "names its teams and no rep" : "names no teams"}`);
  }
  if ((role === "REP") !== (rep !== undefined)) {
    throw badInput(`a key for ${role} ${role === "REP" ? "names the rep" : "names no rep"}`);
  }
  const found = await store.prisma.team.findMany({ where: { externalId: { in: [...teams] } } });
  const unknown = teams.filter((key) => !found.some(({ externalId }) => externalId === key));
  if (unknown.length > 0) throw badInput(`teams: there is no ${unknown.map((key) => JSON.stringify(key)).join(", ")}`);
  if (rep !== undefined && !(await store.prisma.rep.findUnique({ where: { externalId: rep } }))) {
    throw badInput(`rep: there is no ${JSON.stringify(rep)}`);
  }
}

/** The end of a day in UTC. */
function endOf(day: string, now: Date): Date {
  const { data: start } = z.iso.date().safeParse(day);
  const end = new Date(Date.parse(`${start}T00:00:00Z`) + 86_400_000);
  if (!start || end <= now)
    throw badInput(`expires ${JSON.stringify(day)}: expected a day to come, such as 2030-12-31`);
  return end;
}
