import { daysIn } from "../../format/date.ts";
import {
  addDays,
  addMonths,
  type CompanyCalendar,
  endOf,
  firstOf,
  monthOf,
  startOf,
  thursdayOf,
  type Unit,
} from "./calendar.ts";

/** The days that a period string stands for, and how it came about. */
export interface Days {
  readonly from: string;
  readonly to: string;
  /** A whole unit by its name, one that today lies in or the one before, until today, or days counted by themselves. */
  readonly kind: "named" | "this" | "last" | "to-date" | "rolling" | "range";
  readonly unit: Unit;
  /** Of rolling periods. */
  readonly count?: number;
}

/** The server reads periods; this tells their days beforehand. Undefined for what it would refuse. */
export function daysOf(text: string, calendar: CompanyCalendar): Days | undefined {
  const range = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text);
  if (range) {
    const [, from = "", to = ""] = range;
    return faultOfRange(from, to) ? undefined : { from, to, kind: "range", unit: "day" };
  }
  return namedDays(text.toUpperCase(), calendar) ?? relativeDays(text.toLowerCase(), calendar);
}

function namedDays(text: string, calendar: CompanyCalendar): Days | undefined {
  const parts = /^(FY)?(\d{4})(?:-(?:Q([1-4])|P(0[1-9]|1[0-2])|W(\d\d)|(\d\d)(?:-(\d\d))?))?$/.exec(text);
  if (!parts) return undefined;
  const [, fiscal, year = "", quarter, fiscalMonth, week, month, day] = parts;
  const named = (unit: Unit, from: string): Days => ({ from, to: endOf(from, unit, calendar), kind: "named", unit });
  if (fiscal ? week || month : fiscalMonth) return undefined;
  if (day) return isDay(text) ? named("day", text) : undefined;
  if (month) return isDay(`${text}-01`) ? named("month", `${text}-01`) : undefined;
  if (week) {
    // The week that holds the year's first Thursday is the first.
    const first = startOf(`${year}-01-04`, "week", { ...calendar, weekStart: 1 });
    const thursday = addDays(first, 7 * (Number(week) - 1) + 3);
    return thursday.startsWith(year) ? named("week", startOf(thursday, "week", calendar)) : undefined;
  }
  const index = 12 * Number(year) + (quarter ? 3 * Number(quarter) - 3 : fiscalMonth ? Number(fiscalMonth) - 1 : 0);
  const unit = `${fiscal ? "fiscal-" : ""}${quarter ? "quarter" : fiscalMonth ? "month" : "year"}` as Unit;
  return named(unit, firstOf(index, unit, calendar));
}

function relativeDays(text: string, calendar: CompanyCalendar): Days | undefined {
  const { today } = calendar;
  if (text === "today") return { from: today, to: today, kind: "this", unit: "day" };
  if (text === "yesterday") return { from: addDays(today, -1), to: addDays(today, -1), kind: "last", unit: "day" };
  const whole = /^(this|last)-(week|(?:fiscal-)?(?:month|quarter|year))$/.exec(text);
  if (whole) {
    const [kind, unit] = [whole[1] as "this" | "last", whole[2] as Unit];
    const from = startOf(today, unit, calendar, kind === "this" ? 0 : -1);
    return { from, to: endOf(from, unit, calendar), kind, unit };
  }
  const toDate = /^(week|(?:fiscal-)?(?:month|quarter|year))-to-date$/.exec(text)?.[1] as Unit | undefined;
  if (toDate) return { from: startOf(today, toDate, calendar), to: today, kind: "to-date", unit: toDate };
  const rolling = /^last-([1-9]\d{0,3})-(day|week|month|quarter|year)s?$/.exec(text);
  if (!rolling) return undefined;
  const [count, unit] = [Number(rolling[1]), rolling[2] as Unit];
  const months = { day: 0, week: 0, month: 1, quarter: 3, year: 12 }[rolling[2] as "day" | "week" | "month"];
  const days = unit === "week" ? 7 : 1;
  const before = months ? addMonths(today, -count * months) : addDays(today, -count * days);
  return { from: addDays(before, 1), to: today, kind: "rolling", unit, count };
}

