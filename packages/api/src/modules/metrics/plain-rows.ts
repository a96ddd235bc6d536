import type { GraphQLResolveInfo, SelectionSetNode } from "graphql";

/** Rows of scalars as they will stand in the answer: an object a row, keyed as the caller named the fields. */
export type PlainRow = Record<string, string | number | boolean | null>;

const rowsOf = new WeakMap<object, Map<string, readonly PlainRow[]>>();

/**
 * Answers a root field's list of rows past the executor: it would resolve each of 100 000 rows field by field, which
 * takes longer than the question. The rows are kept with the request's context, the executor gets an empty list, and
 * `putPlainRows` puts them in its place.
 *
 * The caller sees to it that each row has exactly the selected fields, in their order, as the scalars serialise them.
 */
export function plainRows(context: object, info: GraphQLResolveInfo, rows: readonly PlainRow[]): [] {
  const kept = rowsOf.get(context) ?? new Map();
  rowsOf.set(context, kept.set(String(info.path.key), rows));
  return [];
}

/** Puts the rows that were kept during a request into the data that it answers. */
export function putPlainRows(context: object, data: Record<string, unknown> | null | undefined): void {
  // Another field's error may have taken the whole answer with it.
  if (!data) return;
  for (const [key, rows] of rowsOf.get(context) ?? []) data[key] = rows;
}

/** Whether a field's rows hold nothing but fields of their own: `__typename` is for the executor to tell. */
export function isPlain(info: GraphQLResolveInfo): boolean {
  const plain = (set: SelectionSetNode | undefined): boolean =>
    (set?.selections ?? []).every((selection) => {
      if (selection.kind === "Field") return !selection.name.value.startsWith("__");
      if (selection.kind === "InlineFragment") return plain(selection.selectionSet);
      return plain(info.fragments[selection.name.value]?.selectionSet);
    });
  return info.path.prev === undefined && info.fieldNodes.every(({ selectionSet }) => plain(selectionSet));
}
