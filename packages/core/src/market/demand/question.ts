import type { Calendar } from "../../calendar.ts";
import type { Period } from "../../period.ts";

/** Where signs of demand come from: those that were recorded as such, needs of customers, and comments of surveys. */
export type DemandOrigin = "SURVEY" | "FEEDBACK" | "RESEARCH" | "SEARCH" | "NEED" | "COMMENT";

export interface DemandQuestion {
  readonly calendar: Calendar;
  readonly period: Period;
  /** Facts after this day are left out; today unless said. */
  readonly asOf?: string | undefined;
  /** Only these origins; all unless said. */
  readonly origin?: readonly DemandOrigin[] | null | undefined;
}

/** STEADY is no change beyond chance; UNKNOWN is too little data to say. */
export type DemandDirection = "RISING" | "FALLING" | "STEADY" | "UNKNOWN";

/** How often a topic is asked for, beside the time before and own sales. */
export interface DemandTrend {
  readonly topic: string;
  /** The category that most of its signals are of; null where none says. */
  readonly category: string | null;
  readonly signals: number;
  readonly signalsBefore: number;
  readonly weight: number;
  readonly weightBefore: number;
  /** Mean of those that have one, by weight, −1 (bad) to 1 (good); null where none has. */
  readonly sentiment: number | null;
  readonly sentimentBefore: number | null;
  /** Of all signals, 0 to 1; null where there are none. */
  readonly share: number | null;
  readonly shareBefore: number | null;
  /** share − shareBefore, and its 95 % interval. */
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How likely so much is by chance, all topics taken into account; null where there is too little data. */
  readonly pValue: number | null;
  readonly direction: DemandDirection;
  /** Own revenue of the category; null without a category. */
  readonly revenue: number | null;
  readonly revenueBefore: number | null;
  /** (revenue − revenueBefore) ÷ |revenueBefore|; null where there was none. */
  readonly revenueChange: number | null;
  /** Demand is rising and own sales of the category aren't, or falling and they aren't. */
  readonly against: boolean;
}

export interface DemandTrends {
  readonly period: { readonly from: string; readonly to: string };
  /** The days that it is compared with: as many of the period before. */
  readonly comparison: { readonly from: string; readonly to: string };
  readonly total: number;
  readonly totalBefore: number;
  /** Rising ones first, then falling, steady and unknown ones; within these the most frequent first. */
  readonly topics: readonly DemandTrend[];
}

/** Why a need isn't served. */
export type UnmetReason = "NOT_OFFERED" | "NOT_BOUGHT";

/** Open needs of one topic that nothing has met. */
export interface UnmetNeed {
  readonly topic: string;
  readonly category: string | null;
  /** NOT_OFFERED: no product of the category is there; NOT_BOUGHT: there is, and these customers haven't bought it since. */
  readonly reason: UnmetReason;
  readonly needs: number;
  readonly customers: number;
  readonly averageStrength: number;
  /** The day of the oldest. */
  readonly since: string;
}
