import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ErrorsPlugin from "@pothos/plugin-errors";
import PrismaPlugin from "@pothos/plugin-prisma";
import RelayPlugin from "@pothos/plugin-relay";
import ScopeAuthPlugin from "@pothos/plugin-scope-auth";
import { DomainError } from "@salesglass/core";
import { GraphQLError, type GraphQLField, getNamedType, getNullableType, isListType } from "graphql";
import type { Context, Viewer } from "./context.ts";
import type PrismaTypes from "./generated/pothos-types.ts";
import { getDatamodel } from "./generated/pothos-types.ts";
import { defaultPageSize, maximalPageSize } from "./modules/paging.ts";

/** What one request may cost: a question over the sales counts 200, a row's field 1. */
const costLimit = { complexity: 25_000, depth: 12, breadth: 400 };

function costError(cost: { complexity: number; depth: number; breadth: number }): GraphQLError {
  const shown = (number: number) => number.toLocaleString("en");
  const over = (Object.keys(costLimit) as (keyof typeof costLimit)[]).filter((kind) => cost[kind] > costLimit[kind]);
  const sentences = {
    complexity: `the query costs ${shown(cost.complexity)}, at most ${shown(costLimit.complexity)} is answered; ask for fewer rows or in several requests`,
    depth: `the query is ${cost.depth} levels deep, at most ${costLimit.depth} are answered`,
    breadth: `the query selects ${shown(cost.breadth)} fields, at most ${costLimit.breadth} are answered`,
  };
  return new GraphQLError(over.map((kind) => sentences[kind]).join("; "), {
    extensions: { code: "COST_LIMIT", cost: { ...cost, limit: costLimit } },
  });
}

/** What lists of unknown length are taken to hold. */
const usualLength = 10;

/** A field costs 1; what is selected of a list costs as often as it has rows, of a page as many as are asked for. */
function usualCost(args: Record<string, unknown>, _: object, { type }: GraphQLField<unknown, Context>): Cost {
  if (isListType(getNullableType(type))) return { field: 1, multiplier: usualLength };
  return { field: 1, multiplier: getNamedType(type).name.endsWith("Connection") ? pagesOf(args) : 1 };
}

interface Cost {
  readonly field: number;
  readonly multiplier: number;
}

/** How many lists of the usual length a page holds: its edges are such a list. */
export function pagesOf({ first, last }: { readonly first?: unknown; readonly last?: unknown }): number {
  const rows = [first, last].filter((count) => typeof count === "number" && count > 0) as number[];
  return Math.max(1, (rows.length > 0 ? Math.min(...rows, maximalPageSize) : defaultPageSize) / usualLength);
}

/** Who may write customers' data, each within their scope. */
const writers: readonly Viewer["role"][] = ["EXECUTIVE", "ADMIN", "MANAGER", "REP"];
/** Who may set goals, say what reps are honoured for and advance by, write what is known of the market, list the stages of the pipeline, and approve and answer for statements, each for their teams. */
const planners: readonly Viewer["role"][] = ["EXECUTIVE", "ADMIN", "MANAGER"];
/** Who may say what is paid, see who wrote what, and answer for the duties towards a person. */
const administrators: readonly Viewer["role"][] = ["EXECUTIVE", "ADMIN"];
const whoMay = `writing is for ${writers.join(", ")}, goals, honours, careers, market data, stages of the pipeline, approvals and answers to disputes are for ${planners.join(", ")}, and plans, salaries, budgets, hiring, deals, closing a month, the audit log, exports and erasures are for ${administrators.join(", ")}`;

/** The schema's builder: which types its scalars have, and what every field may cost. */
export const builder = new SchemaBuilder<{
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  AuthScopes: {
    viewer: boolean;
    writer: boolean;
    planner: boolean;
    administrator: boolean;
  };
  Scalars: {
    ID: { Input: string; Output: string | number };
    Date: { Input: string; Output: string | Date };
    DateTime: { Input: string; Output: Date };
    Period: { Input: string; Output: string };
    Decimal: { Input: string; Output: { toString(): string } };
    JSON: { Input: unknown; Output: unknown };
  };
}>({
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, ComplexityPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: (context) => context.prisma,
    dmmf: getDatamodel(),
    exposeDescriptions: true,
    onUnusedQuery: process.env.NODE_ENV === "test" ? "error" : null,
  },
  relay: {
    clientMutationId: "omit",
    cursorType: "String",
    idFieldOptions: { description: "The global id." },
    nodeTypeOptions: { description: "Whatever has a global id." },
    nodeQueryOptions: { description: "The object with this global id." },
    nodesQueryOptions: {
      description: "The objects with these global ids, in their order; null for those that are none.",
    },
    edgesFieldOptions: { description: "The rows of this page." },
    cursorFieldOptions: { description: "The place in the list, for `after` and `before`." },
    nodeFieldOptions: { description: "What stands here." },
    pageInfoTypeOptions: { description: "Where a page lies in its list." },
    pageInfoFieldOptions: { description: "Where this page lies." },
    hasNextPageFieldOptions: { description: "Whether there is more after it." },
    hasPreviousPageFieldOptions: { description: "Whether there is more before it." },
    startCursorFieldOptions: { description: "Its first place." },
    endCursorFieldOptions: { description: "Its last place." },
    firstArgOptions: {
      description: `At most so many rows from the start (default ${defaultPageSize}, at most ${maximalPageSize}).`,
    },
    lastArgOptions: { description: "At most so many rows from the end; needs `before`." },
    afterArgOptions: { description: "After this cursor." },
    beforeArgOptions: { description: "Before this cursor." },
    defaultConnectionTypeOptions: { description: "A page of a list." },
    defaultEdgeTypeOptions: { description: "A row and its place in the list." },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({
      viewer: viewer !== undefined,
      writer: writers.includes(viewer.role),
      planner: planners.includes(viewer.role),
      administrator: administrators.includes(viewer.role),
    }),
    unauthorizedError: (_, { viewer }, { fieldName }) =>
      new DomainError("FORBIDDEN", `${fieldName} is not for the role ${viewer.role}: ${whoMay}`),
  },
  errors: {
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName[0]!.toUpperCase()}${fieldName.slice(1)}Result` },
  },
  complexity: {
    fieldComplexity: usualCost,
    limit: costLimit,
    complexityError: (_, cost) => costError(cost),
  },
});

builder.queryType({ description: "Everything that can be asked.", authScopes: { viewer: true } });

builder.mutationType({
  description:
    "Everything that can be written. Each mutation changes all or nothing; once it is answered, every question sees what it wrote.",
  authScopes: { writer: true },
});
