import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";

/** Where the one list of a query stands in its answer, and what its rows hold. */
export interface FlatList {
  /** Response keys from the data to the list. */
  readonly path: readonly string[];
  readonly rowType: GraphQLObjectType;
  /** The field that the list is of. */
  readonly field: FieldNode;
  /** The selection that the list stands in, and its type. */
  readonly within: SelectionSetNode;
  readonly withinType: GraphQLCompositeType;
  /** The columns that these variables leave in. */
  columns(variables: Readonly<Record<string, unknown>>): readonly Column[];
}

/** A column: its name, and the response keys from the row to its value. */
export interface Column {
  readonly name: string;
  readonly path: readonly string[];
}

/** Why a query has no single flat list, for the caller to read. */
export class NotFlat extends Error {
  override readonly name = "NotFlat";
}

interface Selected {
  readonly node: FieldNode;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly type: GraphQLOutputType;
  /** Whether these variables leave it in. */
  included(variables: Readonly<Record<string, unknown>>): boolean;
}

/**
 * Finds the one list that a query answers: on the way there only single objects, in its rows only scalars, or objects
 * of scalars.
 * @throws NotFlat for anything else
 */
export function flatListOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): FlatList {
  const path: string[] = [];
  let type: GraphQLCompositeType | null | undefined = schema.getQueryType();
  let set: SelectionSetNode | undefined = operation.selectionSet;
  while (type && set) {
    const fields: readonly Selected[] = selected(document, type, set);
    const [first, second] = fields;
    if (!first) throw new NotFlat("nothing is selected");
    if (second) throw new NotFlat(`${keyOf(first.node)} and ${keyOf(second.node)} are selected beside each other`);
    const named: unknown = getNamedType(first.type);
    path.push(keyOf(first.node));
    if (!isObjectType(named) || !first.node.selectionSet) throw new NotFlat(`${path.join(".")} is no list of rows`);
    if (isListType(getNullableType(first.type)))
      return { ...listOf(document, path, named, first.node), within: set, withinType: type };
    type = named;
    set = first.node.selectionSet;
  }
  throw new NotFlat("it holds no list of rows");
}

function listOf(
  document: DocumentNode,
  path: string[],
  rowType: GraphQLObjectType,
  field: FieldNode,
): Omit<FlatList, "within" | "withinType"> {
  const found = cellsOf(document, rowType, field.selectionSet!, path.join("."), []);
  const paths = new Map<string, string>();
  for (const { name, path: cell } of found) {
    const other = paths.get(name);
    if (other !== undefined && other !== cell.join("."))
      throw new NotFlat(`two columns are called ${name}; give one of them an alias`);
    paths.set(name, cell.join("."));
  }
  return {
    path,
    rowType,
    field,
    columns(variables) {
      const columns = new Map<string, Column>();
      for (const cell of found)
        if (!columns.has(cell.name) && cell.included(variables))
          columns.set(cell.name, { name: cell.name, path: cell.path });
      return [...columns.values()];
    },
  };
}

type CellField = Column & Pick<Selected, "included">;

function cellsOf(
  document: DocumentNode,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  place: string,
  path: readonly string[],
): CellField[] {
  return selected(document, type, set).flatMap(({ node, type: fieldType, included }): CellField[] => {
    const name = keyOf(node);
    const named = getNamedType(fieldType);
    if (isListType(getNullableType(fieldType))) throw new NotFlat(`${place}.${name} is a list within a row`);
    if (isLeafType(named)) return [{ name, path: [...path, name], included }];
    if (!isObjectType(named)) throw new NotFlat(`${place}.${name} is no scalar`);
    return cellsOf(document, named, node.selectionSet!, `${place}.${name}`, [...path, name]).map((cell) => ({
      ...cell,
      included: (variables) => included(variables) && cell.included(variables),
    }));
  });
}

/** The fields of a selection, through fragments, in their order. */
function selected(document: DocumentNode, type: GraphQLCompositeType, set: SelectionSetNode): Selected[] {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  );
  const walk = (within: SelectionSetNode, outer: Selected["included"], depth: number): Selected[] =>
    within.selections.flatMap((node): Selected[] => {
      const included: Selected["included"] = (variables) =>
        outer(variables) &&
        getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
        getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
      // Validation refuses fragments that hold themselves; this may look first.
      if (depth > 20) throw new NotFlat("its fragments are too deep");
      if (node.kind === Kind.INLINE_FRAGMENT) return walk(node.selectionSet, included, depth + 1);
      if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(node.name.value);
        return fragment ? walk(fragment.selectionSet, included, depth + 1) : [];
      }
      if (node.name.value === "__typename") throw new NotFlat("__typename is no column");
      const definition = isCompositeType(type) && "getFields" in type ? type.getFields()[node.name.value] : undefined;
      if (!definition) throw new UnknownField(node.name.value);
      return [{ node, definition, type: definition.type, included }];
    });
  return walk(set, () => true, 0);
}

/** The document is wrong, not its shape; validation says how. */
export class UnknownField extends Error {
  override readonly name = "UnknownField";
}

function keyOf(node: FieldNode): string {
  return node.alias?.value ?? node.name.value;
}

/** The rows of an answer. */
export function rowsIn(data: unknown, path: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  return (objectIn(data, path) ?? []) as readonly Readonly<Record<string, unknown>>[];
}

/** What stands at a path; nothing where something on the way there is null. */
export function objectIn(data: unknown, path: readonly string[]): unknown {
  let at = data;
  for (const key of path) at = (at as Record<string, unknown> | null | undefined)?.[key];
  return at;
}

/** Reads a column of a row. */
export function reader({ path }: Column): (row: Readonly<Record<string, unknown>>) => unknown {
  const [first = "", ...rest] = path;
  return rest.length === 0 ? (row) => row[first] : (row) => objectIn(row, path);
}
