import { msg, str } from "@lit/localize";
import { formatList } from "../format/list.ts";
import type { Dimension, Grain, MetricFilter } from "../generated/graphql.ts";

const grains: readonly Grain[] = [
  "DAY",
  "WEEK",
  "MONTH",
  "QUARTER",
  "YEAR",
  "FISCAL_MONTH",
  "FISCAL_QUARTER",
  "FISCAL_YEAR",
];

/**
 * The dimension that an attribute names. Whether there is one of that name only the server knows: a deployment may
 * have its own.
 *
 * @example dimensionOf("customer-kind") // "CUSTOMER_KIND"
 * @example dimensionOf("newOrReturning") // "NEW_OR_RETURNING"
 */
export function dimensionOf(name: string): Dimension {
  const words = name.trim().replace(/([a-z])([A-Z])/g, "$1-$2");
  return words.toUpperCase().replaceAll("-", "_") as Dimension;
}

/** The dimensions of an attribute with several names, separated by spaces or commas. */
export function dimensionsOf(names: string | undefined): readonly Dimension[] {
  return (names ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(dimensionOf);
}

/** A dimension as attributes name it: "customer-kind". */
export function attributeOf(dimension: Dimension): string {
  return dimension.toLowerCase().replaceAll("_", "-");
}

/** The grain that a dimension of time is. */
export function grainOf(dimension: Dimension): Grain | undefined {
  return grains.find((grain) => grain === dimension);
}

/** The field of a filter that narrows to values of the dimension: "customerKind". */
export function filterFieldOf(dimension: Dimension): keyof MetricFilter {
  return dimension.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()) as keyof MetricFilter;
}

/** "by channel", from the dimension's name in the reader's language. */
export function byText(labels: readonly string[], locale: string): string {
  const names = labels.map((label) =>
    // "Sales rep" inside a phrase is "sales rep", but an abbreviation stays as it is.
    /^\p{Lu}\p{Ll}/u.test(label) ? label[0]!.toLocaleLowerCase(locale) + label.slice(1) : label,
  );
  const list = formatList(names, locale);
  return msg(str`by ${list}`, { id: "by" });
}
