import {
  addDays,
  addGrains,
  addMonths,
  bucketEnd,
  bucketStart,
  type Calendar,
  checkDay,
  daysBetween,
  earlier,
  type Grain,
  later,
  monthsIn,
  weekStartOf,
} from "./calendar.ts";
import { badInput } from "./errors.ts";

/** A stretch of days, both ends included, and how it came about: the shape decides what it is compared with. */
export interface Period {
  /** What was asked for, in lower case but for FY, Q and W; for a comparison its dates, `2023-02-01..2023-02-28`. */
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly shape: PeriodShape;
}

export type PeriodShape =
  /** A whole day, week, month, quarter or year (also fiscal ones). */
  | { readonly kind: "calendar"; readonly grain: Grain }
  /** Two days and all between. */
  | { readonly kind: "range" }
  /** `last-12-months`: `count` units that end today. */
  | { readonly kind: "rolling"; readonly grain: Grain; readonly count: number }
  /** `month-to-date`: from the start of today's unit until today. */
  | { readonly kind: "toDate"; readonly grain: Grain };

/** The forms that `parsePeriod` reads, for error messages and documentation. */
export const periodForms =
  "2024, 2024-Q3, 2024-03, 2024-W14, 2024-01-15, 2024-01-15..2024-03-31, FY2024, FY2024-Q2, today, yesterday, " +
  "this-month, last-quarter (also week, year), last-90-days (also weeks, months, quarters, years), " +
  "month-to-date (also week, quarter, year)";

/**
 * Reads a period.
 *
 * - `last-month` is the whole month before today's; `last-N-months` rolls: it ends today and starts on the day after
 *   today minus N months, so `last-12-months` on 2024-03-15 is 2023-03-16..2024-03-15.
 * - `FY2024` is the fiscal year that *starts* in 2024.
 * - `2024-W14` is an ISO week; where the company's week starts on another day than Monday, it is the company's week
 *   that holds that ISO week's Thursday.
 *
 * @throws badInput naming the text and listing the right forms
 * @example parsePeriod("2024-Q3", calendar) // { text: "2024-Q3", from: "2024-07-01", to: "2024-09-30", … }
 */
export function parsePeriod(text: string, calendar: Calendar): Period {
  const trimmed = text.trim();
  const period = parseFixed(trimmed, calendar) ?? parseRelative(trimmed.toLowerCase(), calendar);
  if (period) return period;
  throw badInput(`period ${JSON.stringify(text)} is not understood, expected one of ${periodForms}`);
}

function parseFixed(text: string, calendar: Calendar): Period | undefined {
  const range = /^(\S+?)\s*\.\.\s*(\S+)$/.exec(text);
  if (range) return parseRange(text, range[1]!, range[2]!);
  const parts = /^(FY)?(\d{4})(?:-(?:Q([1-4])|W(\d{2})|(\d{2})(?:-(\d{2}))?))?$/i.exec(text);
  if (!parts) return undefined;
  const [, fiscal, year, quarter, week, month, day] = parts;
  if (Number(year) < 1) throw badInput(`period ${JSON.stringify(text)}: years start with 0001`);
  if (fiscal && (week || month)) return undefined;
  const yearStart = `${year}-${fiscal ? String(calendar.fiscalYearStart).padStart(2, "0") : "01"}-01`;
  const name = text.toUpperCase();
  if (quarter) return wholeBucket(name, addMonths(yearStart, 3 * (Number(quarter) - 1)), "quarter");
  if (week) {
    const start = weekStartOf(Number(year), Number(week), calendar);
    if (!start)
      throw badInput(`period ${JSON.stringify(text)}: ${year} has no week ${week}, expected W01 to W52 or W53`);
    return wholeBucket(name, start, "week");
  }
  if (day) return wholeBucket(name, checkDay(text, "period"), "day");
  if (!month) return wholeBucket(name, yearStart, "year");
  if (Number(month) < 1 || Number(month) > 12) {
    throw badInput(`period ${JSON.stringify(text)}: there is no month ${month}, expected 01 to 12`);
  }
  return wholeBucket(name, `${year}-${month}-01`, "month");
}

function parseRange(text: string, first: string, last: string): Period {
  const from = checkDay(first, `period ${JSON.stringify(text)}`);
  const to = checkDay(last, `period ${JSON.stringify(text)}`);
  if (from > to) throw badInput(`period ${JSON.stringify(text)}: it ends before it starts, expected ${to}..${from}`);
  return { text: `${from}..${to}`, from, to, shape: { kind: "range" } };
}

function parseRelative(text: string, calendar: Calendar): Period | undefined {
  const { today } = calendar;
  if (text === "today") return wholeBucket(text, today, "day");
  if (text === "yesterday") return wholeBucket(text, addDays(today, -1), "day");
  const whole = /^(this|last)-(week|month|quarter|year)$/.exec(text);
  if (whole) {
    const grain = whole[2] as Grain;
    const start = bucketStart(today, grain, calendar);
    return wholeBucket(text, whole[1] === "this" ? start : addGrains(start, grain, -1), grain);
  }
  const toDate = /^(week|month|quarter|year)-to-date$/.exec(text);
  if (toDate) {
    const grain = toDate[1] as Grain;
    return { text, from: bucketStart(today, grain, calendar), to: today, shape: { kind: "toDate", grain } };
  }
  const rolling = /^last-(\d+)-(day|week|month|quarter|year)s?$/.exec(text);
  if (!rolling) return undefined;
  const count = Number(rolling[1]);
  const grain = rolling[2] as Grain;
  if (count < 1 || count > 3660 || (monthsIn[grain] ?? 0) * count > 12 * 200) {
    throw badInput(`period ${JSON.stringify(text)}: ${count} ${grain}s, expected at least 1 and at most 200 years`);
  }
  const from = addDays(addGrains(today, grain, -count), 1);
  return { text, from, to: today, shape: { kind: "rolling", grain, count } };
}

function wholeBucket(text: string, from: string, grain: Grain): Period {
  return { text, from, to: bucketEnd(from, grain), shape: { kind: "calendar", grain } };
}

/**
 * The parts of a period by a grain, in order. They tile the period: the first and the last are cut at its ends.
 *
 * @throws badInput when there are more than 100 000
 * @example bucketsOf(parsePeriod("2024-01-15..2024-02-10", calendar), "month", calendar)
 *   // [{ from: "2024-01-15", to: "2024-01-31" }, { from: "2024-02-01", to: "2024-02-10" }]
 */
export function bucketsOf(
  period: Pick<Period, "from" | "to">,
  grain: Grain,
  calendar: Pick<Calendar, "weekStart">,
): { from: string; to: string }[] {
  if (daysBetween(period.from, period.to) > 100_000) {
    throw badInput(`period ${period.from}..${period.to} is too long to split, expected at most 100000 days`);
  }
  const buckets: { from: string; to: string }[] = [];
  let start = bucketStart(period.from, grain, calendar);
  while (start <= period.to) {
    const next = addGrains(start, grain, 1);
    buckets.push({
      from: later(start, period.from),
      to: earlier(addDays(next, -1), period.to),
    });
    start = next;
  }
  return buckets;
}
