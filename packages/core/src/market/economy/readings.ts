import { addMonths } from "../../calendar.ts";
import { periodAfter, type Series, type SeriesValue } from "./series.ts";

/** Which rule reads a series. */
export type EconomicRule = "SAHM" | "OUTPUT" | "INFLATION" | "INTEREST_RATE";

/** What a rule says of a period. */
export type EconomicReading =
  | "RECESSION"
  | "WEAKENING"
  | "STEADY"
  | "PRICES_RISING"
  | "PRICES_FALLING"
  | "RATES_RISING"
  | "RATES_FALLING";

/** What a rule makes of one period: the figure that it looks at, and what that says. */
export interface Reading {
  readonly period: string;
  /**
   * SAHM: percentage points above the low; OUTPUT: growth on the period before, 0.02 is 2 %; INFLATION: rise over a year,
   * 0.02 is 2 %; INTEREST_RATE: percentage points over a year.
   */
  readonly value: number;
  readonly reading: EconomicReading;
}

/** The figures from which the rules speak. */
export const economicThresholds = {
  /** Percentage points above the low of a year that tell a recession (Sahm 2019), and those that make wary. */
  sahm: { recession: 0.5, weakening: 0.3 },
  /** Growth below so much of the mean of the four periods before is weakening. */
  output: { weakening: 0.5 },
  /** Prices that rise by more in a year are rising fast: twice the 2 % that most central banks aim at. */
  inflation: { rising: 0.04, falling: 0 },
  /** Percentage points in a year. */
  interestRate: 1,
} as const;

/** Of the twelve means before, so many have to be there: one month that was never published silences no rule. */
const fewestMeans = 9;

/** Decimals that binary fractions miss by less are met. */
const rounding = 1e-9;

/** The rule that reads a kind of series; none reads OTHER, and unemployment has to be monthly. */
export function ruleOf({ kind, frequency }: Pick<Series, "kind" | "frequency">): EconomicRule | undefined {
  if (kind === "UNEMPLOYMENT") return frequency === "MONTH" ? "SAHM" : undefined;
  if (kind === "PRICES" || kind === "INFLATION") return "INFLATION";
  return kind === "OTHER" ? undefined : kind;
}

/**
 * What its rule says of each period of a series for which there are enough values before, the oldest first.
 *
 * - UNEMPLOYMENT, by the Sahm rule: the mean of three months against the lowest such mean of the twelve months before;
 *   0.5 points above it is a recession, 0.3 weakening. (Sahm, "Direct Stimulus Payments to Individuals", 2019.)
 * - OUTPUT: two quarters of decline on end, or a year of it, are a recession; one quarter of decline, or growth of less than
 *   half the mean of the four periods before, is weakening.
 * - PRICES (a level) and INFLATION (percent a year): more than 4 % a year is rising, less than 0 falling.
 * - INTEREST_RATE: one point more than a year ago is rising, one point less falling.
 *
 * @example of US unemployment: readingsOf(unrate).find(({ reading }) => reading === "RECESSION")
 *   // { period: "2008-02-01", value: 0.533…, reading: "RECESSION" }
 */
export function readingsOf(series: Pick<Series, "kind" | "frequency" | "values">): Reading[] {
  const rule = ruleOf(series);
  return rule ? rules[rule](series) : [];
}

type Rule = (series: Pick<Series, "kind" | "frequency" | "values">) => Reading[];

const rules: Readonly<Record<EconomicRule, Rule>> = {
  SAHM({ values }) {
    const at = valuesByPeriod(values);
    const means = new Map<string, number>();
    for (const { period } of values) {
      const three = [0, -1, -2].map((back) => at.get(periodAfter(period, "MONTH", back)));
      if (three.every((value) => value !== undefined)) means.set(period, sum(three) / 3);
    }
    return [...means].flatMap(([period, mean]) => {
      const before = Array.from({ length: 12 }, (_, back) => means.get(periodAfter(period, "MONTH", -back - 1)));
      const known = before.filter((value) => value !== undefined);
      if (known.length < fewestMeans) return [];
      const value = mean - Math.min(...known);
      const { recession, weakening } = economicThresholds.sahm;
      return [{ period, value, reading: atLeast(value, recession, "RECESSION", weakening) }];
    });
  },

  OUTPUT({ frequency, values }) {
    const growth = changesOver(values, (period) => periodAfter(period, frequency, -1), relative);
    const at = valuesByPeriod(growth);
    return growth.map(({ period, value }) => {
      const before = [1, 2, 3, 4].map((back) => at.get(periodAfter(period, frequency, -back)));
      return { period, value, reading: outputReading(value, before, frequency === "YEAR") };
    });
  },

  INFLATION({ kind, values }) {
    const rises =
      kind === "PRICES"
        ? changesOver(values, yearEarlier, relative)
        : values.map(({ period, value }) => ({ period, value: value / 100 }));
    const { rising, falling } = economicThresholds.inflation;
    return rises.map(({ period, value }) => {
      const reading =
        value > rising + rounding ? "PRICES_RISING" : value < falling - rounding ? "PRICES_FALLING" : "STEADY";
      return { period, value, reading };
    });
  },

  INTEREST_RATE({ values }) {
    return changesOver(values, yearEarlier, (now, before) => now - before).map(({ period, value }) => {
      const far = Math.abs(value) >= economicThresholds.interestRate - rounding;
      return { period, value, reading: far ? (value > 0 ? "RATES_RISING" : "RATES_FALLING") : "STEADY" };
    });
  },
};

function yearEarlier(period: string): string {
  return addMonths(period, -12);
}

function atLeast(value: number, most: number, reading: EconomicReading, some: number): EconomicReading {
  if (value >= most - rounding) return reading;
  return value >= some - rounding ? "WEAKENING" : "STEADY";
}

function outputReading(growth: number, before: readonly (number | undefined)[], isYear: boolean): EconomicReading {
  if (growth < 0) return isYear || (before[0] ?? 0) < 0 ? "RECESSION" : "WEAKENING";
  const known = before.filter((value) => value !== undefined);
  const mean = known.length === before.length ? sum(known) / known.length : 0;
  return mean > 0 && growth < mean * economicThresholds.output.weakening ? "WEAKENING" : "STEADY";
}

/** How values differ from those of the period that `before` names; none of those whose earlier one is missing. */
function changesOver(
  values: readonly SeriesValue[],
  before: (period: string) => string,
  change: (now: number, before: number) => number | undefined,
): SeriesValue[] {
  const at = valuesByPeriod(values);
  return values.flatMap(({ period, value }) => {
    const earlier = at.get(before(period));
    const changed = earlier === undefined ? undefined : change(value, earlier);
    return changed === undefined ? [] : [{ period, value: changed }];
  });
}

function relative(now: number, before: number): number | undefined {
  return before > 0 ? now / before - 1 : undefined;
}

function valuesByPeriod(values: readonly SeriesValue[]): Map<string, number> {
  return new Map(values.map(({ period, value }) => [period, value]));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
