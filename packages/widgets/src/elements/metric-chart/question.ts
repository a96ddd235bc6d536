import { msg, str } from "@lit/localize";
import { faultOfChoice } from "../../faults.ts";
import type { Comparison, Dimension, MetricFilter } from "../../generated/graphql.ts";
import { attributeOf, grainOf } from "../../metrics/dimensions.ts";
import type { MetricSpec } from "../../metrics/readings.ts";

export type ChartType = "line" | "bar" | "stacked" | "area" | "doughnut";
const chartTypes: readonly ChartType[] = ["line", "bar", "stacked", "area", "doughnut"];

/** All that a chart's answer depends on. */
export interface ChartQuestion {
  readonly metrics: readonly MetricSpec[];
  readonly type: ChartType;
  readonly by: Dimension;
  readonly split?: Dimension | undefined;
  readonly period: string;
  readonly where?: MetricFilter | undefined;
  readonly comparison?: Comparison | undefined;
  readonly today?: string | undefined;
  /** How many values of a dimension are shown before the others. */
  readonly limit: number;
  readonly forecast: boolean;
  readonly language: string;
  readonly locale: string;
}

/** As many series as a reader can follow; the rest is drawn together. */
export const seriesLimit = 6;

/** Whether bars lie, with their names to the left: for dimensions, whose names are long. */
export function isLying({ type, by }: Pick<ChartQuestion, "type" | "by">): boolean {
  return !grainOf(by) && (type === "bar" || type === "stacked");
}

/** Whether amounts are put on each other or together make up a whole, which only some metrics may. */
export function isStacked({ type }: Pick<ChartQuestion, "type">): boolean {
  return type === "stacked" || type === "area" || type === "doughnut";
}

interface Attributes {
  readonly type: string | undefined;
  readonly metrics: readonly MetricSpec[];
  readonly by: Dimension;
  readonly split: Dimension | undefined;
  readonly forecast: boolean;
}

/** What is wrong with the attributes, if anything: what the server would not know or the drawing could not show. */
export function faultOf({ type, metrics, by, split, forecast }: Attributes): string | undefined {
  const grain = grainOf(by);
  const name = attributeOf(by);
  if (metrics.length === 0) return msg("No metric: set metric, for example to revenue.", { id: "no-metric" });
  const odd = faultOfChoice("type", type, chartTypes);
  if (odd) return odd;
  if (split && (split === by || grainOf(split))) {
    const other = attributeOf(split);
    return msg(str`split="${other}" does not go with by="${name}"; it can be channel, product and the like.`, {
      id: "bad-split",
    });
  }
  if (split && metrics.length > 1) {
    return msg("split goes with one metric: each series is one value of the dimension.", { id: "split-one-metric" });
  }
  if (type === "doughnut" && (grain || split || metrics.length > 1)) {
    return msg("A doughnut shows one metric by one dimension: set by, for example to channel.", { id: "doughnut-by" });
  }
  if ((type === "line" || type === "area") && !grain) {
    return msg(str`type="${type}" needs time: set by, for example to month.`, { id: "line-by" });
  }
  if (isStacked({ type: (type ?? "line") as ChartType }) && metrics.some(({ as }) => as === "CHANGE")) {
    return msg("Changes can't be put on each other: set type to line or bar.", { id: "stacked-change" });
  }
  if (forecast && (!grain || split || metrics.length > 1 || metrics[0]?.as !== "VALUE")) {
    return msg("A forecast goes with one metric over time, read as it is.", { id: "forecast-time" });
  }
  return undefined;
}

/** The type that a chart has unless told otherwise. */
export function typeFor(type: ChartType | undefined, by: Dimension): ChartType {
  return type ?? (grainOf(by) ? "line" : "bar");
}
