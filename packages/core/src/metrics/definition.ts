import type { Formula } from "./formula.ts";

export type Locale = "en" | "zh-CN";
export type Text = Readonly<Record<Locale, string>>;

/** A metric's name in questions: those of the catalogue, such as `revenue`, or a deployment's own. */
export type MetricId = string;

/** MONEY in the reporting currency, a COUNT, a RATIO (0.12 is 12 %), a SCORE, DAYS. */
export type Unit = "MONEY" | "COUNT" | "RATIO" | "SCORE" | "DAYS";

/** One metric. The schema, the reference, the widgets' labels and the filters' checks are made from it. */
export interface MetricDefinition {
  readonly id: MetricId;
  readonly label: Text;
  readonly description: Text;
  /** In words. */
  readonly formula: Text;
  readonly unit: Unit;
  readonly better: "HIGHER" | "LOWER";
  readonly value: Formula;
  /** Its value is read as CHANGE unless the question says otherwise, as that of growth is. */
  readonly readAs?: "CHANGE";
}
