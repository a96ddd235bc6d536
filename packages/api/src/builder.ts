import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ErrorsPlugin from "@pothos/plugin-errors";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import type { Context } from "./context.ts";
import type PrismaTypes from "./generated/pothos-types.ts";
import { getDatamodel } from "./generated/pothos-types.ts";

/** The schema's builder: which types its scalars have, and what every field may cost. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  AuthScopes: { viewer: boolean };
  Scalars: {
    ID: { Input: string; Output: string | number };
    Date: { Input: string; Output: string | Date };
    DateTime: { Input: string; Output: Date };
    Period: { Input: string; Output: string };
    Decimal: { Input: string; Output: { toString(): string } };
  };
}>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, ComplexityPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    onUnusedQuery: process.env["NODE_ENV"] === "test" ? "error" : null,
  },
  relay: { clientMutationId: "omit", cursorType: "String" },
  scopeAuth: { authScopes: (context) => ({ viewer: context.viewer !== undefined }) },
  errors: {},
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 10,
    limit: { complexity: 25_000, depth: 12, breadth: 400 },
  },
});

builder.queryType({ description: "Everything that can be asked.", authScopes: { viewer: true } });
