import type { DimensionId } from "./dimensions.ts";

export type Locale = "en" | "zh-CN";
export type Text = Readonly<Record<Locale, string>>;

export type MetricId =
  | "revenue"
  | "volume"
  | "cost"
  | "grossProfit"
  | "profitMargin"
  | "orders"
  | "customers"
  | "averageOrderValue"
  | "winRate"
  | "conversionRate";

export type Unit = "MONEY" | "COUNT" | "RATIO" | "SCORE" | "DAYS";

/**
 * What a metric is counted from: `sale` (order lines by day), `deal` (opportunities by closing day) or `prospect`
 * (non-anonymous customers by the day they were acquired).
 */
export type MetricSource = "sale" | "deal" | "prospect";

/** The facts that are added up; a metric is arithmetic over them. */
export type BaseFact =
  | "revenue"
  | "volume"
  | "cost"
  | "uncosted"
  | "orders"
  | "customers"
  | "won"
  | "lost"
  | "acquired"
  | "converted";

/** One metric. The schema, the reference, the widgets' labels and the filters' checks are made from it. */
export interface MetricDefinition {
  readonly id: MetricId;
  readonly label: Text;
  readonly description: Text;
  /** In words. */
  readonly formula: Text;
  readonly unit: Unit;
  readonly better: "HIGHER" | "LOWER";
  /** Whether rows may be added up to a total. Where not, the total is the same query without the dimension. */
  readonly additive: boolean;
  readonly source: MetricSource;
  /** What it can be split and filtered by. */
  readonly dimensions: readonly DimensionId[];
  readonly value: MetricValue;
}

/** How the value comes from the base facts; the one place that says so, for SQL and for rows without any fact. */
export type MetricValue =
  /** Zero where there are no facts. */
  | { readonly kind: "sum"; readonly of: BaseFact }
  /** `of` as long as there is nothing of `unless`, else null. */
  | { readonly kind: "known"; readonly of: BaseFact; readonly minus?: BaseFact; readonly unless: BaseFact }
  /** Null where the denominator is zero. */
  | {
      readonly kind: "ratio";
      readonly of: BaseFact;
      readonly minus?: BaseFact;
      readonly by: readonly BaseFact[];
      readonly unless?: BaseFact;
    };
