import type { Unit } from "../generated/graphql.ts";
import { intl } from "./intl.ts";

/** What a number is a number of. */
export interface Measure {
  readonly unit: Unit;
  readonly currency?: string | null | undefined;
}

/** From here on a figure is shortened ($1.23M, 123万) where a short one is wanted. */
const compactFrom = 100_000;

/** What stands for a figure that doesn't exist, such as a ratio to nothing. */
const absent = "–";

/**
 * A metric's value as people read it. Ratios are given as 0.12 and read as 12 %.
 *
 * @example formatValue(1234567, { unit: "MONEY", currency: "USD" }, "en", "short") // "$1.23M"
 * @example formatValue(1234567, { unit: "MONEY", currency: "CNY" }, "zh-CN", "short") // "¥123万"
 */
export function formatValue(
  value: number | null | undefined,
  measure: Measure,
  locale: string,
  length: "short" | "full" = "full",
): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return absent;
  return numberFormat(locale, optionsFor(value, measure, length)).format(value);
}

/**
 * An exact amount of money, to the smallest unit of its currency: what somebody is paid is never shortened or rounded.
 *
 * @example formatMoney("1234.5", "USD", "en") // "$1,234.50"
 */
export function formatMoney(amount: string, currency: string, locale: string): string {
  return numberFormat(locale, moneyStyle(currency)).format(amount as Intl.StringNumericLiteral);
}

/** An exact figure: whole, or with two decimals, so that they line up. */
export function formatDecimal(value: string, locale: string): string {
  const places = value.includes(".") ? 2 : 0;
  return numberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(
    value as Intl.StringNumericLiteral,
  );
}

/** @example formatRate("0.0525", "en") // "5.25%" */
export function formatRate(rate: string, locale: string): string {
  return numberFormat(locale, { style: "percent", maximumFractionDigits: 3 }).format(rate as Intl.StringNumericLiteral);
}

/** A relative change with its sign: 0.1234 is "+12.3%", 0.12 "+12.0%", so that they line up. Beyond a thousand percent a multiple says more: "×14". */
export function formatChange(change: number | null | undefined, locale: string): string {
  if (change === null || change === undefined || !Number.isFinite(change)) return absent;
  if (change >= 10) return `×${numberFormat(locale, { maximumSignificantDigits: 2 }).format(change + 1)}`;
  return numberFormat(locale, { style: "percent", ...oneDecimal, signDisplay: "exceptZero" }).format(change);
}

/** A difference of ratios in percentage points, without the word: 0.012 is "+1.2". */
export function formatPoints(difference: number | null | undefined, locale: string): string {
  if (difference === null || difference === undefined || !Number.isFinite(difference)) return absent;
  return numberFormat(locale, { ...oneDecimal, signDisplay: "exceptZero" }).format(difference * 100);
}

const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;

/** An axis label: always short. */
export function formatTick(value: number, measure: Measure, locale: string): string {
  const short = { notation: "compact", maximumFractionDigits: 1 } as const;
  if (measure.unit === "RATIO") {
    return numberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
  }
  if (measure.unit === "MONEY" && measure.currency) {
    return numberFormat(locale, { ...short, ...moneyStyle(measure.currency), minimumFractionDigits: 0 }).format(value);
  }
  return numberFormat(locale, short).format(value);
}

function optionsFor(value: number, { unit, currency }: Measure, length: "short" | "full"): Intl.NumberFormatOptions {
  const size = Math.abs(value);
  const compact = length === "short" && size >= compactFrom ? shortened : undefined;
  if (unit === "RATIO") return { style: "percent", ...oneDecimal };
  if (unit === "MONEY" && currency) {
    const places = size < 1000 && value % 1 !== 0 ? 2 : 0;
    const digits = compact ?? { minimumFractionDigits: places, maximumFractionDigits: places };
    return { ...moneyStyle(currency), ...digits };
  }
  const digits = compact ?? { maximumFractionDigits: unit === "COUNT" && size >= 100 ? 0 : 1 };
  return unit === "DAYS" ? { ...daysStyle, ...digits } : digits;
}

/** Shortened figures stand below each other: as many digits for each. */
const shortened = { notation: "compact", minimumSignificantDigits: 3, maximumSignificantDigits: 3 } as const;

/** "70.9 days", "70.9天". */
export const daysStyle = { style: "unit", unit: "day", unitDisplay: "long" } as const;

function moneyStyle(currency: string) {
  return { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
}

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return intl(Intl.NumberFormat, locale, options);
}
