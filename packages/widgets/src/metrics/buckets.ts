import { msg, str } from "@lit/localize";
import { bucketEnd, formatBucket, formatPeriod } from "../format/date.ts";
import type { FiscalPattern, Grain } from "../generated/graphql.ts";

/** What of the company's calendar names its fiscal periods. */
export interface FiscalCalendar {
  readonly fiscalYearStart: number;
  readonly fiscalPattern: FiscalPattern;
}

/** A step of time: the first day of the whole bucket, and the days of it that the period holds. */
export interface Bucket {
  readonly start: string;
  readonly from: string;
  readonly to: string;
  readonly unfinished: boolean;
}

/** Fewer days than any whole bucket of the grain has. */
const fewestDays: Readonly<Record<string, number>> = { FISCAL_MONTH: 28, FISCAL_QUARTER: 90, FISCAL_YEAR: 364 };

const isFiscal = (grain: Grain): boolean => grain.startsWith("FISCAL");

/** Whether only a part of the bucket is shown: it has not ended, or the period cuts it. */
export function isIncomplete({ start, from, to, unfinished }: Bucket, grain: Grain): boolean {
  return unfinished || !isUncut({ start, from, to }, grain);
}

function isUncut({ start, from, to }: Omit<Bucket, "unfinished">, grain: Grain): boolean {
  if (from > start) return false;
  if (!isFiscal(grain)) return to >= bucketEnd(start, grain);
  return (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1 >= (fewestDays[grain] ?? 0);
}

/** Where a fiscal bucket stands: the year that it belongs to, and the number of its month and quarter. */
function placeOf(start: string, { fiscalYearStart }: FiscalCalendar) {
  // A year of weeks may begin some days before its month does: fifteen days on, every bucket is well inside its own.
  const inside = new Date(Date.parse(start) + 15 * 86_400_000);
  const month = (inside.getUTCMonth() + 1 - fiscalYearStart + 12) % 12;
  const year = inside.getUTCFullYear() - (inside.getUTCMonth() + 1 < fiscalYearStart ? 1 : 0);
  return { year: String(year), month: month + 1, quarter: Math.floor(month / 3) + 1 };
}

/** A bucket's name on an axis: short, and with the year only where `withYear` asks for it. */
export function bucketLabel(
  start: string,
  grain: Grain,
  calendar: FiscalCalendar,
  locale: string,
  withYear: boolean,
): string {
  if (grain === "QUARTER") return quarterName(placeOf(start, calendarYear).quarter, withYear ? start.slice(0, 4) : "");
  if (!isFiscal(grain)) return formatBucket(start, grain, locale, withYear);
  const { year, month, quarter } = placeOf(start, calendar);
  if (grain === "FISCAL_YEAR") return fiscalYear(year);
  if (grain === "FISCAL_QUARTER") return quarterName(quarter, withYear ? fiscalYear(year) : "");
  const short = `P${month}`;
  return withYear ? `${short} ${fiscalYear(year)}` : short;
}

/** A bucket's name in full: of a fiscal one also the days, which its number doesn't tell. */
export function bucketName(
  { start, from, to }: Bucket,
  grain: Grain,
  calendar: FiscalCalendar,
  locale: string,
): string {
  const days = formatPeriod(from, to, locale);
  return isFiscal(grain) ? `${bucketLabel(start, grain, calendar, locale, true)} (${days})` : days;
}

/** The year that begins anew on an axis: the fiscal one for fiscal buckets. */
export function yearOf(start: string, grain: Grain, calendar: FiscalCalendar): string {
  return isFiscal(grain) ? placeOf(start, calendar).year : start.slice(0, 4);
}

/**
 * The period string of a bucket: its name where the whole of it is shown, so that "the period before" means the
 * month before and not as many days; else from day to day.
 *
 * @example periodOf({ start: "2024-03-01", from: "2024-03-01", to: "2024-03-31", … }, "MONTH", calendar) // "2024-03"
 */
export function periodOf(bucket: Bucket, grain: Grain, calendar: FiscalCalendar): string {
  const { start, from, to } = bucket;
  if (grain === "DAY") return start;
  if (grain === "WEEK" || !isUncut(bucket, grain)) return `${from}..${to}`;
  const { year, month, quarter } = placeOf(start, calendar);
  switch (grain) {
    case "MONTH":
      return start.slice(0, 7);
    case "QUARTER":
      return `${start.slice(0, 4)}-Q${Math.floor((Number(start.slice(5, 7)) + 2) / 3)}`;
    case "YEAR":
      return start.slice(0, 4);
    case "FISCAL_MONTH":
      return `FY${year}-P${String(month).padStart(2, "0")}`;
    case "FISCAL_QUARTER":
      return `FY${year}-Q${quarter}`;
    default:
      return `FY${year}`;
  }
}

export const calendarYear = { fiscalYearStart: 1, fiscalPattern: "MONTHS" } as const;

function quarterName(quarter: number, year: string): string {
  return year ? msg(str`Q${quarter} ${year}`, { id: "named-quarter" }) : msg(str`Q${quarter}`, { id: "quarter" });
}

function fiscalYear(year: string): string {
  return msg(str`FY${year}`, { id: "fiscal-year" });
}
