import { msg, str } from "@lit/localize";
import type { Measure } from "../format/number.ts";
import type { Comparison, MetricColumnInput, MetricId, Reading, Unit } from "../generated/graphql.ts";

/** A metric and how it is read, as an attribute says it: `revenue`, `revenue:share`, `orders:moving-6`. */
export interface MetricSpec {
  readonly metric: MetricId;
  readonly as: Reading;
  /** For a moving mean: over how many steps. */
  readonly over?: number | undefined;
}

const readings: readonly Reading[] = ["VALUE", "CHANGE", "DIFFERENCE", "SHARE", "RUNNING", "MOVING"];
const readingNames = "value, change, difference, share, running, moving, moving-6";

/** The metrics of an attribute. A reading of its own goes before the one that holds for all. */
export function metricsOf(text: string | undefined, reading = "value"): readonly MetricSpec[] {
  return (text ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((word) => {
      const [metric = "", own] = word.split(":");
      return { metric: metric as MetricId, ...(readingOf(own ?? reading) ?? { as: "VALUE" }) };
    });
}

/** What is wrong with the readings, if anything. */
export function faultOfReadings(text: string | undefined, reading: string | undefined): string | undefined {
  const own = (text ?? "").split(/[\s,]+/).flatMap((word) => word.split(":").slice(1));
  const odd = [...(reading === undefined ? [] : [reading]), ...own].find((name) => !readingOf(name));
  if (odd === undefined) return undefined;
  return msg(str`"${odd}" is no way to read a metric; it can be ${readingNames}.`, { id: "unknown-reading" });
}

function readingOf(name: string): { readonly as: Reading; readonly over?: number } | undefined {
  const [word = "", steps] = name.toUpperCase().split("-");
  const as = readings.find((one) => one === word);
  if (!as || (steps !== undefined && as !== "MOVING")) return undefined;
  if (steps === undefined) return { as };
  const over = Number(steps);
  return Number.isInteger(over) && over >= 2 && over <= 60 ? { as, over } : undefined;
}

/** Whether the reading says how something moved, so that it has its comparison in itself. */
export const isMovement = (as: Reading): boolean => as === "CHANGE" || as === "DIFFERENCE";

/** The column that the server is asked for. */
export function columnOf(
  { metric, as, over }: MetricSpec,
  key: string,
  comparison: Comparison | undefined,
  at?: Comparison,
): MetricColumnInput {
  return {
    key,
    metric,
    as,
    ...(over ? { over } : {}),
    ...(at ? { at } : {}),
    ...(comparison && isMovement(as) ? { versus: comparison } : {}),
  };
}

interface Column {
  readonly as: Reading;
  readonly currency?: string | null | undefined;
  readonly definition: { readonly label: string; readonly unit: Unit };
}

/** What a column's numbers are numbers of: shares and changes are ratios, whatever the metric is. */
export function measureOf({ as, currency, definition }: Column): Measure {
  return as === "SHARE" || as === "CHANGE" ? { unit: "RATIO" } : { unit: definition.unit, currency };
}

/** A column's name: the metric's, and how it is read. */
export function readingLabel({ as, definition: { label } }: Column, over = 3): string {
  switch (as) {
    case "SHARE":
      return msg(str`${label}, share`, { id: "reading-share" });
    case "CHANGE":
      return msg(str`${label}, change`, { id: "reading-change" });
    case "DIFFERENCE":
      return msg(str`${label}, difference`, { id: "reading-difference" });
    case "RUNNING":
      return msg(str`${label}, running total`, { id: "reading-running" });
    case "MOVING":
      return msg(str`${label}, mean of ${over}`, { id: "reading-moving" });
    default:
      return label;
  }
}

/** "Year before" or "Before". */
export function beforeText(comparison: Comparison): string {
  return comparison === "SAME_PERIOD_LAST_YEAR"
    ? msg("Year before", { id: "year-before" })
    : msg("Before", { id: "before" });
}

/** What `compare` can be. */
export const comparisonNames = ["previous-period", "previous-year"] as const;

/** The comparison that an attribute names. */
export function comparisonOf(name: string | undefined): Comparison | undefined {
  if (name === "previous-period") return "PREVIOUS_PERIOD";
  return name === "previous-year" ? "SAME_PERIOD_LAST_YEAR" : undefined;
}
