import type { Grain } from "@salesglass/core";
import type { Bucket } from "./mix.ts";

/** Days have no time zone here: they are read and written as UTC. */
const utc = (day: string) => new Date(`${day}T00:00Z`);

/** @example daysLabel("2024-01-01", "2024-03-31", "en") // "Jan 1 – Mar 31, 2024" */
export function daysLabel(from: string, to: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" }).formatRange(utc(from), utc(to));
}

/** @example stepLabel({ start: "2024-07-01", … }, "quarter", "en") // "Q3 2024" */
export function stepLabel({ start, from, to }: Bucket, grain: Grain, locale: string): string {
  const write = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
  if (grain === "year") return write({ year: "numeric" }).format(utc(start));
  if (grain === "quarter") {
    const [year, quarter] = [start.slice(0, 4), Math.floor(utc(start).getUTCMonth() / 3) + 1];
    return locale.startsWith("zh") ? `${year} 第 ${quarter} 季度` : `Q${quarter} ${year}`;
  }
  if (grain === "month") return write({ month: "short", year: "numeric" }).format(utc(start));
  const days = write({ day: "numeric", month: "short" });
  return grain === "day" ? days.format(utc(start)) : days.formatRange(utc(from), utc(to));
}

export function percent(share: number, locale: string, digits = 0): string {
  const options = { style: "percent", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(locale, options).format(share);
}

/** @example points(0.021, "en") // "+2.1" */
export function points(difference: number, locale: string): string {
  const options = { signDisplay: "exceptZero", minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, options).format(difference * 100);
}

/** As many digits for each, as in the elements: amounts stand below each other. */
const threeDigits = { minimumSignificantDigits: 3, maximumSignificantDigits: 3 } as const;

export function money(amount: number, currency: string | undefined, locale: string): string {
  const style = currency ? ({ style: "currency", currency, currencyDisplay: "narrowSymbol" } as const) : {};
  return new Intl.NumberFormat(locale, { ...style, notation: "compact", ...threeDigits }).format(amount);
}
