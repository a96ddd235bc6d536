import type { Dimension, MetricFilter } from "../../generated/graphql.ts";
import { filterFieldOf } from "../../metrics/dimensions.ts";

/** The values of a dimension that a filter lets through, as far as it lists them. */
export function chosenOf(where: MetricFilter | undefined, dimension: Dimension): readonly string[] {
  return ((where?.[filterFieldOf(dimension)] as { in?: readonly string[] | null } | undefined)?.in ?? []).map(String);
}

/** The filter with other values of a dimension; all else that it says stays. Undefined when nothing is left. */
export function withChosen(
  where: MetricFilter | undefined,
  dimension: Dimension,
  chosen: readonly string[],
): MetricFilter | undefined {
  const field = filterFieldOf(dimension);
  const { in: _, ...own } = (where?.[field] ?? {}) as Record<string, unknown>;
  const condition = chosen.length > 0 ? { ...own, in: chosen } : own;
  const rest = without(where, dimension);
  const next = Object.keys(condition).length > 0 ? { ...rest, [field]: condition } : rest;
  return next && Object.keys(next).length > 0 ? (next as MetricFilter) : undefined;
}

/** The filter without what it says of a dimension: its list shows what could be chosen besides. */
export function without(where: MetricFilter | undefined, dimension: Dimension): MetricFilter | undefined {
  if (!where) return undefined;
  const { [filterFieldOf(dimension)]: _, ...rest } = where;
  return rest;
}

/**
 * The options whose names have every word of the search in them, capitals or not.
 *
 * @example matching([{ label: "Northwind Traders" }], "trad north") // [{ label: "Northwind Traders" }]
 */
export function matching<Option extends { readonly label: string }>(
  options: readonly Option[],
  search: string,
  locale: string,
): readonly Option[] {
  const words = search.toLocaleLowerCase(locale).split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  return options.filter(({ label }) => {
    const name = label.toLocaleLowerCase(locale);
    return words.every((word) => name.includes(word));
  });
}

/**
 * Names in a few words: the first two, and how many more there are.
 *
 * @example shortList(["Online", "Retail", "Partner"], "en") // "Online, Retail +1"
 */
export function shortList(names: readonly string[], locale: string): string {
  const shown = names.slice(0, 2).join(locale.startsWith("zh") ? "、" : ", ");
  return names.length > 2 ? `${shown} +${names.length - 2}` : shown;
}
