import type { Locale, MetricDefinition } from "../metrics/definition.ts";

/**
 * A metric's value as one says it.
 *
 * @example valueText(0.123, { unit: "RATIO" }, "en") // "12.3%"
 */
export function valueText(value: number, { unit }: Pick<MetricDefinition, "unit">, locale: Locale): string {
  if (unit === "RATIO") {
    return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  }
  const digits = Math.abs(value) >= 1_000 ? 0 : 2;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value);
}
