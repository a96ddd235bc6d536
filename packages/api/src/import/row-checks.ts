import { duckTypes, type ImportColumn } from "./column-types.ts";
import { literal } from "./duck.ts";
import type { Settings } from "./settings.ts";

/**
 * SQL of the typed value of a column whose text is `x`; null where the text is none. References stay text (they are
 * resolved later), points in time are those of the company's time zone.
 */
export function typedValue(column: ImportColumn, x: string, timeZone: string): string {
  switch (column.type) {
    case "text":
    case "reference":
      return x;
    case "choice":
      return `upper(${x})`;
    case "timestamp":
      return instantOf(x, timeZone);
    case "date":
      return `try_cast(${x} as DATE)`;
    case "period":
      return firstDayOf(x);
    default:
      return `try_cast(${x} as ${duckTypes[column.type]})`;
  }
}

/** SQL of what is wrong with a column whose text is `x`, in a sentence that says what would be right; else null. */
export function faultOf(column: ImportColumn, x: string, settings: Settings): string {
  const missing = column.required ? `when ${x} is null then 'is required'` : `when ${x} is null then null`;
  return `case ${missing} ${faultsByType(column, x, settings)} end`;
}

function faultsByType(column: ImportColumn, x: string, { timeZone, today }: Settings): string {
  const number = (type: string) => `try_cast(${x} as ${type})`;
  switch (column.type) {
    case "text":
    case "reference":
      return `when contains(${x}, chr(0)) then 'has a NUL character, which no text may have' else null`;
    case "choice":
      return `when upper(${x}) in (${column.values!.map(literal).join(", ")}) then null
        else ${literal(`must be one of ${column.values!.join(", ")}`)}`;
    case "boolean":
      return `when lower(${x}) in ('true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', '1', '0') then null else 'must be true or false'`;
    case "integer":
      return `when not regexp_full_match(${x}, '[+-]?[0-9]+') then 'must be a whole number'
        when ${number("INTEGER")} between ${column.minimum} and ${column.maximum} then null
        else ${literal(`is out of range: ${column.outOfRange ?? `must be from ${column.minimum} to ${column.maximum}`}`)}`;
    case "amount":
      return `when ${number("DECIMAL(18,4)")} ${column.minimum === 0 ? ">= 0" : "is not null"} and regexp_full_match(${x}, '[+-]?[0-9]{1,14}([.][0-9]{1,4}0*)?') then null
        when not regexp_full_match(${x}, '[+-]?[0-9]+([.][0-9]+)?') then 'is not an amount: write digits with a decimal point and nothing else, such as 1234.56'
        when regexp_full_match(${x}, '[+-]?[0-9]+[.][0-9]{4}[0-9]*[1-9]0*') then 'has more than four decimal places: round it to four'
        ${column.minimum === 0 ? `when ${number("DECIMAL(18,4)")} < 0 then 'must not be negative'` : ""}
        else 'is out of range: at most 14 digits before the decimal point'`;
    case "share":
      return decimalFault(x, number("DECIMAL(9,8)"), 8, "eight");
    case "probability":
      return decimalFault(x, number("DECIMAL(5,4)"), 4, "four");
    case "date":
      return `when not regexp_full_match(${x}, '[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]00:00:00([.]0+)?)?') or ${number("DATE")} is null then 'is not a date: write YYYY-MM-DD, such as 2024-03-31'
        ${column.past ? inFuture(number("DATE"), today) : ""}
        when ${number("DATE")} between DATE '1900-01-01' and DATE '2199-12-31' then null
        else 'is out of range: must be from 1900-01-01 to 2199-12-31'`;
    case "period":
      return `when ${firstDayOf(x)} is null then 'is no period: write a month (2024-03), a quarter (2024-Q1), a year (2024) or its first day'
        ${column.past ? inFuture(firstDayOf(x), today) : ""}
        when ${firstDayOf(x)} between DATE '1900-01-01' and DATE '2199-12-31' then null
        else 'is out of range: must be from 1900-01-01 to 2199-12-31'`;
    case "timestamp":
      return `when ${dayText(x)} is null or ${instantOf(x, "UTC")} is null then 'is not a date or time: write 2024-03-31, 2024-03-31 17:45:00 or 2024-03-31T17:45:00+08:00'
        ${column.past ? inFuture(`cast(timezone(${literal(timeZone)}, ${instantOf(x, timeZone)}) as DATE)`, today) : ""}
        when ${instantOf(x, "UTC")} between TIMESTAMPTZ '1900-01-01 00:00:00+00' and TIMESTAMPTZ '2199-12-31 00:00:00+00' then null
        else 'is out of range: must be from 1900-01-01 to 2199-12-31'`;
  }
}

/** SQL of the first day of the month, quarter or year that the text `x` names; null where it names none. */
export function firstDayOf(x: string): string {
  return `case when regexp_full_match(${x}, '[0-9]{4}') then try_cast(${x} || '-01-01' as DATE)
    when regexp_full_match(${x}, '[0-9]{4}-[0-9]{2}') then try_cast(${x} || '-01' as DATE)
    when regexp_full_match(${x}, '[0-9]{4}-?[Qq][1-4]') then try_cast(left(${x}, 4) || '-' || (3 * try_cast(right(${x}, 1) as INTEGER) - 2) || '-01' as DATE)
    when regexp_full_match(${x}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') then try_cast(${x} as DATE) end`;
}

/** One day more than today is let pass: it may be tomorrow already where the row was written. */
function inFuture(day: string, today: string): string {
  return `when ${day} > DATE ${literal(today)} + 1 then ${literal(`lies in the future: today is ${today}`)}`;
}

function decimalFault(x: string, number: string, places: number, word: string): string {
  return `when ${number} between 0 and 1 and regexp_full_match(${x}, '[+]?[0-9]+([.][0-9]{1,${places}}0*)?') then null
    when not regexp_full_match(${x}, '[+-]?[0-9]+([.][0-9]+)?') then 'is not a number: write a fraction of 1, such as 0.25'
    when regexp_full_match(${x}, '[+-]?[0-9]+[.][0-9]{${places}}[0-9]*[1-9]0*') then 'has more than ${word} decimal places: round it to ${word}'
    else 'is out of range: must be from 0 to 1'`;
}

const localForm = "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?";
const zonedForm =
  "[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)? ?(Z|[+-][0-9]{2}(:?[0-9]{2})?)";

function dayText(x: string): string {
  return `case when regexp_full_match(${x}, '${localForm}') or regexp_full_match(${x}, '${zonedForm}') then ${x} end`;
}

/** What has an offset is a point in time as it stands; the rest is a wall clock's reading in the company's zone. */
function instantOf(x: string, timeZone: string): string {
  return `date_trunc('milliseconds', case when length(${x}) <= 16 or regexp_full_match(${x}, '${localForm}')
    then timezone(${literal(timeZone)}, try_cast(${x} as TIMESTAMP)) else try_cast(${x} as TIMESTAMPTZ) end)`;
}
