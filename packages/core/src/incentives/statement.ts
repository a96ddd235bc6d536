import type { BucketCalendar } from "../calendar.ts";
import type { ClosedRange, DayRange } from "./day-ranges.ts";
import type { DecimalText } from "./decimals.ts";
import type { BonusShare, ComponentKind, RateTable, TierMeasure } from "./plan.ts";

/** A time that is paid for at once, a month unless a company does otherwise. */
export interface PayPeriod extends ClosedRange {
  /** Its name, such as `2024-03`; that of an earlier period sorts before it. */
  readonly key: string;
}

/** What a period's pay is reckoned from, for one person on one version of a plan. */
export interface PeriodInput {
  readonly period: PayPeriod;
  /** What parts quarters and years. */
  readonly calendar: BucketCalendar;
  /**
   * The days on this version of the plan while employed; only those of the period matter. None for who has left it: what
   * was earned is still paid, and what comes back still taken back.
   */
  readonly days: readonly DayRange[];
  /** The days on the plan in any version, those of other periods too; `days` unless given. */
  readonly assigned?: readonly DayRange[] | undefined;
  /** By component id. A component that isn't there has had nothing. */
  readonly components: Readonly<Record<string, ComponentInput>>;
}

/** SalesInput for commissions and overrides, GoalInput for bonuses and allowances, CountInput for spiffs. */
export type ComponentInput = SalesInput | GoalInput | CountInput;

export interface SalesInput {
  /** The basis of the period: credited sales that meet the filter on the days of this version, without returns. */
  readonly basis: DecimalText;
  /** What came back in this period, by the period of the original sale. */
  readonly returns?: readonly ReturnInput[] | undefined;
  /**
   * The quota of the whole accumulation (period, quarter or year) in the component's basis, as it holds for this person
   * (`targetWithin` makes it from goals and days); of a component with a goal, the goal's target.
   */
  readonly quota?: DecimalText | null | undefined;
  /** Of a component with a goal: what of it was achieved from the accumulation's start to the period's end. */
  readonly achieved?: DecimalText | null | undefined;
}

export interface ReturnInput {
  /** The key of the period in which the original sale counted; null where it isn't known. */
  readonly period: string | null;
  /** As in the facts: negative. */
  readonly basis: DecimalText;
}

export interface GoalInput {
  /** Over the bonus's month, quarter or year (an allowance's period) so far; of a team bonus, the team's. */
  readonly achieved?: DecimalText | null | undefined;
  readonly target?: DecimalText | null | undefined;
  /** Of a shared bonus: whose share this is, and all who share. One object for all of them is fastest. */
  readonly member?: string | undefined;
  readonly team?: readonly TeamMember[] | undefined;
}

export interface TeamMember {
  readonly id: string;
  /** Days in the team within the bonus's time. */
  readonly days: number;
  /** Credited sales within it; needed for BY_SALES. */
  readonly sales?: DecimalText | undefined;
  /** Salary earned within it; needed for BY_SALARY. */
  readonly salary?: DecimalText | undefined;
}

export interface CountInput {
  /** Of orders, units or first orders, by credited shares; negative for those that came back. */
  readonly count: DecimalText;
}

/** What a period pays, and what the next one has to know. */
export interface PeriodResult {
  readonly lines: readonly StatementLine[];
  /** The sum of the lines. */
  readonly total: DecimalText;
  readonly state: IncentiveState;
}

/**
 * - EARNED: what the component's rule pays
 * - CLAWBACK: taken back for returns of earlier sales
 * - CAPPED: above the cap; CARRIED: paid now of what was above it earlier
 * - FLOOR: added up to the floor
 * - DRAW: added up to the guaranteed minimum; RECOVERY: paid back of that
 * - ADJUSTMENT: what an earlier period should have paid, less what it did
 */
export type LineType = "EARNED" | "CLAWBACK" | "CAPPED" | "CARRIED" | "FLOOR" | "DRAW" | "RECOVERY" | "ADJUSTMENT";

/** One amount of a statement, with all that it follows from. */
export interface StatementLine {
  /** The plan and version that it follows from. */
  readonly plan: string;
  readonly version: number;
  /** The component's id. */
  readonly component: string;
  readonly kind: ComponentKind;
  readonly type: LineType;
  /** The period that it is about: of a clawback that of the sale, of an adjustment the closed one, else its own. */
  readonly period: string;
  /** What it is reckoned on: sales, units, a count, returns; null for what has no such thing. */
  readonly basis: DecimalText | null;
  /** Money for one of the basis, where that is one figure. */
  readonly rate: DecimalText | null;
  /** The basis by tier. Their amounts and `earlier` add up to `amount`, to the cent. */
  readonly portions: readonly Portion[];
  /**
   * What earlier periods of the accumulation change: less what they were paid where sales are rated anew, plus what the
   * threshold had held back. 0 where nothing does.
   */
  readonly earlier: DecimalText;
  /** In the plan's currency, rounded once. */
  readonly amount: DecimalText;
  /** Why, in the order in which it was reckoned; `reasonText` says it in words. */
  readonly reasons: readonly LineReason[];
}

