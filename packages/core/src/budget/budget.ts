import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";

/** What rows of a budget are one of. */
export type BudgetGrouping = "TOTAL" | "TEAM" | "CATEGORY" | "MONTH";

/**
 * How spending keeps to its budget.
 *
 * - OVER: more was spent than the period's whole budget; of a period that cuts a month, more than 110 % of it
 * - AHEAD: more than 110 % of what was to be spent by now
 * - WITHIN: neither
 * - UNPLANNED: something was spent, and there is no budget
 */
export type BudgetState = "OVER" | "AHEAD" | "WITHIN" | "UNPLANNED";

export const budgetStates: readonly BudgetState[] = ["OVER", "AHEAD", "WITHIN", "UNPLANNED"];

export interface BudgetQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  /** What was spent after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  readonly by: BudgetGrouping;
  readonly where?:
    | {
        /** With its sub-teams. */
        readonly team?: ValueFilter<number> | null | undefined;
        readonly category?: ValueFilter<string> | null | undefined;
      }
    | undefined;
  /** The built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

/** What was planned and spent. */
export interface BudgetFigures {
  /** The budget of the period's days. */
  readonly planned: number;
  /** Its part that falls on the days up to the last that is known. */
  readonly plannedToDate: number;
  readonly spent: number;
  /** planned − spent. */
  readonly remaining: number;
  /** spent − plannedToDate: above zero is more than was planned by now. */
  readonly variance: number;
  /** spent ÷ planned. */
  readonly used: number | null;
  /** spent ÷ plannedToDate: 1 is as planned by now. */
  readonly pace: number | null;
  readonly state: BudgetState;
  /** Of the same days and teams; null of a single category, which revenue has none of. */
  readonly revenue: number | null;
  readonly grossProfit: number | null;
  /** spent ÷ revenue; of a category ÷ all revenue. */
  readonly costOfSales: number | null;
  /** (grossProfit − spent) ÷ spent; null of a category, and where a cost of what was sold is not known. */
  readonly returnOnSpend: number | null;
}

export interface BudgetRow extends BudgetFigures {
  /** A team's id, a category, a month's first day; null of the total, and of what is the company's own. */
  readonly key: number | string | null;
  /** The team's name, else the key. */
  readonly label: string | null;
}

export interface Budget {
  /** The last day of which spending is known: that of the period, or today. */
  readonly knownTo: string;
  readonly total: BudgetFigures;
  readonly rows: readonly BudgetRow[];
}
