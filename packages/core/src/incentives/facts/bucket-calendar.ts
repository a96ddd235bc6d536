import type { BucketCalendar } from "../../calendar.ts";

const calendars = new Map<string, BucketCalendar>();

/** What of a calendar parts days, one object for equal ones: the engine keeps what it has looked up by it. */
export function bucketCalendarOf({ fiscalYearStart, weekStart, fiscalPattern }: BucketCalendar): BucketCalendar {
  const key = `${fiscalYearStart} ${weekStart} ${fiscalPattern}`;
  const calendar = calendars.get(key) ?? { fiscalYearStart, weekStart, ...(fiscalPattern && { fiscalPattern }) };
  calendars.set(key, calendar);
  return calendar;
}
