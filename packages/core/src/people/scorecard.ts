import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { ValueFilter } from "../metrics/question.ts";
import type { Page } from "../page.ts";
import type { Period } from "../period.ts";

/** What a scorecard looks at. More of each is better. */
export type ScoreMeasure = "ATTAINMENT" | "REVENUE" | "MARGIN" | "WIN_RATE" | "CSAT" | "NPS" | "ACTIVITY";

export const scoreMeasures: readonly ScoreMeasure[] = [
  "ATTAINMENT",
  "REVENUE",
  "MARGIN",
  "WIN_RATE",
  "CSAT",
  "NPS",
  "ACTIVITY",
];

/** With whom somebody is compared: those in the same team today, or everybody. */
export type PeerGroup = "TEAM" | "COMPANY";

/** Fewer peers with a value than this are not shown as figures: one could tell who has what. */
export const fewestPeers = 5;

/** Where somebody stands among their peers. Everything but n is null with fewer than 5 peers. */
export interface PeerStanding {
  /** How many others have a value. */
  readonly n: number;
  /** Median of the others. */
  readonly median: number | null;
  /** The share of the others who are below, equals counting half: 0 to 1. */
  readonly percentile: number | null;
  /** (value − mean of the others) ÷ their standard deviation; null where they are all alike. */
  readonly z: number | null;
}

/** One measure of one person. */
export interface Score {
  readonly measure: ScoreMeasure;
  /** MONEY in the reporting currency, a RATIO (0.12 is 12 %), a SCORE; ACTIVITY is interactions a week. */
  readonly value: number | null;
  readonly peers: PeerStanding;
}

export interface Scorecard {
  readonly repId: number;
  readonly scores: readonly Score[];
}

export interface ScorecardsQuestion extends Page {
  readonly period: Period;
  readonly calendar: Calendar;
  /** What happened after this day is not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** TEAM unless said. */
  readonly peers?: PeerGroup | undefined;
  readonly where?:
    | {
        readonly rep?: ValueFilter<number> | null | undefined;
        /** The team that they are in today, with its sub-teams. */
        readonly team?: ValueFilter<number> | null | undefined;
      }
    | undefined;
  /** The built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}
