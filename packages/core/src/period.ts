import {
  addDays,
  addGrains,
  addMonths,
  type BucketCalendar,
  bucketEnd,
  bucketStart,
  type Calendar,
  checkDay,
  daysBetween,
  earlier,
  firstOfFiscalYear,
  type Grain,
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
  "2024, 2024-Q3, 2024-03, 2024-W14, 2024-01-15, 2024-01-15..2024-03-31, FY2024, FY2024-Q2, FY2024-P03, " +
  "today, yesterday, this-month, last-quarter (also week, year, fiscal-month, fiscal-quarter, fiscal-year), " +
  "last-90-days (also weeks, months, quarters, years), " +
  "month-to-date (also week, quarter, year, fiscal-month, fiscal-quarter, fiscal-year)";

const years = { first: 1000, last: 2999 };
const longest = { years: 200, days: 73_050 };

/**
 * Reads a period.
 *
 * - `last-month` is the whole month before today's; `last-N-months` rolls: it ends today and starts on the day after
 *   today minus N months, so `last-12-months` on 2024-03-15 is 2023-03-16..2024-03-15.
 * - `FY2024` is the fiscal year that *starts* in 2024, `FY2024-P03` its third month. Where fiscal years are made of
 *   weeks it starts by the 1st of a month in 2024, which can mean in the last days of December 2023.
 * - `2024-W14` is an ISO week; where the company's week starts on another day than Monday, it is the company's week
 *   that holds that ISO week's Thursday.
 *
 * @throws badInput naming the text and what would be right
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
  const parts = /^(FY)?(\d{4})(?:-(?:([QWP])(\d+)|(\d{2})(?:-(\d{2}))?))?$/i.exec(text);
  if (!parts) return undefined;
  const [, fiscal, year = "", letter, ordinal = "", month, day] = parts;
  if (Number(year) < years.first || Number(year) > years.last) {
    throw badInput(`period ${JSON.stringify(text)}: the year ${year}, expected ${years.first} to ${years.last}`);
  }
  if (day) return wholeBucket(text, checkDay(text, "period"), "day", calendar);
  const named = { text, year, unit: letter?.toUpperCase() ?? (month && "M"), number: month ?? ordinal };
  const period = fiscal ? fiscalPeriod(named, calendar) : calendarPeriod(named, calendar);
  return { ...period, text: text.toUpperCase() };
}

/** A year, or its part: the unit is Q, W, P, or M for a month without a letter. */
interface NamedPeriod {
  readonly text: string;
  readonly year: string;
  readonly unit: string | undefined;
  readonly number: string;
}

function calendarPeriod({ text, year, unit, number }: NamedPeriod, calendar: Calendar): Period {
  const start = `${year}-01-01`;
  if (!unit) return wholeBucket(text, start, "year", calendar);
  if (unit === "Q") return wholeBucket(text, addMonths(start, 3 * quarterOf(text, number)), "quarter", calendar);
  if (unit === "M") return wholeBucket(text, addMonths(start, monthOf(text, number, "")), "month", calendar);
  if (unit === "P") {
    throw badInput(`period ${JSON.stringify(text)}: P is a month of a fiscal year, expected FY${year}-P01 to P12`);
  }
  const week = number.length === 2 ? weekStartOf(Number(year), Number(number), calendar) : undefined;
  if (week) return wholeBucket(text, week, "week", calendar);
  const last = weekStartOf(Number(year), 53, calendar) ? 53 : 52;
  throw badInput(`period ${JSON.stringify(text)}: ${year} has no week ${number}, expected W01 to W${last}`);
}

function fiscalPeriod({ text, year, unit, number }: NamedPeriod, calendar: Calendar): Period {
  const start = firstOfFiscalYear(Number(year), calendar);
  const nth = (grain: Grain, before: number) =>
    wholeBucket(text, addGrains(start, grain, before, calendar), grain, calendar);
  if (!unit) return nth("fiscalYear", 0);
  if (unit === "Q") return nth("fiscalQuarter", quarterOf(text, number));
  if (unit === "P") return nth("fiscalMonth", monthOf(text, number, "P"));
  const expected = `FY${year}, FY${year}-Q1 to Q4 or FY${year}-P01 to P12`;
  throw badInput(`period ${JSON.stringify(text)} is no part of a fiscal year, expected ${expected}`);
}

/** Whole quarters before the one of this number. */
function quarterOf(text: string, number: string): number {
  if (/^[1-4]$/.test(number)) return Number(number) - 1;
  throw badInput(`period ${JSON.stringify(text)}: there is no quarter ${number}, expected Q1 to Q4`);
}

/** Whole months before the one of this number. */
function monthOf(text: string, number: string, prefix: string): number {
  if (/^(0[1-9]|1[0-2])$/.test(number)) return Number(number) - 1;
  throw badInput(
    `period ${JSON.stringify(text)}: there is no month ${prefix}${number}, expected ${prefix}01 to ${prefix}12`,
  );
}

function parseRange(text: string, first: string, last: string): Period {
  const from = checkDay(first, `period ${JSON.stringify(text)}`);
  const to = checkDay(last, `period ${JSON.stringify(text)}`);
  if (from > to) throw badInput(`period ${JSON.stringify(text)}: it ends before it starts, expected ${to}..${from}`);
  if (Number(from.slice(0, 4)) < years.first || Number(to.slice(0, 4)) > years.last) {
    throw badInput(`period ${JSON.stringify(text)}: expected years from ${years.first} to ${years.last}`);
  }
  const days = daysBetween(from, to) + 1;
  if (days > longest.days) {
    throw badInput(`period ${JSON.stringify(text)}: ${days} days, expected at most ${longest.years} years`);
  }
  return { text: `${from}..${to}`, from, to, shape: { kind: "range" } };
}

function parseRelative(text: string, calendar: Calendar): Period | undefined {
  const { today } = calendar;
  if (text === "today") return wholeBucket(text, today, "day", calendar);
  if (text === "yesterday") return wholeBucket(text, addDays(today, -1), "day", calendar);
  const whole = /^(this|last)-(week|(?:fiscal-)?(?:month|quarter|year))$/.exec(text);
  if (whole) {
    const grain = grainOf(whole[2]!);
    const start = bucketStart(today, grain, calendar);
    return wholeBucket(text, whole[1] === "this" ? start : addGrains(start, grain, -1, calendar), grain, calendar);
  }
  const toDate = /^(week|(?:fiscal-)?(?:month|quarter|year))-to-date$/.exec(text);
  if (toDate) {
    const grain = grainOf(toDate[1]!);
    return { text, from: bucketStart(today, grain, calendar), to: today, shape: { kind: "toDate", grain } };
  }
  const rolling = /^last-(\d+)-(day|week|month|quarter|year)s?$/.exec(text);
  if (!rolling) return undefined;
  const count = Number(rolling[1]);
  const grain = rolling[2] as Grain;
  const most = monthsIn[grain] ? (12 * longest.years) / monthsIn[grain] : 3660;
  if (count < 1 || count > most) {
    throw badInput(`period ${JSON.stringify(text)}: ${rolling[1]} ${grain}s, expected 1 to ${most}`);
  }
  const from = addDays(addGrains(today, grain, -count, calendar), 1);
  return { text, from, to: today, shape: { kind: "rolling", grain, count } };
}

/** @example grainOf("fiscal-month") // "fiscalMonth" */
function grainOf(words: string): Grain {
  return words.replace(/-(.)/, (_, letter: string) => letter.toUpperCase()) as Grain;
}

function wholeBucket(text: string, from: string, grain: Grain, calendar: Calendar): Period {
  return { text, from, to: bucketEnd(from, grain, calendar), shape: { kind: "calendar", grain } };
}

/** A part of a period; `start` is the bucket's own first day, before `from` where the period cuts it off. */
export interface Bucket {
  readonly start: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The parts of a period by a grain, in order. They tile the period: the first and the last are cut at its ends.
 *
 * @throws badInput when there can be more than 100 000
 * @example bucketsOf(parsePeriod("2024-01-15..2024-02-10", calendar), "month", calendar)
 *   // [{ start: "2024-01-01", from: "2024-01-15", to: "2024-01-31" },
 *   //  { start: "2024-02-01", from: "2024-02-01", to: "2024-02-10" }]
 */
export function bucketsOf(period: Pick<Period, "from" | "to">, grain: Grain, calendar: BucketCalendar): Bucket[] {
  if (daysBetween(period.from, period.to) > 100_000) {
    throw badInput(`period ${period.from}..${period.to} is too long to split, expected at most 100000 days`);
  }
  const buckets: Bucket[] = [];
  let { from } = period;
  let start = bucketStart(from, grain, calendar);
  while (from <= period.to) {
    const end = bucketEnd(start, grain, calendar);
    buckets.push({ start, from, to: earlier(end, period.to) });
    start = addDays(end, 1);
    from = start;
  }
  return buckets;
}
