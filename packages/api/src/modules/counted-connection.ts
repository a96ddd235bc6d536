import type { ObjectParam, OutputType } from "@pothos/core";
import { builder } from "../builder.ts";

type SchemaTypes = (typeof builder)["$inferSchemaTypes"];

/** The connection of a list that is read by `pageOf`: its pages tell how many rows there are on all of them. */
export function countedConnection<Type extends OutputType<SchemaTypes> | ObjectParam<SchemaTypes>>(
  type: Type,
  name: string,
  descriptions: { readonly page: string; readonly edge: string },
) {
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: descriptions.page,
      fields: (t) => ({
        totalCount: t.int({
          description: "How many there are on all pages.",
          resolve: (connection) => (connection as unknown as { totalCount: number }).totalCount,
        }),
      }),
    },
    { name: `${name}Edge`, description: descriptions.edge },
  );
}
