import {
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from "graphql";
import { maximalPageSize } from "../modules/paging.ts";
import type { FlatList } from "./flat-list.ts";

/** How a document's list is answered in parts. */
export interface Paging {
  /** The document with what says where the next part begins, under `placeKey`. */
  readonly text: string;
  /** Whether each row tells its place, or the connection that holds them tells the last one's. */
  readonly by: "rows" | "connection";
  /** How many rows there are in a part where nobody says; all unless there is one. */
  readonly defaultLimit: number | undefined;
}

/** The response key that places are answered under. */
export const placeKey = "place_";

/** A list can be paged whose document takes `$first` and `$after`, and whose rows or connection know their place. */
export function pagingOf(
  document: DocumentNode,
  { variableDefinitions = [] }: OperationDefinitionNode,
  { field, within, withinType, rowType }: FlatList,
): Paging | undefined {
  const names = variableDefinitions.map(({ variable }) => variable.name.value);
  if (!names.includes("first") || !names.includes("after")) return undefined;
  if ("getFields" in withinType && "pageInfo" in withinType.getFields()) {
    const info = fieldOf(`${placeKey}: pageInfo { hasNextPage endCursor }`);
    return { text: print(withField(document, within, info)), by: "connection", defaultLimit: maximalPageSize };
  }
  if (!("cursor" in rowType.getFields())) return undefined;
  const place = fieldOf(`${placeKey}: cursor`);
  return { text: print(withField(document, field.selectionSet!, place)), by: "rows", defaultLimit: undefined };
}

function fieldOf(text: string): FieldNode {
  const [definition] = parse(`{ ${text} }`).definitions;
  return (definition as OperationDefinitionNode).selectionSet.selections[0] as FieldNode;
}

function withField(document: DocumentNode, set: SelectionSetNode, field: FieldNode): DocumentNode {
  return visit(document, {
    SelectionSet: {
      // On leaving, a node whose insides have not changed is still itself.
      leave: (node) => (node === set ? { ...node, selections: [...node.selections, field] } : undefined),
    },
  });
}
