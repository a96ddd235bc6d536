import { msg } from "@lit/localize";
import type { Grain, MetricFilter } from "../../generated/graphql.ts";

/** Where a dimension's values stand in a row, and by which filter they can be left out. */
export interface Dimension {
  readonly field: string;
  /** For entities: the id, which the filter takes. */
  readonly idField?: string;
  readonly filter: keyof MetricFilter;
}

export const dimensions: Readonly<Record<string, Dimension>> = {
  channel: { field: "channel", filter: "channel" },
  region: { field: "region", filter: "region" },
  country: { field: "country", filter: "country" },
  "customer-kind": { field: "customerKind", filter: "customerKind" },
  industry: { field: "industry", filter: "industry" },
  source: { field: "source", filter: "source" },
  category: { field: "category", filter: "category" },
  team: { field: "teamName", idField: "teamId", filter: "team" },
  rep: { field: "repName", idField: "repId", filter: "rep" },
  customer: { field: "customerName", idField: "customerId", filter: "customer" },
  product: { field: "productName", idField: "productId", filter: "product" },
};

/** The grain that a `by` of time names, if it is one. */
export function grainOf(by: string): Grain | undefined {
  return (["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"] as const).find((grain) => grain === by.toUpperCase());
}

/** "by channel", in the reader's language. */
export function byText(by: string): string {
  switch (by) {
    case "day":
      return msg("by day", { id: "by-day" });
    case "week":
      return msg("by week", { id: "by-week" });
    case "month":
      return msg("by month", { id: "by-month" });
    case "quarter":
      return msg("by quarter", { id: "by-quarter" });
    case "year":
      return msg("by year", { id: "by-year" });
    case "channel":
      return msg("by channel", { id: "by-channel" });
    case "region":
      return msg("by region", { id: "by-region" });
    case "country":
      return msg("by country", { id: "by-country" });
    case "customer-kind":
      return msg("by kind of customer", { id: "by-customer-kind" });
    case "industry":
      return msg("by industry", { id: "by-industry" });
    case "source":
      return msg("by source", { id: "by-source" });
    case "category":
      return msg("by category", { id: "by-category" });
    case "team":
      return msg("by team", { id: "by-team" });
    case "rep":
      return msg("by sales rep", { id: "by-rep" });
    case "customer":
      return msg("by customer", { id: "by-customer" });
    default:
      return msg("by product", { id: "by-product" });
  }
}
