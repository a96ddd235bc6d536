import { checkDay } from "../calendar.ts";
import type { Text } from "../metrics/definition.ts";
import { shown } from "../metrics/own-sql.ts";
import { suggest } from "../suggest.ts";
import { type DecimalText, readDecimal, textOf } from "./decimals.ts";

/**
 * An object that somebody wrote, read field by field. What is wrong is added to `faults` with its path, and reading
 * goes on with something harmless, so that all faults are found at once.
 */
export interface Fields {
  readonly path: string;
  readonly faults: string[];
  readonly values: Readonly<Record<string, unknown>>;
}

/** @example fieldsOf({ idd: "x" }, "components[0]", ["id", "label"], faults) // `components[0].idd: …, did you mean id?` */
export function fieldsOf(value: unknown, path: string, known: readonly string[], faults: string[]): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    faults.push(`${path || "plan"}: ${shown(value)}, expected an object with ${known.join(", ")}`);
    return { path, faults, values: {} };
  }
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    const near = suggest(name, known);
    const hint = near ? `did you mean ${near}?` : `expected one of ${known.join(", ")}`;
    faults.push(`${join(path, name)}: there is no such field, ${hint}`);
  }
  return { path, faults, values: value as Fields["values"] };
}

/** Notes a fault of a field. */
export function fault(fields: Fields, name: string, expected: string): void {
  fields.faults.push(`${join(fields.path, name)}: ${shown(fields.values[name])}, expected ${expected}`);
}

export function isAbsent(fields: Fields, name: string): boolean {
  return fields.values[name] === undefined || fields.values[name] === null;
}

/** A key in lower case with hyphens. */
export function readKey(fields: Fields, name: string): string {
  const value = fields.values[name];
  if (typeof value === "string" && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= 60) return value;
  fault(fields, name, "lower case with hyphens such as new-business, at most 60 letters");
  return "";
}

/** A text in both languages. */
export function readText(fields: Fields, name: string): Text {
  const value = fields.values[name];
  const example = '{ "en": "…", "zh-CN": "…" }';
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    fault(fields, name, example);
    return { en: "", "zh-CN": "" };
  }
  const text = fieldsOf(value, join(fields.path, name), ["en", "zh-CN"], fields.faults);
  for (const locale of ["en", "zh-CN"]) {
    const given = text.values[locale];
    if (typeof given !== "string" || given.trim() === "") fault(text, locale, `a text, as in ${example}`);
  }
  return value as Text;
}

export function readNote(fields: Fields): Text | null {
  return isAbsent(fields, "note") ? null : readText(fields, "note");
}

/** One of some words; the first where it is absent, unless it has to be there. */
export function readChoice<T extends string>(
  fields: Fields,
  name: string,
  choices: readonly [T, ...T[]],
  { required = false } = {},
): T {
  const value = fields.values[name];
  if (value === undefined && !required) return choices[0];
  if (choices.includes(value as T)) return value as T;
  const near = typeof value === "string" ? suggest(value, choices) : undefined;
  fault(fields, name, `one of ${choices.join(", ")}${near ? `; did you mean ${near}?` : ""}`);
  return choices[0];
}

export function readFlag(fields: Fields, name: string, unlessSaid: boolean): boolean {
  const value = fields.values[name];
  if (value === undefined) return unlessSaid;
  if (typeof value !== "boolean") fault(fields, name, "true or false");
  return value === true;
}

export function readDay(fields: Fields, name: string): string {
  const value = fields.values[name];
  try {
    if (typeof value === "string") return checkDay(value, name);
  } catch {
    // Told below, with its path.
  }
  fault(fields, name, "a day such as 2024-03-31");
  return "";
}

/** What a decimal may be. */
interface DecimalKind {
  readonly places: number;
  readonly most: number;
  readonly expected: string;
  /** Whether `"5%"` may stand for 0.05. */
  readonly percent?: boolean;
}

const money = {
  places: 4,
  most: 1e14,
  expected: 'an amount of 0 or more with at most 4 places, such as 1250 or "0.10"',
};
const ratio = {
  places: 10,
  most: 1e6,
  percent: true,
  expected: '0 or more with at most 10 places, such as 0.05 or "5%"',
};

/** An amount of money, or of a basis. */
export function readMoney(fields: Fields, name: string): DecimalText {
  return readAmount(fields, name, money);
}

/** A rate, a factor or an attainment. */
export function readRatio(fields: Fields, name: string): DecimalText {
  return readAmount(fields, name, ratio);
}

export function optional<T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T): T | null {
  return isAbsent(fields, name) ? null : read(fields, name);
}

function readAmount(fields: Fields, name: string, { places, most, expected, percent }: DecimalKind): DecimalText {
  const value = fields.values[name];
  const percentage = percent && typeof value === "string" ? /^(-?[\d.]+) ?%$/.exec(value)?.[1] : undefined;
  const read = percentage === undefined ? readDecimal(value) : readDecimal(percentage)?.div(100);
  if (read && !read.isNegative() && read.decimalPlaces() <= places && read.lte(most)) return textOf(read);
  const altered = typeof value === "number" && Number.isFinite(value) && !read;
  fault(fields, name, altered ? `${expected}; with more than 15 figures written as a text` : expected);
  return "0";
}

/** @example join("components[0]", "id") // "components[0].id" */
export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}
