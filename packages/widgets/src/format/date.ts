import type { Grain } from "../generated/graphql.ts";
import { intl } from "./intl.ts";

/** Days are `YYYY-MM-DD` strings of the company's calendar; UTC keeps them from moving with the reader's time zone. */
const utc = { timeZone: "UTC" } as const;

/** @example formatDay("2024-03-31", "en") // "Mar 31, 2024" */
export function formatDay(day: string | null | undefined, locale: string): string {
  if (!day) return "";
  return intl(Intl.DateTimeFormat, locale, { ...utc, dateStyle: "medium" }).format(asDate(day));
}

/**
 * A period as people say it: a whole year, quarter or month by its name, anything else from day to day.
 *
 * @example formatPeriod("2024-01-01", "2024-12-31", "en") // "2024"
 * @example formatPeriod("2024-07-01", "2024-09-30", "zh-CN") // "2024年7月 – 9月"
 */
export function formatPeriod(from: string, to: string, locale: string): string {
  const wholeMonths = from.endsWith("-01") && lastDayOfMonth(to) === to;
  if (wholeMonths && from.slice(4) === "-01-01" && to.slice(4) === "-12-31" && from.slice(0, 4) === to.slice(0, 4)) {
    return intl(Intl.DateTimeFormat, locale, { ...utc, year: "numeric" }).format(asDate(from));
  }
  const fields = wholeMonths
    ? ({ ...utc, month: from.slice(0, 7) === to.slice(0, 7) ? "long" : "short", year: "numeric" } as const)
    : ({ ...utc, day: "numeric", month: "short", year: "numeric" } as const);
  const format = intl(Intl.DateTimeFormat, locale, fields);
  return from === to ? format.format(asDate(from)) : format.formatRange(asDate(from), asDate(to));
}

/** A bucket's name on an axis: short, and with the year only where `withYear` asks for it. Quarters need words, see `metrics/buckets.ts`. */
export function formatBucket(from: string, grain: Grain, locale: string, withYear: boolean): string {
  const date = asDate(from);
  const year = withYear ? ({ year: "numeric" } as const) : {};
  switch (grain) {
    case "YEAR":
      return intl(Intl.DateTimeFormat, locale, { ...utc, year: "numeric" }).format(date);
    case "MONTH":
      return intl(Intl.DateTimeFormat, locale, { ...utc, month: "short", ...year }).format(date);
    default:
      return intl(Intl.DateTimeFormat, locale, { ...utc, day: "numeric", month: "short", ...year }).format(date);
  }
}

/** The last day of the bucket that begins on `from`, but for fiscal ones, whose length the company's calendar sets. */
export function bucketEnd(from: string, grain: Grain): string {
  const date = asDate(from);
  if (grain === "WEEK") date.setUTCDate(date.getUTCDate() + 6);
  if (grain === "MONTH") date.setUTCMonth(date.getUTCMonth() + 1, 0);
  if (grain === "QUARTER") date.setUTCMonth(date.getUTCMonth() + 3, 0);
  if (grain === "YEAR") date.setUTCFullYear(date.getUTCFullYear() + 1, 0, 0);
  return date.toISOString().slice(0, 10);
}

/** Whether the days make up a whole bucket: a period that begins or ends in the middle of one cuts it. */
export function isWhole(from: string, to: string, grain: Grain): boolean {
  if (grain === "DAY") return true;
  // Fiscal ones are not shorter than this, and one that is cut almost always is.
  const fewestDays = { FISCAL_MONTH: 28, FISCAL_QUARTER: 90, FISCAL_YEAR: 364 };
  if (grain in fewestDays) return daysIn(from, to) >= fewestDays[grain as keyof typeof fewestDays];
  const starts: Partial<Record<Grain, RegExp>> = {
    WEEK: /./,
    MONTH: /-01$/,
    QUARTER: /-(01|04|07|10)-01$/,
    YEAR: /-01-01$/,
  };
  return starts[grain]!.test(from) && to >= bucketEnd(from, grain);
}

/**
 * The grain in which a period of this name is best drawn: some 7 to 60 points.
 *
 * @example grainFor("2024") // "MONTH"
 * @example grainFor("this-month") // "DAY"
 */
export function grainFor(period: string): Grain {
  const days = roughDays(period);
  if (days <= 45) return "DAY";
  if (days <= 200) return "WEEK";
  if (/^FY|fiscal/i.test(period)) return "FISCAL_MONTH";
  return days <= 366 * 5 ? "MONTH" : "YEAR";
}

/** About how many days a period string covers. Only for choosing a grain: the server reads periods exactly. */
function roughDays(period: string): number {
  const [from, to] = period.split("..");
  if (from && to) return daysIn(from, to) || 366;
  const last = /^last-(\d+)-(day|week|month|quarter|year)s?$/.exec(period);
  const unitDays = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };
  if (last) return Number(last[1]) * unitDays[last[2] as keyof typeof unitDays];
  if (/^\d{4}-\d{2}-\d{2}$|day$/.test(period)) return 1;
  if (/-W\d{2}$|week/.test(period)) return 7;
  if (/-Q\d$|quarter/.test(period)) return 92;
  if (/^\d{4}-\d{2}$|-P\d{2}$|month/.test(period)) return 31;
  return 366;
}

/** @example daysIn("2024-01-01", "2024-01-31") // 31 */
export function daysIn(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
}

function asDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}

function lastDayOfMonth(day: string): string {
  return bucketEnd(`${day.slice(0, 7)}-01`, "MONTH");
}
