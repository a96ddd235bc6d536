import { GraphQLError, type GraphQLErrorExtensions, type GraphQLSchema, isEnumType, isObjectType } from "graphql";
import type { Plugin } from "graphql-yoga";

const wrongName = /^Cannot query field "\w+" on type "(\w+)"\.|Value "\w+" does not exist in "(\w+)" enum\./;

/** Completes what validation says of a wrong name by the right ones: it suggests only what is spelt alike. */
export function useRightNames(schema: GraphQLSchema): Plugin {
  return {
    onValidate() {
      return ({ valid, result, setResult }) => {
        if (valid) return;
        setResult(
          (result as GraphQLError[]).map((error) =>
            errorLike(error, withRightNames(error.message, schema), error.extensions),
          ),
        );
      };
    },
  };
}

/** The message with the fields of the type, or the values of the enum, that a wrong name was looked for in. */
export function withRightNames(message: string, schema: GraphQLSchema): string {
  const [, ofField, ofValue] = wrongName.exec(message) ?? [];
  const type = schema.getType(ofField ?? ofValue ?? "");
  const names = isEnumType(type)
    ? type.getValues().map(({ name }) => name)
    : isObjectType(type)
      ? Object.keys(type.getFields())
      : [];
  return names.length > 0 ? `${message} Expected one of ${names.join(", ")}.` : message;
}

/** An error of the same place with another message. */
export function errorLike(
  { nodes, source, positions, path }: GraphQLError,
  message: string,
  extensions: GraphQLErrorExtensions,
): GraphQLError {
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}