/**
 * The period before or after, as a period string: the neighbouring month of a month, as many days of a range; as many
 * months where a range is made of whole ones. What is counted up to today becomes a whole unit or a range.
 *
 * @example stepped("this-month", -1, calendar) // "2024-10"
 * @example stepped("2024-01-01..2024-02-29", 1, calendar) // "2024-03-01..2024-04-30"
 */
export function stepped(text: string, by: -1 | 1, calendar: CompanyCalendar): string | undefined {
  const days = daysOf(text, calendar);
  if (!days) return undefined;
  const { from, to, kind, unit } = days;
  if (kind !== "rolling" && kind !== "range") return nameOf(startOf(from, unit, calendar, by), unit, calendar);
  const next = addDays(to, 1);
  // From the 29th on not every month has the day.
  const wholeMonths = from.slice(8) === next.slice(8) && from.slice(8) < "29";
  const months = monthOf(next, "month", calendar) - monthOf(from, "month", calendar);
  if (wholeMonths && months > 0) return `${addMonths(from, by * months)}..${addDays(addMonths(next, by * months), -1)}`;
  const length = daysIn(from, to);
  return `${addDays(from, by * length)}..${addDays(to, by * length)}`;
}

/** The period string of the unit that starts on this day. */
function nameOf(start: string, unit: Unit, calendar: CompanyCalendar): string {
  const pad = (number: number) => String(number).padStart(2, "0");
  if (unit === "day") return start;
  if (unit === "week") {
    const thursday = thursdayOf(start);
    const week = Math.floor((daysIn(`${thursday.slice(0, 4)}-01-01`, thursday) - 1) / 7) + 1;
    return `${thursday.slice(0, 4)}-W${pad(week)}`;
  }
  const index = monthOf(start, unit, calendar);
  const year = `${unit.startsWith("fiscal") ? "FY" : ""}${String(Math.floor(index / 12)).padStart(4, "0")}`;
  const month = index % 12;
  if (unit.endsWith("year")) return year;
  if (unit.endsWith("quarter")) return `${year}-Q${month / 3 + 1}`;
  return unit === "month" ? `${year}-${pad(month + 1)}` : `${year}-P${pad(month + 1)}`;
}

/** What is wrong with two days as a range, if anything. */
export function faultOfRange(from: string, to: string): "missing" | "reversed" | "years" | "long" | undefined {
  if (!isDay(from) || !isDay(to)) return "missing";
  if (from > to) return "reversed";
  if (from < "1000" || to >= "3000") return "years";
  return daysIn(from, to) > 73_050 ? "long" : undefined;
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The periods on offer, in groups: fiscal ones where they are other days than the calendar's. */
export function presetsFor({ fiscalYearStart, fiscalPattern }: CompanyCalendar): readonly (readonly string[])[] {
  const weeks = fiscalPattern !== "MONTHS";
  const quarters = weeks || (fiscalYearStart - 1) % 3 !== 0;
  const years = weeks || fiscalYearStart !== 1;
  return [
    ["this-month", "last-month", "month-to-date"],
    ["this-quarter", "last-quarter", "quarter-to-date"],
    ["this-year", "last-year", "year-to-date"],
    weeks ? ["this-fiscal-month", "last-fiscal-month", "fiscal-month-to-date"] : [],
    quarters ? ["this-fiscal-quarter", "last-fiscal-quarter", "fiscal-quarter-to-date"] : [],
    years ? ["this-fiscal-year", "last-fiscal-year", "fiscal-year-to-date"] : [],
    ["last-90-days", "last-12-months"],
  ].filter((group) => group.length > 0);
}
