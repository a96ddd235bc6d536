import type { GraphQLSchema } from "graphql";
import type { Viewer } from "../context.ts";
import type { ApiKey } from "./api-keys.ts";
import type { Claims } from "./claims.ts";
import { hiddenFilter } from "./hidden-filter.ts";
import type { ScopeKeys, scopeResolver } from "./scopes.ts";
import type { TrustedDocuments } from "./trusted-documents.ts";

export interface ViewerDependencies {
  readonly schema: GraphQLSchema;
  readonly trusted: TrustedDocuments;
  /** The names of the stored documents. */
  readonly stored: ReadonlySet<string>;
  readonly scopeOf: ReturnType<typeof scopeResolver>;
}

/**
 * Who bears a token, and what they may see.
 * @returns undefined where the token names what isn't there: a team, a rep, a widget, a document, a dimension
 */
export async function viewerOfClaims(claims: Claims, dependencies: ViewerDependencies): Promise<Viewer | undefined> {
  const { scopeOf } = dependencies;
  const scope = await scopeOf(scopeKeys(claims));
  if (!scope) return undefined;
  const viewer = { name: claims.sub, role: claims.role, scope, until: claims.exp };
  if (claims.role === "MANAGER" && claims.rep !== undefined) {
    const self = await scopeOf({ kind: "rep", rep: claims.rep });
    return self?.kind === "rep" ? { ...viewer, repId: self.repId } : undefined;
  }
  if (scope.kind === "rep") return withEmbed({ ...viewer, repId: scope.repId }, claims, dependencies);
  return withEmbed(viewer, claims, dependencies);
}

/** Who uses an API key. */
export async function viewerOfKey(key: ApiKey, { scopeOf }: ViewerDependencies): Promise<Viewer | undefined> {
  const scope = await scopeOf(scopeKeys(key));
  return scope && { name: `key ${key.name}`, role: key.role, scope };
}

function withEmbed(viewer: Viewer, claims: Claims, { schema, trusted, stored }: ViewerDependencies) {
  if (claims.role !== "EMBED") return viewer;
  const documents = new Set<string>();
  for (const widget of claims.widgets ?? []) {
    const hashes = trusted.elements.get(widget);
    if (!hashes) return undefined;
    for (const hash of hashes) documents.add(hash);
  }
  for (const name of claims.documents ?? []) {
    if (!stored.has(name) && !trusted.documents.has(name)) return undefined;
    documents.add(name);
  }
  if (!claims.widgets && !claims.documents) for (const hash of trusted.documents.keys()) documents.add(hash);
  const embedded = { ...viewer, documents, origin: claims.origin };
  if (claims.where === undefined) return embedded;
  const where = hiddenFilter(schema, claims.where);
  return where && { ...embedded, where };
}

function scopeKeys({
  role,
  teams,
  rep,
}: {
  role: string;
  teams?: readonly string[] | undefined;
  rep?: string | undefined;
}): ScopeKeys {
  if (teams) return { kind: "teams", teams };
  if (rep !== undefined) return { kind: "rep", rep };
  if (role === "MANAGER" || role === "REP") throw new Error(`a ${role} without a scope`);
  return { kind: "everything" };
}
