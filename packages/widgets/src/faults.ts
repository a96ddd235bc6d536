import { msg, str } from "@lit/localize";

/** The element's attributes ask for what there is not: told as a fault of the set-up, not of the server. */
export class Misconfigured extends Error {
  override readonly name = "Misconfigured";
}

/**
 * What is wrong with an attribute that must be one of some words, if anything. One that isn't set is right.
 *
 * @example faultOfChoice("compare", "last-year", ["previous-period", "previous-year"])
 * // 'compare="last-year" is not known; it can be previous-period, previous-year.'
 */
export function faultOfChoice(
  name: string,
  value: string | number | null | undefined,
  choices: readonly string[],
): string | undefined {
  const word = String(value ?? "");
  if (word === "" || choices.includes(word)) return undefined;
  const known = choices.join(", ");
  return msg(str`${name}="${word}" is not known; it can be ${known}.`, { id: "unknown-value" });
}

/** What is wrong with an attribute that must be a number, if anything. */
export function faultOfNumber(name: string, value: number | null | undefined, example: number): string | undefined {
  if (!Number.isNaN(value)) return undefined;
  return msg(str`${name} is no number; it can be ${example}.`, { id: "no-number" });
}

/** What to say of a `where` that is no JSON object. */
export function faultOfWhere(text: string): string {
  const example = '{"channel":{"in":["online"]}}';
  return msg(str`where is no JSON object such as ${example}: ${text}`, { id: "bad-where" });
}

/** What to say of a period that there is not. */
export function faultOfPeriod(period: string): string {
  const forms = "2024, 2024-Q3, 2024-03, 2024-01-15..2024-03-31, this-quarter, last-month, last-90-days, year-to-date";
  return msg(str`“${period}” is no period; it can be ${forms}.`, { id: "no-period" });
}

/** What is wrong with an attribute that must be a day, if anything. One that isn't set, or is empty, is right. */
export function faultOfDay(name: string, value: string | null | undefined): string | undefined {
  if (!value || isDay(value)) return undefined;
  return msg(str`${name}="${value}" is no day; it can be 2024-02-29.`, { id: "no-day" });
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
