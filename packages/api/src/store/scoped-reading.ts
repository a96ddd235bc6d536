import type { Scope } from "@salesglass/core";
import { LRUCache } from "lru-cache";
import type pg from "pg";
import type { PrismaClient } from "../generated/prisma/client.ts";
import { mayTakeOn, readRole, readSchema } from "./read-role.ts";

/**
 * Reading for viewers who see a part of the company: as the read role, for which other rows don't exist. Where there is
 * no such role the queries' own conditions hold alone.
 */
export function scopedReading(pool: pg.Pool, prisma: PrismaClient) {
  let known: Promise<boolean> | undefined;
  const hasRole = () => {
    known ??= pool
      .query<{ has: boolean }>(
        `select exists (select from pg_roles where rolname = '${readRole}' and ${mayTakeOn("oid")})
           and coalesce(has_schema_privilege('${readRole}', to_regnamespace('${readSchema}')::oid, 'usage'), false) as has`,
      )
      .then(({ rows }) => rows[0]!.has);
    // Asked again when it could not be told.
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
  const clients = new LRUCache<string, PrismaClient>({ max: 200 });

  return {
    hasRole,
    /** The statements that limit a transaction to a scope; undefined where it needs none, or none can. */
    async prelude(scope: Scope | undefined): Promise<string | undefined> {
      if (!scope || scope.kind === "everything" || !(await hasRole())) return undefined;
      const settings = Object.entries({ ...settingsOf(scope), search_path: readSchema });
      return settings.map(([name, value]) => `set local ${name} = '${value}'`).join("; ");
    },
    prismaFor(scope: Scope): PrismaClient {
      if (scope.kind === "everything") return prisma;
      const name = JSON.stringify(scope);
      const client = clients.get(name) ?? limited(prisma, scope, hasRole);
      clients.set(name, client);
      return client;
    },
  };
}

/** Every statement runs in a transaction of its own, whose first one takes on the role and says whose rows are meant. */
function limited(prisma: PrismaClient, scope: Scope, hasRole: () => Promise<boolean>): PrismaClient {
  const values = Object.entries(settingsOf(scope)).flat();
  const calls = values.flatMap((_, index) => (index % 2 ? [`set_config($${index}, $${index + 1}, true)`] : []));
  const client = prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        if (!(await hasRole())) return query(args);
        const [, answer] = await prisma.$transaction([
          prisma.$executeRawUnsafe(`select ${calls.join(", ")}`, ...values),
          query(args) as never,
        ]);
        return answer;
      },
    },
  });
  return client as unknown as PrismaClient;
}

/** Ids are integers, so that nothing else gets into the text. */
function settingsOf(scope: Scope): Record<string, string> {
  const ids = scope.kind === "teams" ? scope.teamIds : [];
  const rep = scope.kind === "rep" ? scope.repId : undefined;
  for (const id of rep === undefined ? ids : [rep]) {
    if (!Number.isInteger(id)) throw new Error(`scope: ${id} is not an id, expected an integer`);
  }
  return {
    role: readRole,
    "salesglass.rep": rep === undefined ? "" : String(rep),
    "salesglass.teams": `{${ids.join(",")}}`,
  };
}
