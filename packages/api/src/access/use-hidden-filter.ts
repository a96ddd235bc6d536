import {
  type DocumentNode,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import type { Context } from "../context.ts";

/** What tells nothing of anybody's sales, and so needs no filter. */
const withoutFigures: ReadonlySet<string> = new Set([
  "company",
  "viewer",
  "metricCatalog",
  "dimensionCatalog",
  "segmentCatalog",
  "pipelineStages",
  "warehouseChanged",
  "__typename",
]);

/**
 * Who asks through a hidden filter is answered what takes a filter (`where`), which then holds both; what can't be
 * filtered is refused, as are records, which are reached from one another.
 */
export function useHiddenFilter(schema: GraphQLSchema): Plugin {
  return {
    onExecute({ args: { document, contextValue }, setResultAndStopExecution }) {
      if (!(contextValue as unknown as Context).viewer.where) return;
      const field = unfilteredField(schema, document);
      if (field !== undefined) setResultAndStopExecution({ errors: [unfiltered(field)] });
    },
  };
}

/** A field of the document that no filter could be added to. */
function unfilteredField(schema: GraphQLSchema, document: DocumentNode): string | undefined {
  let found: string | undefined;
  const types = new TypeInfo(schema);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name: { value: name } }) {
        const type = getNamedType(types.getType());
        const isRoot = roots.includes(types.getParentType() as never);
        const takesFilter = types.getFieldDef()?.args.some(takesMetricFilter);
        const isRecord = !type || isAbstractType(type) || type.extensions.pothosPrismaModel !== undefined;
        if (isRecord || (isRoot && !takesFilter && !withoutFigures.has(name))) found ??= name;
      },
    }),
  );
  return found;
}

function takesMetricFilter({ name, type }: GraphQLArgument): boolean {
  return name === "where" && getNamedType(type).name === "MetricFilter";
}

function unfiltered(field: string): GraphQLError {
  const message = `${field} can't be asked with this token: it has a filter, which ${field} doesn't take`;
  return new GraphQLError(message, { extensions: { code: "FORBIDDEN", http: { status: 403 } } });
}
