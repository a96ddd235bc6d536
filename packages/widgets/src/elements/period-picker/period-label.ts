import { msg, str } from "@lit/localize";
import { formatPeriod } from "../../format/date.ts";
import type { Days } from "./periods.ts";

/**
 * What people call a period, apart from its days; nothing where the days say it all.
 *
 * @example periodLabel("this-month", days) // "This month"
 * @example periodLabel("2024-07", days) // undefined: "July 2024" needs no other name
 */
export function periodLabel(text: string, days: Days | undefined): string | undefined {
  const preset = presetLabel(text.toLowerCase());
  if (preset) return preset;
  if (days?.kind === "rolling" && days.count !== undefined) return rollingLabel(days.count, days.unit);
  const [, year = "", letter, number = ""] = /^(FY\d{4}|\d{4})(?:-([QWP])(\d+))?$/i.exec(text) ?? [];
  const name = year.toUpperCase();
  if (letter?.toUpperCase() === "Q") return msg(str`Q${number} ${name}`, { id: "named-quarter" });
  if (letter?.toUpperCase() === "W") return msg(str`Week ${Number(number)}, ${name}`, { id: "named-week" });
  if (letter) return msg(str`P${Number(number)} ${name}`, { id: "named-fiscal-month" });
  return name.startsWith("FY") ? name : undefined;
}

/** The days of a period, as people say them. */
export function daysLabel({ from, to }: Days, locale: string): string {
  return formatPeriod(from, to, locale);
}

function rollingLabel(count: number, unit: Days["unit"]): string | undefined {
  switch (unit) {
    case "day":
      return msg(str`Last ${count} days`, { id: "last-days" });
    case "week":
      return msg(str`Last ${count} weeks`, { id: "last-weeks" });
    case "month":
      return msg(str`Last ${count} months`, { id: "last-months" });
    case "quarter":
      return msg(str`Last ${count} quarters`, { id: "last-quarters" });
    default:
      return msg(str`Last ${count} years`, { id: "last-years" });
  }
}

function presetLabel(text: string): string | undefined {
  switch (text) {
    case "today":
      return msg("Today", { id: "today" });
    case "yesterday":
      return msg("Yesterday", { id: "yesterday" });
    case "this-week":
      return msg("This week", { id: "this-week" });
    case "last-week":
      return msg("Last week", { id: "last-week" });
    case "week-to-date":
      return msg("Week to date", { id: "week-to-date" });
    case "this-month":
      return msg("This month", { id: "this-month" });
    case "last-month":
      return msg("Last month", { id: "last-month" });
    case "month-to-date":
      return msg("Month to date", { id: "month-to-date" });
    case "this-quarter":
      return msg("This quarter", { id: "this-quarter" });
    case "last-quarter":
      return msg("Last quarter", { id: "last-quarter" });
    case "quarter-to-date":
      return msg("Quarter to date", { id: "quarter-to-date" });
    case "this-year":
      return msg("This year", { id: "this-year" });
    case "last-year":
      return msg("Last year", { id: "last-year" });
    case "year-to-date":
      return msg("Year to date", { id: "year-to-date" });
    case "this-fiscal-month":
      return msg("This fiscal month", { id: "this-fiscal-month" });
    case "last-fiscal-month":
      return msg("Last fiscal month", { id: "last-fiscal-month" });
    case "fiscal-month-to-date":
      return msg("Fiscal month to date", { id: "fiscal-month-to-date" });
    case "this-fiscal-quarter":
      return msg("This fiscal quarter", { id: "this-fiscal-quarter" });
    case "last-fiscal-quarter":
      return msg("Last fiscal quarter", { id: "last-fiscal-quarter" });
    case "fiscal-quarter-to-date":
      return msg("Fiscal quarter to date", { id: "fiscal-quarter-to-date" });
    case "this-fiscal-year":
      return msg("This fiscal year", { id: "this-fiscal-year" });
    case "last-fiscal-year":
      return msg("Last fiscal year", { id: "last-fiscal-year" });
    case "fiscal-year-to-date":
      return msg("Fiscal year to date", { id: "fiscal-year-to-date" });
    default:
      return undefined;
  }
}
