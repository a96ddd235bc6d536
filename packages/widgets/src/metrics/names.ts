import { msg } from "@lit/localize";
import { formatCountry } from "../format/country.ts";
import { formatList } from "../format/list.ts";
import type { Dimension, MetricTableQuery } from "../generated/graphql.ts";
import { type Bucket, bucketName, type FiscalCalendar } from "./buckets.ts";
import { grainOf } from "./dimensions.ts";

export type TableRow = MetricTableQuery["metricTable"]["rows"][number];

/** What names the values of dimensions besides the server's own labels. */
export interface Naming extends FiscalCalendar {
  readonly locale: string;
}

/** The bucket of time that a row's dimension stands for. */
export function bucketOf(row: TableRow, place: number): Bucket {
  return { start: row.keys[place] ?? row.from, from: row.from, to: row.to, unfinished: row.unfinished };
}

/** The name of a row's value of a dimension, in the reader's language. */
export function nameOf(row: TableRow, place: number, dimension: Dimension, naming: Naming): string {
  const grain = grainOf(dimension);
  if (grain) return bucketName(bucketOf(row, place), grain, naming, naming.locale);
  if (row.isRest) return othersText();
  return valueName(dimension, row.keys[place] ?? null, row.labels[place] ?? null, naming);
}

/** The name of a value of a dimension that is not of time. */
export function valueName(
  dimension: Dimension,
  key: string | null,
  label: string | null,
  { locale, segments }: { readonly locale: string; readonly segments?: ReadonlyMap<string, string> },
): string {
  if (key === null || key === "") return msg("Not given", { id: "not-given" });
  const shown = label || key;
  switch (dimension) {
    case "COUNTRY":
      return formatCountry(shown, locale);
    case "CUSTOMER_KIND":
      return { PERSON: msg("Person", { id: "person" }), COMPANY: msg("Company", { id: "company" }) }[key] ?? shown;
    case "NEW_OR_RETURNING":
      return { NEW: msg("New", { id: "new" }), RETURNING: msg("Returning", { id: "returning" }) }[key] ?? shown;
    case "SEGMENT":
      return segments?.get(key) ?? shown;
    default:
      return shown;
  }
}

/** Several names as a heading: "Revenue, Orders", "销售额和订单数". */
export function joined(names: readonly string[], locale: string): string {
  return formatList(names, locale, "narrow");
}

export function othersText(): string {
  return msg("Others", { id: "others" });
}
