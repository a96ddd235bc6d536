import type { Calendar } from "../calendar.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";

/** How far a candidate can come, in order; who was rejected came so far before. */
export type HiringStage = "APPLIED" | "SCREENED" | "INTERVIEWED" | "OFFERED" | "HIRED";

export const hiringStages: readonly HiringStage[] = ["APPLIED", "SCREENED", "INTERVIEWED", "OFFERED", "HIRED"];

export interface HiringQuestion {
  /** Of candidates the days on which they applied, of openings those on which they were filled. */
  readonly period: Period;
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  readonly where?:
    | {
        /** The team that hires, with its sub-teams. */
        readonly team?: ValueFilter<number> | null | undefined;
        readonly source?: ValueFilter<string> | null | undefined;
      }
    | undefined;
}

/** A stage of the funnel. */
export interface HiringFunnelStage {
  readonly stage: HiringStage;
  /** How many came so far or further. */
  readonly reached: number;
  /** Of those who reached the stage before. */
  readonly rate: number | null;
  /** Of all who applied. */
  readonly ofApplied: number | null;
  /** Median days from the application, of those whose day of the stage is known. */
  readonly medianDays: number | null;
  /** How many those are. */
  readonly timed: number;
}

/** A median and what it is of. */
export interface MedianDays {
  readonly median: number | null;
  readonly n: number;
}

/** Where candidates came from. */
export interface HiringSource {
  readonly source: string | null;
  readonly applied: number;
  readonly hired: number;
  /** hired ÷ applied. */
  readonly rate: number | null;
}

export interface Hiring {
  /** The last day of which anything is known: that of the period, or today. */
  readonly knownTo: string;
  readonly applied: number;
  readonly hired: number;
  readonly rejected: number;
  /** Neither yet. */
  readonly inProcess: number;
  readonly stages: readonly HiringFunnelStage[];
  /** From application to hiring. */
  readonly timeToHire: MedianDays;
  /** From opening to the last place's being filled, of openings filled in the period. */
  readonly timeToFill: MedianDays;
  /** Openings that are open on the last day that is known, and the places of them that nobody has been hired for. */
  readonly openings: number;
  readonly places: number;
  /** Those with the most candidates first. */
  readonly sources: readonly HiringSource[];
}
