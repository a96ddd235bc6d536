import type { Calendar, Grain } from "@salesglass/core";
import { moveMonths, numberOf, partsOf, weekdayOf } from "./days.ts";

/** The first days of every bucket of a grain, ascending, over all the years that tests have days in. */
export type Buckets = readonly number[];

const years = { first: 2012, last: 2032 };

/**
 * Finds them by going through the days one by one and asking of each whether a bucket starts on it: slow, and hard to
 * get wrong.
 */
export function bucketsOf(grain: Grain, calendar: Calendar): Buckets {
  const key = JSON.stringify([grain, calendar.weekStart, calendar.fiscalYearStart, patternOf(calendar)]);
  const known = cache.get(key);
  if (known) return known;
  const starts: number[] = [];
  const isStart = startTest(grain, calendar);
  for (let day = numberOf(`${years.first}-01-01`); day < numberOf(`${years.last}-01-01`); day++) {
    if (isStart(day)) starts.push(day);
  }
  cache.set(key, starts);
  return starts;
}

const cache = new Map<string, Buckets>();

/** The place of the bucket that holds the day. */
export function indexOf(day: number, buckets: Buckets): number {
  let low = 0;
  let high = buckets.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (buckets[middle]! <= day) low = middle;
    else high = middle;
  }
  return low;
}

export function startOf(day: number, grain: Grain, calendar: Calendar): number {
  const buckets = bucketsOf(grain, calendar);
  return buckets[indexOf(day, buckets)]!;
}

/** Whether every bucket of `outer` starts with one of `inner`. */
export function nests(inner: Grain, outer: Grain, calendar: Calendar): boolean {
  const key = JSON.stringify([inner, outer, calendar]);
  const known = nested.get(key) ?? startsWith(inner, outer, calendar);
  nested.set(key, known);
  return known;
}

const nested = new Map<string, boolean>();

function startsWith(inner: Grain, outer: Grain, calendar: Calendar): boolean {
  const starts = new Set(bucketsOf(inner, calendar));
  // The very first bucket of the years may be cut off.
  return bucketsOf(outer, calendar).every((start, index) => index === 0 || starts.has(start));
}

function startTest(grain: Grain, calendar: Calendar): (day: number) => boolean {
  const { weekStart, fiscalYearStart } = calendar;
  const everyMonths = (size: number, first: number) => (day: number) => {
    const { month, date } = partsOf(day);
    return date === 1 && (month - first + 12) % size === 0;
  };
  const size = { month: 1, quarter: 3, year: 12, fiscalMonth: 1, fiscalQuarter: 3, fiscalYear: 12 };
  switch (grain) {
    case "day":
      return () => true;
    case "week":
      return (day) => weekdayOf(day) === weekStart;
    case "month":
    case "quarter":
    case "year":
      return everyMonths(size[grain], 1);
    default: {
      if (patternOf(calendar) === "MONTHS") return everyMonths(size[grain], fiscalYearStart);
      const months = fiscalMonthsByWeeks(calendar);
      const starts = new Set(months.filter((_, index) => index % size[grain] === 0));
      return (day) => starts.has(day);
    }
  }
}

function patternOf(calendar: Calendar): string {
  return (calendar as { fiscalPattern?: string }).fiscalPattern ?? "MONTHS";
}

/** First days of the fiscal months of the retail calendar, from the first month of a fiscal year. */
function fiscalMonthsByWeeks(calendar: Calendar): number[] {
  const weeks = patternOf(calendar).split("-").map(Number);
  const starts: number[] = [];
  for (let year = years.first; year < years.last; year++) {
    let start = firstOfYear(year, calendar);
    for (let month = 0; month < 12; month++) {
      starts.push(start);
      start += 7 * weeks[month % 3]!;
    }
  }
  return starts;
}

/** The company's first day of the week that is nearest to the 1st of the month. */
function firstOfYear(year: number, { fiscalYearStart, weekStart }: Calendar): number {
  const first = moveMonths(numberOf(`${year}-01-01`), fiscalYearStart - 1);
  return [-3, -2, -1, 0, 1, 2, 3].map((away) => first + away).find((day) => weekdayOf(day) === weekStart)!;
}

/** Year and number of the ISO week that shares its Thursday with the company's week that holds the day. */
export function isoWeek(day: number, calendar: Calendar): { year: number; week: number } {
  let thursday = startOf(day, "week", calendar);
  while (weekdayOf(thursday) !== 4) thursday++;
  const { year } = partsOf(thursday);
  return { year, week: Math.floor((thursday - numberOf(`${year}-01-01`)) / 7) + 1 };
}

/** First day of the company's week with this number, or undefined where the year has none. */
export function weekOf(year: number, week: number, calendar: Calendar): number | undefined {
  let numbered = numberedWeeks.get(calendar.weekStart);
  if (!numbered) {
    const named = bucketsOf("week", calendar).map((start) => [nameOf(isoWeek(start, calendar)), start] as const);
    numbered = new Map(named);
    numberedWeeks.set(calendar.weekStart, numbered);
  }
  return numbered.get(nameOf({ year, week }));
}

const numberedWeeks = new Map<number, Map<string, number>>();

function nameOf({ year, week }: { year: number; week: number }): string {
  return `${year}-${week}`;
}
