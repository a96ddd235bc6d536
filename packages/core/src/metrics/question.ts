import type { Calendar, Grain } from "../calendar.ts";
import type { Comparison } from "../comparison.ts";
import type { Period } from "../period.ts";
import type { Catalog } from "./catalog.ts";
import type { MetricId } from "./definition.ts";
import type { DimensionId, EntityKind } from "./dimensions.ts";

/** A value matches when it meets every condition given; an absent value is in no list and no range, and passes `not`. */
export interface ValueFilter<T> {
  readonly in?: readonly T[] | null | undefined;
  readonly not?: readonly T[] | null | undefined;
  readonly isNull?: boolean | null | undefined;
  /** From here on: texts by their code points, times by the first day of the bucket. */
  readonly gte?: T | null | undefined;
  /** Up to here. */
  readonly lte?: T | null | undefined;
}

/**
 * Entities (`team`, `rep`, `customer`, `product`) by their integer ids, a team standing for itself and its sub-teams;
 * entities by name (`teamName` …), texts, and time by the first days of its buckets (`month`) by dimension.
 */
export type MetricFilter = { readonly [E in EntityKind]?: ValueFilter<number> | null | undefined } & {
  readonly [D in DimensionId]?: ValueFilter<string> | ValueFilter<number> | null | undefined;
};

/**
 * How a metric is read.
 *
 * - CHANGE: (a − b) ÷ |b|, 0.12 is +12 %; DIFFERENCE: a − b
 * - SHARE: of the total of the same time bucket, or with time alone of the period
 * - RUNNING: from the period's first bucket to this one; MOVING: the mean of this bucket and those before it
 */
export type Reading = "VALUE" | "CHANGE" | "DIFFERENCE" | "SHARE" | "RUNNING" | "MOVING";

export const metricReadings: readonly Reading[] = ["VALUE", "CHANGE", "DIFFERENCE", "SHARE", "RUNNING", "MOVING"];

/** One column of the answer. */
export interface MetricReading {
  /** The caller's name for the column. */
  readonly key: string;
  readonly metric: MetricId;
  /** Reads the metric in the period's comparison instead of in the period. */
  readonly at?: Comparison | undefined;
  readonly as?: Reading | undefined;
  /** What CHANGE and DIFFERENCE compare with, counted from `at`; PREVIOUS_PERIOD unless said. */
  readonly versus?: Comparison | undefined;
  /** Over how many buckets MOVING goes, 2 to 100; 3 unless said. */
  readonly over?: number | undefined;
}

export interface MetricOrder {
  /** The key of a reading, or a dimension that is selected. */
  readonly by: string;
  readonly direction: "ASC" | "DESC";
}

/** A condition on a reading of the row; every bound given must hold, and no value meets only `isNull: true`. */
export interface MetricCondition {
  /** The key of a reading. */
  readonly by: string;
  readonly eq?: number | null | undefined;
  readonly ne?: number | null | undefined;
  readonly gt?: number | null | undefined;
  readonly gte?: number | null | undefined;
  readonly lt?: number | null | undefined;
  readonly lte?: number | null | undefined;
  readonly isNull?: boolean | null | undefined;
}

/** Keeps the largest combinations of the dimensions other than time, ranked over the whole period. */
export interface MetricTop {
  readonly first: number;
  /** The key of the reading that they are ranked by; the first one unless said. */
  readonly by?: string | undefined;
  readonly direction?: "ASC" | "DESC" | undefined;
  /** Whether all others come as one more row, computed from their facts; true unless said. */
  readonly rest?: boolean | undefined;
}

/** A first or last day of what a row stands for, in the period or in a comparison. */
export interface MetricDay {
  readonly key: string;
  readonly end: "from" | "to";
  readonly at?: Comparison | undefined;
}

/** The selection is the query: it is grouped by the dimensions, and only these metrics are computed. */
export interface MetricQuestion {
  readonly period: Period;
  readonly calendar: Calendar;
  readonly dimensions: readonly DimensionId[];
  readonly metrics: readonly MetricReading[];
  readonly where?: MetricFilter | undefined;
  readonly having?: readonly MetricCondition[] | undefined;
  readonly orderBy?: readonly MetricOrder[] | undefined;
  readonly top?: MetricTop | undefined;
  readonly first?: number | undefined;
  /** The cursor of the row after which to go on. */
  readonly after?: string | undefined;
  /** Whether rows get cursors. */
  readonly cursors?: boolean | undefined;
  readonly days?: readonly MetricDay[] | undefined;
  /** Facts after this day are left out, of every window. */
  readonly asOf?: string | undefined;
  /** What can be asked for; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

export interface MetricAnswerRow {
  readonly dimensions: Readonly<Record<DimensionId, string | number | null>>;
  readonly values: Readonly<Record<string, number | null>>;
  /** The days asked for; null where the row has no counterpart. */
  readonly days: Readonly<Record<string, string | null>>;
  /** All combinations that are not in the top, together. */
  readonly isRest: boolean;
  /** Where cursors were asked for. */
  readonly cursor?: string;
}

/** The question of a card: one number, what it is compared with, and its course. */
export interface MetricCardQuestion {
  readonly metric: MetricId;
  readonly period: Period;
  readonly calendar: Calendar;
  readonly versus?: Comparison | undefined;
  readonly series?: Grain | undefined;
  readonly where?: MetricFilter | undefined;
  readonly asOf?: string | undefined;
  readonly catalog?: Catalog | undefined;
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
