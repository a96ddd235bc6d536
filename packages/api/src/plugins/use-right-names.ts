import {
  GraphQLError,
  type GraphQLErrorExtensions,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { withShortTexts } from "./short-texts.ts";

/** What GraphQL says of a name that is none: the type that it was looked for in, and of an argument the field. */
const wrongName =
  /^Cannot query field "\w+" on type "(?<object>\w+)"|Value "\w+" does not exist in "(?<enum>\w+)" enum|Field "\w+" is not defined by type "(?<input>\w+)"|^Unknown argument "\w+" on field "(?<parent>\w+)\.(?<field>\w+)"/;

/** Completes what validation says of a wrong name by the right ones: it suggests only what is spelt alike. */
export function useRightNames(schema: GraphQLSchema): Plugin {
  return {
    onValidate() {
      return ({ valid, result, setResult }) => {
        if (valid) return;
        setResult(
          (result as GraphQLError[]).map((error) =>
            errorLike(error, withShortTexts(withRightNames(error.message, schema)), error.extensions),
          ),
        );
      };
    },
  };
}

/** The message with the fields, arguments or values among which a wrong name was looked for. */
export function withRightNames(message: string, schema: GraphQLSchema): string {
  const place = wrongName.exec(message)?.groups;
  const names = place ? namesAt(place, schema) : [];
  return names.length > 0 ? `${message} Expected one of ${names.join(", ")}.` : message;
}

function namesAt(place: Readonly<Record<string, string | undefined>>, schema: GraphQLSchema): string[] {
  const type = schema.getType(place.object ?? place.enum ?? place.input ?? place.parent ?? "");
  if (isEnumType(type)) return type.getValues().map(({ name }) => name);
  if (isInputObjectType(type)) return Object.keys(type.getFields());
  if (!isObjectType(type)) return [];
  const fields = type.getFields();
  return place.field ? (fields[place.field]?.args ?? []).map(({ name }) => name) : Object.keys(fields);
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
