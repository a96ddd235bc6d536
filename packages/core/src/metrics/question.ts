import type { Calendar } from "../calendar.ts";
import type { Comparison } from "../comparison.ts";
import type { Period } from "../period.ts";
import type { MetricId } from "./definition.ts";
import type { DimensionId, EntityKind, TextDimensionId } from "./dimensions.ts";

/** A value matches when it meets every condition given; `not` lets absent values through. */
export interface ValueFilter<T> {
  readonly in?: readonly T[] | null | undefined;
  readonly not?: readonly T[] | null | undefined;
  readonly isNull?: boolean | null | undefined;
}

/** Entities by their integer ids; a team stands for itself and its sub-teams. */
export type MetricFilter = { readonly [E in EntityKind]?: ValueFilter<number> | null | undefined } & {
  readonly [D in TextDimensionId]?: ValueFilter<string> | null | undefined;
};

/** One column of the answer. */
export interface MetricReading {
  /** The caller's name for the column. */
  readonly key: string;
  readonly metric: MetricId;
  /** Reads the metric in the period's comparison instead of in the period. */
  readonly at?: Comparison | undefined;
  /** CHANGE is (a − b) ÷ |b|: 0.12 is +12 %. DIFFERENCE is a − b. */
  readonly as?: "VALUE" | "CHANGE" | "DIFFERENCE" | undefined;
  /** What CHANGE and DIFFERENCE compare with, counted from `at`; PREVIOUS_PERIOD unless said. */
  readonly versus?: Comparison | undefined;
}

export interface MetricOrder {
  /** The key of a reading, or a dimension that is selected. */
  readonly by: string;
  readonly direction: "ASC" | "DESC";
}

/** The selection is the query: it is grouped by the dimensions, and only these metrics are computed. */
export interface MetricQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly dimensions: readonly DimensionId[];
  readonly metrics: readonly MetricReading[];
  readonly where?: MetricFilter | undefined;
  readonly orderBy?: readonly MetricOrder[] | undefined;
  readonly first?: number | undefined;
  /** Facts after this day are left out, of every window. */
  readonly asOf?: string | undefined;
}

export interface MetricAnswerRow {
  readonly dimensions: Partial<Record<DimensionId, string | number | null>>;
  readonly values: Record<string, number | null>;
}

/** The question of a card: one number, what it is compared with, and its course. */
export interface MetricCardQuestion {
  readonly metric: MetricId;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly versus?: Comparison | undefined;
  readonly series?: "day" | "week" | "month" | "quarter" | "year" | undefined;
  readonly where?: MetricFilter | undefined;
  readonly asOf?: string | undefined;
}

export interface MetricCard {
  readonly value: number | null;
  readonly comparison?: {
    readonly period: Period;
    readonly value: number | null;
    readonly change: number | null;
    readonly difference: number | null;
  };
  /** Empty unless a series was asked for. */
  readonly series: readonly MetricCardPoint[];
}

export interface MetricCardPoint {
  readonly from: string;
  readonly to: string;
  readonly value: number | null;
  readonly comparison: number | null;
  /** The point's days are not all over yet: it ends after today (or the as-of day). */
  readonly unfinished: boolean;
}
