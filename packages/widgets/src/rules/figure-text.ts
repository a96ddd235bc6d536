import { msg, str } from "@lit/localize";
import { formatChange, formatPoints, formatValue } from "../format/number.ts";
import type { Comparison, Reading, Unit } from "../generated/graphql.ts";

/** A figure that a rule has judged. */
export interface RuleFigure {
  readonly label: string;
  readonly unit: Unit;
  readonly as: Reading;
  readonly value: number;
  readonly threshold: number | null;
  readonly versus: Comparison | null;
  readonly current: number | null;
  readonly before: number | null;
}

/**
 * What a rule has judged, in one line: the value, what it was made of, and from where on the rule holds.
 *
 * @example figureText({ label: "Revenue", unit: "MONEY", as: "CHANGE", value: 0.125, current: 10800, before: 9600, threshold: 0.05, … }, "USD", "en")
 *   // "Revenue +12.5% ($10,800 after $9,600; from +5.0% on)"
 */
export function figureText(figure: RuleFigure, currency: string, locale: string): string {
  const { label, unit, current, before, threshold } = figure;
  const value = readingText(figure, figure.value, currency, locale);
  const amount = (one: number) => formatValue(one, { unit, currency }, locale, "short");
  const made = current === null || before === null ? undefined : comparedText(figure, amount(current), amount(before));
  const limit = threshold === null ? undefined : readingText(figure, threshold, currency, locale);
  const begins = limit === undefined ? undefined : msg(str`threshold ${limit}`, { id: "rule-threshold" });
  const more = [made, begins].filter((part) => part !== undefined).join("; ");
  return more === "" ? `${label} ${value}` : `${label} ${value} (${more})`;
}

/** The value alone, as its reading asks: a change in percent, a difference of rates in points. */
function readingText({ as, unit }: RuleFigure, value: number, currency: string, locale: string): string {
  if (as === "CHANGE") return formatChange(value, locale);
  if (as === "SHARE") return formatValue(value, { unit: "RATIO" }, locale);
  if (as === "DIFFERENCE" && unit === "RATIO") {
    const amount = formatPoints(value, locale);
    return msg(str`${amount} pts`, { id: "points" });
  }
  return formatValue(value, { unit, currency }, locale, "short");
}

function comparedText({ versus }: RuleFigure, now: string, then: string): string {
  return versus === null
    ? msg(str`${now} against ${then}`, { id: "rule-against" })
    : msg(str`${now} after ${then}`, { id: "rule-after" });
}
