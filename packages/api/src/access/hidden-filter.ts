import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from "graphql";

/** Conditions that a token adds to every question, as the GraphQL input `MetricFilter` has them. */
export type HiddenFilter = Readonly<Record<string, HiddenCondition>>;

interface HiddenCondition {
  readonly in?: readonly string[];
  readonly not?: readonly string[];
}

/**
 * Reads the filter that a token hides in every question. It may list values (`in`, `not`): what else a filter can say
 * could not be joined with a question's own conditions without a doubt.
 *
 * @returns undefined where it is no such filter, or says nothing
 * @example hiddenFilter(schema, { region: { in: ["North"] } })
 */
export function hiddenFilter(schema: GraphQLSchema, claim: unknown): HiddenFilter | undefined {
  let isRight = true;
  const type = schema.getType("MetricFilter") as GraphQLInputType;
  const filter = coerceInputValue(claim, type, () => {
    isRight = false;
  }) as HiddenFilter | null;
  if (!isRight || !filter) return undefined;
  const conditions = Object.values(filter);
  const allList = conditions.every((condition) => {
    const names = Object.keys(condition ?? {});
    return names.length > 0 && names.every((name) => name === "in" || name === "not");
  });
  return conditions.length > 0 && allList ? filter : undefined;
}
