import { badInput } from "./errors.ts";

// Days as whole numbers counted from 1970-01-01, and months counted from January of the year 0. Everything here is
// arithmetic in UTC: no clock is read, and the process's time zone plays no part.

const millisecondsPerDay = 86_400_000;

/**
 * Days that were written, and what they were written of: a question by day comes back to the same few thousand, and to
 * write and read them takes longer than all else that is done to them.
 */
const days = new Map<number, string>();
const serials = new Map<string, number>();
const mostDays = 50_000;

/** @example serialOf("1970-01-02") // 1 */
export function serialOf(day: string): number {
  return serials.get(day) ?? read(day);
}

/**
 * @throws badInput for a day that `YYYY-MM-DD` can't write: days compare as text, which holds for four digits only
 * @example dayOf(1) // "1970-01-02"
 */
export function dayOf(serial: number): string {
  return days.get(serial) ?? keep(serial, write(serial));
}

function keep(serial: number, day: string): string {
  if (days.size >= mostDays) {
    days.clear();
    serials.clear();
  }
  days.set(serial, day);
  serials.set(day, serial);
  return day;
}

function read(day: string): number {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  return monthStart(month) + Number(day.slice(8, 10)) - 1;
}

function write(serial: number): string {
  const text = new Date(serial * millisecondsPerDay).toISOString();
  if (text.length === 24) return text.slice(0, 10);
  throw badInput(`a day in the year ${Number(text.slice(0, 7))} is out of range, expected years from 0000 to 9999`);
}

/** 1 (Monday) to 7 (Sunday). */
export function weekdayOf(serial: number): number {
  return modulo(serial + 3, 7) + 1;
}

/** The month that holds a day: 12 × year + month − 1. */
export function monthOf(serial: number): number {
  const date = new Date(serial * millisecondsPerDay);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

/** First day of a month, the inverse of `monthOf`. */
export function monthStart(month: number): number {
  // Counted from a year that Date.UTC doesn't take for an abbreviation, as it does 0 to 99.
  return Date.UTC(2000, month - 2000 * 12) / millisecondsPerDay;
}

/** The last day, not after `serial`, that is this weekday. */
export function weekdayBefore(serial: number, weekday: number): number {
  return serial - modulo(weekdayOf(serial) - weekday, 7);
}

/** The remainder that is never negative. */
export function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
