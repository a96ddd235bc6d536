import { intl } from "../format/intl.ts";
import { daysStyle, type Measure } from "../format/number.ts";

/** From here on a column of money has no cents: they would be noise. */
const wholeFrom = 10_000;

/**
 * A format for all numbers of a column: as many decimals for each, so that they line up on the decimal mark.
 *
 * @example columnFormat([1234.5, 8], { unit: "MONEY", currency: "USD" }, "en")(8) // "$8.00"
 */
export function columnFormat(
  values: readonly (number | null)[],
  { unit, currency }: Measure,
  locale: string,
): (value: number | null | undefined) => string {
  const present = values.filter((value) => value !== null && Number.isFinite(value));
  const largest = present.reduce<number>((most, value) => Math.max(most, Math.abs(value!)), 0);
  const whole = present.every((value) => Number.isInteger(value)) || largest >= wholeFrom;
  const places = unit === "RATIO" ? 1 : whole ? 0 : unit === "MONEY" ? 2 : 1;
  const style: Intl.NumberFormatOptions =
    unit === "RATIO"
      ? { style: "percent" }
      : unit === "MONEY" && currency
        ? { style: "currency", currency, currencyDisplay: "narrowSymbol" }
        : unit === "DAYS"
          ? daysStyle
          : {};
  const format = intl(Intl.NumberFormat, locale, {
    ...style,
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  });
  return (value) => (value === null || value === undefined || !Number.isFinite(value) ? "–" : format.format(value));
}
