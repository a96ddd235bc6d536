import {
  bucketsOf,
  type Calendar,
  comparisonPeriod,
  type FiscalPattern,
  type Grain,
  type Period,
  parsePeriod,
} from "@salesglass/core";
import type { CompanyCalendarQuery, Dimension, SalesMixQuery } from "./generated/graphql.ts";

/** A part of a period: its first day, and the days of it that the period holds. */
export type Bucket = ReturnType<typeof bucketsOf>[number];

/** What there is to draw before the figures are there: the page knows as well as the server what a period means. */
export interface Plan {
  readonly period: Period;
  readonly comparison: Period;
  readonly grain: Grain;
  readonly steps: readonly Bucket[];
}

export interface Category {
  /** As filters take it; null where a product has none, and for the others together. */
  readonly key: string | null;
  readonly label: string;
  readonly isRest: boolean;
  /** Of the period's revenue, 0.25 is a quarter; null where there was none. */
  readonly share: number | null;
  readonly shareBefore: number | null;
}

export interface Step extends Bucket {
  readonly revenue: number;
  /** The share of each category, in their order. */
  readonly shares: readonly number[];
}

export interface Mix {
  readonly currency: string | undefined;
  readonly categories: readonly Category[];
  readonly steps: readonly Step[];
}

const grains = ["day", "week", "month", "quarter", "year"] as const;

/** Reads a period and splits it into the smallest steps of which there are not too many. */
export function planOf(
  text: string,
  company: CompanyCalendarQuery["company"],
  today = company.today,
  mostSteps = 8,
): Plan {
  const fiscalPattern = company.fiscalPattern.replace("WEEKS_", "").replaceAll("_", "-") as FiscalPattern;
  const calendar: Calendar = { ...company, today, fiscalPattern };
  const period = parsePeriod(text, calendar);
  const grain = grains.find((one) => bucketsOf(period, one, calendar).length <= mostSteps) ?? "year";
  return {
    period,
    comparison: comparisonPeriod(period, "SAME_PERIOD_LAST_YEAR", calendar),
    grain,
    // What is still to come has no mix yet.
    steps: bucketsOf(period, grain, calendar).filter(({ from }) => from <= today),
  };
}

export const dimensionOf = (grain: Grain): Dimension => grain.toUpperCase() as Dimension;

/** Puts the answer's rows into the plan's steps: a step without sales has no row, and stays empty. */
export function mixOf({ steps }: Plan, { whole, steps: { rows } }: SalesMixQuery): Mix {
  const categories = whole.rows.map(({ keys: [key], labels: [label], values: [, share, before], isRest }) => ({
    key: key ?? null,
    label: label ?? "",
    isRest,
    share: share ?? null,
    shareBefore: before ?? null,
  }));
  return {
    currency: whole.columns[0]?.currency ?? undefined,
    categories,
    steps: steps.map((step) => {
      const inStep = rows.filter(({ keys }) => keys[0] === step.start);
      const amounts = categories.map(({ key, isRest }) => {
        const row = inStep.find((one) => one.isRest === isRest && (isRest || (one.keys[1] ?? null) === key));
        // More returns than sales can't be drawn as a part of a whole.
        return Math.max(row?.values[0] ?? 0, 0);
      });
      const revenue = amounts.reduce((sum, amount) => sum + amount, 0);
      return { ...step, revenue, shares: amounts.map((amount) => (revenue > 0 ? amount / revenue : 0)) };
    }),
  };
}

/** The category that gained the largest share, where there was one before. */
export function winnerOf({ categories }: Mix): Category | undefined {
  const gain = ({ share, shareBefore }: Category) => (share ?? 0) - (shareBefore ?? 0);
  return categories
    .filter(({ isRest, shareBefore }) => !isRest && shareBefore !== null)
    .filter((category) => gain(category) >= 0.0005)
    .sort((one, other) => gain(other) - gain(one))[0];
}