/** The part of the basis that lies in a tier. */
export interface Portion {
  /** Where the tier begins and ends, in the basis; of attainments, the quota's part. */
  readonly from: DecimalText;
  readonly to: DecimalText | null;
  /** Money for one of the basis, acceleration included. */
  readonly rate: DecimalText;
  readonly basis: DecimalText;
  readonly amount: DecimalText;
}

export type LineReason =
  /** How rates were applied. */
  | { readonly kind: "RATES"; readonly method: RateTable["method"]; readonly by: TierMeasure; readonly tiers: number }
  /** Sales of the accumulation up to the period's end, from this day on. */
  | { readonly kind: "ACCUMULATED"; readonly from: string; readonly basis: DecimalText }
  | { readonly kind: "RATED_ANEW"; readonly due: DecimalText; readonly paid: DecimalText }
  | { readonly kind: "HELD_BACK_UNTIL_NOW"; readonly amount: DecimalText }
  | {
      readonly kind: "ATTAINMENT";
      readonly achieved: DecimalText;
      readonly target: DecimalText;
      readonly attainment: DecimalText;
    }
  | { readonly kind: "NO_QUOTA" }
  | {
      readonly kind: "BELOW_THRESHOLD";
      readonly by: TierMeasure;
      readonly at: DecimalText;
      readonly reached: DecimalText | null;
    }
  | { readonly kind: "ACCELERATED"; readonly above: DecimalText; readonly factor: DecimalText }
  | {
      readonly kind: "CAP";
      readonly cap: DecimalText;
      readonly earned: DecimalText;
      readonly paidBefore: DecimalText;
      readonly excess: "LOST" | "CARRIED";
    }
  | { readonly kind: "CARRIED"; readonly before: DecimalText; readonly left: DecimalText }
  | { readonly kind: "FLOOR"; readonly floor: DecimalText; readonly paid: DecimalText }
  | { readonly kind: "RETURNED"; readonly period: string; readonly basis: DecimalText; readonly rate: DecimalText }
  | { readonly kind: "PRORATED"; readonly days: number; readonly of: number }
  | {
      readonly kind: "COUNT";
      readonly per: "ORDER" | "UNIT" | "FIRST_ORDER";
      readonly count: DecimalText;
      readonly amount: DecimalText;
    }
  | { readonly kind: "GOAL_AMOUNT"; readonly amount: DecimalText }
  | { readonly kind: "GOAL_MISSED"; readonly needed: DecimalText; readonly attainment: DecimalText | null }
  | {
      readonly kind: "SHARED";
      readonly by: Exclude<BonusShare, "REP">;
      readonly total: DecimalText;
      readonly members: number;
      /** This one's part of the whole; 0.25 is a quarter. */
      readonly share: DecimalText;
    }
  | {
      readonly kind: "DRAWN";
      readonly minimum: DecimalText;
      readonly earned: DecimalText;
      readonly recoverable: boolean;
      readonly balance: DecimalText;
    }
  | {
      readonly kind: "RECOVERED";
      readonly minimum: DecimalText;
      readonly earned: DecimalText;
      readonly balance: DecimalText;
    }
  | { readonly kind: "ADJUSTED"; readonly period: string; readonly due: DecimalText; readonly paid: DecimalText };

export type ReasonKind = LineReason["kind"];

/**
 * What a person's next period has to know of those before it. Plain JSON; one for each person, across plans and
 * versions. Start with `noState`.
 */
export interface IncentiveState {
  /** By plan and component, as `starter/sales`. */
  readonly components: Readonly<Record<string, SalesState>>;
  /** What was drawn and has to be paid back. */
  readonly drawBalance: DecimalText;
}

/** Of a commission or override. */
export interface SalesState {
  /** The accumulation that is under way; its first day. */
  readonly from: string;
  /** Its sales, less returns. */
  readonly basis: DecimalText;
  /** What they earn before caps, unrounded. */
  readonly earned: DecimalText;
  /** What of that was granted in rounded amounts, and what of that a cap took away for good. */
  readonly granted: DecimalText;
  readonly lost: DecimalText;
  /** Whether the threshold has been reached. */
  readonly reached: boolean;
  /** What the cap's time has had so far. */
  readonly cap: { readonly from: string; readonly allowed: DecimalText; readonly paid: DecimalText } | null;
  /** Above the cap, and to be paid. */
  readonly carried: DecimalText;
  /** What each period's sales were paid, by its key: what a return takes back. */
  readonly sold: Readonly<Record<string, SoldPeriod>>;
}

/** The sales of a period, less what has come back since. */
export interface SoldPeriod {
  /** The accumulation that it was in. */
  readonly from: string;
  readonly basis: DecimalText;
  /** What they earn before caps, unrounded. */
  readonly earned: DecimalText;
  /** What was paid for them, or will be as it is carried. */
  readonly paid: DecimalText;
}

export const noState: IncentiveState = { components: {}, drawBalance: "0" };
