import { Decimal } from "decimal.js";
import { badInput } from "../errors.ts";
import { shown } from "../metrics/own-sql.ts";

/**
 * A decimal as text, such as `"0.05"` or `"-12.5"`: without exponent, plus sign or needless zeros. Amounts that are
 * paid keep the places of their currency, as in `"12.50"`.
 */
export type DecimalText = string;

/** Decimals with room for products of amounts, rates and days; halves are rounded away from zero. */
export const Exact = Decimal.clone({
  precision: 40,
  rounding: Decimal.ROUND_HALF_UP,
  toExpNeg: -1000,
  toExpPos: 1000,
});
export type Exact = Decimal;

export const zero = new Exact(0);

/** Figures that are carried; the few behind them are what divisions leave. */
const significantFigures = 34;

/**
 * Reads a decimal that a person or a program has written, exactly: a text as it stands, a number as the shortest text
 * that names it, which is what was written unless it has more than 15 figures.
 *
 * @returns undefined for what is no decimal, and for numbers that JSON may have altered
 * @example readDecimal(0.1) // 0.1, not the binary fraction beside it
 */
export function readDecimal(value: unknown): Exact | undefined {
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return undefined;
    const read = new Exact(String(value));
    return read.precision() <= 15 ? read : undefined;
  }
  return typeof value === "string" && /^-?\d{1,40}(\.\d{1,40})?$/.test(value) ? new Exact(value) : undefined;
}

/**
 * A decimal of the engine's input.
 *
 * @throws badInput naming its place
 */
export function decimalAt(value: unknown, place: string): Exact {
  const read = readDecimal(value);
  if (read) return read;
  throw badInput(`${place}: ${shown(value)}, expected a decimal such as "1250.50"`);
}

/** Without exponent and needless zeros. */
export function textOf(value: Exact): DecimalText {
  return value.isZero() ? "0" : settled(value).toFixed();
}

/** A rate as it is shown, to ten places. */
export function rateText(rate: Exact): DecimalText {
  return textOf(rate.decimalPlaces() <= 10 ? rate : rate.toDecimalPlaces(10));
}

/** Rounded to the places of the currency, halves away from zero. */
export function rounded(value: Exact, places: number): Exact {
  const known = settled(value);
  return known.decimalPlaces() <= places ? known : known.toDecimalPlaces(places);
}

/** Without what divisions have left in the last figures, which must not decide which way a half goes. */
export function settled(value: Exact): Exact {
  return value.precision() > significantFigures ? value.toSignificantDigits(significantFigures) : value;
}

/** A rounded amount with all the places of its currency. */
export function amountText(value: Exact, places: number): DecimalText {
  const text = value.isZero() ? "0" : value.toFixed();
  if (places === 0) return text;
  const point = text.indexOf(".");
  // Much faster than letting the library round what is rounded.
  return point < 0 ? `${text}.${"0".repeat(places)}` : text.padEnd(point + 1 + places, "0");
}

/** The sum of amounts that have the places of their currency. */
export function sumOfAmounts(amounts: readonly DecimalText[], places: number): Exact {
  const units = amounts.reduce((sum, amount) => sum + BigInt(amount.replace(".", "")), 0n);
  // A product is ten times as fast as a quotient.
  return new Exact(String(units)).times(places === 0 ? 1 : `0.${"1".padStart(places, "0")}`);
}

const Shown = Exact.clone({ precision: 14 });

/** A quotient to six places, to be shown; nothing is reckoned with it. */
export function shownQuotient(value: Exact, by: Exact, places = 6): DecimalText {
  return textOf(new Shown(value).div(by).toDecimalPlaces(places));
}

/** A decimal that the engine has written. */
export function figureOf(text: DecimalText): Exact {
  return text === "0" ? zero : new Exact(text);
}

const knownPlaces = new Map<string, number>();

/**
 * How many places a currency's minor unit has.
 *
 * @example minorPlaces("EUR") // 2, of JPY 0, of KWD 3
 */
export function minorPlaces(currency: string): number {
  let places = knownPlaces.get(currency);
  if (places === undefined) {
    // Formatters are slow to make, and there is a question for every statement.
    places = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    knownPlaces.set(currency, places);
  }
  return places;
}
