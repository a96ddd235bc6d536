import { afterAll, expect, it } from "vitest";
import {
  addDays,
  addGrains,
  bucketEnd,
  bucketStart,
  type Calendar,
  daysBetween,
  grains,
  isoWeekOf,
} from "./calendar.ts";
import { alignBuckets, comparisonPeriod, comparisons } from "./comparison.ts";
import { bucketsOf, parsePeriod } from "./period.ts";

// Nothing here reads the process's time zone. It would show around the days on which clocks change, which is where a
// day has 23 or 25 hours (or, in Samoa's last days of 2011, none at all).
const zones = ["America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "Europe/Berlin", "Pacific/Apia", "UTC"];
const days = ["2024-03-10", "2024-03-31", "2024-10-27", "2024-11-03", "2011-12-30", "2024-02-29", "2023-12-31"];
const calendars: Omit<Calendar, "today">[] = [
  { fiscalYearStart: 1, weekStart: 1 },
  { fiscalYearStart: 11, weekStart: 6 },
  { fiscalYearStart: 2, weekStart: 7, fiscalPattern: "4-5-4" },
];
const texts = ["2024-03", "FY2023", "FY2024-P02", "2020-W53", "last-2-weeks", "year-to-date", "this-fiscal-quarter"];

const ownZone = process.env.TZ;
afterAll(() => {
  if (ownZone === undefined) delete process.env.TZ;
  else process.env.TZ = ownZone;
});

it("answers alike wherever the process runs", () => {
  const answers = zones.map((zone) => {
    process.env.TZ = zone;
    expect(Intl.DateTimeFormat().resolvedOptions().timeZone, "the process takes the zone").toBe(zone);
    expect(new Date(2024, 0, 1).getTimezoneOffset(), "dates take the zone").toBe(offsets[zone]);
    return calendars.flatMap((calendar) => days.flatMap((today) => everything({ ...calendar, today })));
  });
  expect(answers[0]!.length).toBeGreaterThan(1000);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

/** Minutes west of Greenwich in January 2024. */
const offsets: Record<string, number> = {
  "America/New_York": 300,
  "Asia/Shanghai": -480,
  "Pacific/Kiritimati": -840,
  "Europe/Berlin": -60,
  "Pacific/Apia": -780,
  UTC: 0,
};

function everything(calendar: Calendar): unknown[] {
  const around = Array.from({ length: 5 }, (_, index) => addDays(calendar.today, index - 2));
  expect(daysBetween(around[0]!, around[4]!)).toBe(4);
  const buckets = grains.flatMap((grain) =>
    around.flatMap((day) => [
      bucketStart(day, grain, calendar),
      bucketEnd(day, grain, calendar),
      addGrains(day, grain, -7, calendar),
      isoWeekOf(day),
    ]),
  );
  const compared = texts.flatMap((text) =>
    comparisons.map((comparison) => {
      const period = parsePeriod(text, calendar);
      const other = comparisonPeriod(period, comparison, calendar);
      return [
        period,
        other,
        bucketsOf(period, "week", calendar),
        alignBuckets(period, other, comparison, "day", calendar),
      ];
    }),
  );
  return [around, ...buckets, ...compared];
}
