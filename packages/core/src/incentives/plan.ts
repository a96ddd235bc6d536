import type { Text } from "../metrics/definition.ts";
import type { DecimalText } from "./decimals.ts";

/**
 * One version of an incentive plan, as `parsePlan` answers it: complete, checked, and plain JSON. Versions of a plan
 * share its `id`; what a component has accumulated goes on from version to version where the component's `id` stays.
 */
export interface Plan {
  readonly id: string;
  /** 1, 2, … */
  readonly version: number;
  readonly label: Text;
  /** What it is for, for its readers. */
  readonly note: Text | null;
  /** ISO 4217; that of every amount in it, and of the sales that it pays on. */
  readonly currency: string;
  /** Whether quarters and years are those of the calendar or of the company's fiscal year. */
  readonly year: "CALENDAR" | "FISCAL";
  /** The days on which it is in force; without an end until another version follows. */
  readonly from: string;
  readonly to: string | null;
  readonly components: readonly Component[];
}

export type Component = Commission | Override | Bonus | Allowance | Spiff | Draw;
export type ComponentKind = Component["kind"];

interface Common {
  /** Unique within the plan; in lower case with hyphens. */
  readonly id: string;
  readonly label: Text;
  readonly note: Text | null;
}

/**
 * What a rate is paid on: net amounts of sales, these less their cost, quantities, or amounts of opportunities won (by
 * their closing day). A return counts against each of the first three.
 */
export type Basis = "REVENUE" | "GROSS_PROFIT" | "VOLUME" | "WON_AMOUNT";

/** Which sales count: those that meet every condition, each a list of the company's own keys; null is any. */
export interface SalesFilter {
  readonly product: readonly string[] | null;
  readonly category: readonly string[] | null;
  readonly channel: readonly string[] | null;
  readonly region: readonly string[] | null;
  readonly newOrReturning: "NEW" | "RETURNING" | null;
}

/** The days that sales are counted by: ordered, or paid by the customer (orders without such a day don't count yet). */
export type CountedWhen = "ORDERED" | "PAID";

/** A rate on sales. */
interface RatedSales extends Common {
  readonly basis: Basis;
  readonly where: SalesFilter;
  readonly when: CountedWhen;
  readonly rates: RateTable;
  /** Over which time sales add up to reach a tier; each period pays what it adds. */
  readonly accumulate: Accumulation;
  /**
   * Whether all sales of the accumulation are rated anew in each period, so that what is paid in total is always that
   * of the sales together; otherwise earlier sales keep their rate, and new ones get that of where they lie.
   */
  readonly retroactive: boolean;
  /**
   * The goal whose attainment counts, by the company's own key; null for the quota in the component's own basis. With a
   * goal only FLAT rates are possible: sales don't lie in the tiers of another figure.
   */
  readonly goal: string | null;
  /** Nothing is paid before the accumulation has reached it, and then from the first sale on. */
  readonly threshold: Threshold | null;
  readonly cap: Cap | null;
  /** What a period pays at least; by the days of the plan. Nothing of it is taken back later. */
  readonly floor: DecimalText | null;
  /** What lies above this attainment of the quota is paid at `factor` times its rate. */
  readonly accelerator: { readonly above: DecimalText; readonly factor: DecimalText } | null;
}

/** On the rep's credited sales. */
export interface Commission extends RatedSales {
  readonly kind: "COMMISSION";
}

/** On the credited sales of a manager's team. */
export interface Override extends RatedSales {
  readonly kind: "OVERRIDE";
  /** Whether sales of sub-teams count. */
  readonly subTeams: boolean;
  /** Whether the manager's own sales count. */
  readonly ownSales: boolean;
}

export type Accumulation = "PERIOD" | "QUARTER" | "YEAR";

/**
 * - FLAT: the rate of the highest tier reached, on everything
 * - STEP: each tier's rate on the part inside it
 * - INTERPOLATED: a tier pays its whole amount when it is filled, and its share of it while it is not
 *
 * Tiers tile from 0; what lies above an end of the last one earns nothing.
 */
export type RateTable =
  | { readonly by: TierMeasure; readonly method: "FLAT" | "STEP"; readonly tiers: readonly RateTier[] }
  | { readonly by: TierMeasure; readonly method: "INTERPOLATED"; readonly tiers: readonly AmountTier[] };

/** Tiers in the basis (money, or units of a volume), or in attainment of the quota, where 1 is 100 %. */
export type TierMeasure = "AMOUNT" | "ATTAINMENT";

export interface RateTier {
  readonly from: DecimalText;
  /** Where the next begins; null for no end. */
  readonly to: DecimalText | null;
  /** 0.05 is 5 %; of a volume, money a unit. */
  readonly rate: DecimalText;
}

export interface AmountTier {
  readonly from: DecimalText;
  readonly to: DecimalText | null;
  readonly amount: DecimalText;
}

export interface Threshold {
  readonly by: TierMeasure;
  readonly at: DecimalText;
}

export interface Cap {
  readonly amount: DecimalText;
  /** The time whose payments it limits; by the days of the plan where it is a period. */
  readonly per: Accumulation;
  /** What is above it is lost, or paid as soon as there is room. */
  readonly excess: "LOST" | "CARRIED";
}

/** An amount for reaching a goal, paid at the end of its time. */
export interface Bonus extends Common {
  readonly kind: "BONUS";
  readonly every: "MONTHLY" | "QUARTERLY" | "ANNUAL";
  /** By the company's own key; null for the revenue quota (of the team, where it is shared). */
  readonly goal: string | null;
  /**
   * By attainment. FLAT pays the amount of the highest tier reached, INTERPOLATED fills tiers as in a rate table. Below
   * the first tier nothing is paid; one that begins at 0 is paid without any goal.
   */
  readonly table: { readonly method: "FLAT" | "INTERPOLATED"; readonly tiers: readonly AmountTier[] };
  /** For the rep alone, or the team's amount divided among its members. */
  readonly share: BonusShare;
  /** Whether who was on the plan for some of the days has that part; of a shared one the days are in the shares. */
  readonly prorated: boolean;
}

/** EQUAL is by days in the team, BY_SALES by credited sales, BY_SALARY by what each earned as salary. */
export type BonusShare = "REP" | "EQUAL" | "BY_SALES" | "BY_SALARY";

/** A fixed amount a period: for travel, meals, an office, a phone. */
export interface Allowance extends Common {
  readonly kind: "ALLOWANCE";
  readonly amount: DecimalText;
  readonly prorated: boolean;
  /** Paid only with at least this attainment of the goal in the period. */
  readonly minimumAttainment: DecimalText | null;
  /** By the company's own key; null for the rep's revenue quota. */
  readonly goal: string | null;
}

/** A fixed amount for each of something, between two days. */
export interface Spiff extends Common {
  readonly kind: "SPIFF";
  readonly amount: DecimalText;
  /** FIRST_ORDER is a customer's first ever. */
  readonly per: "ORDER" | "UNIT" | "FIRST_ORDER";
  readonly where: SalesFilter;
  readonly when: CountedWhen;
  readonly from: string;
  readonly to: string;
}

/** A guaranteed minimum a period; by the days of the plan. */
export interface Draw extends Common {
  readonly kind: "DRAW";
  readonly minimum: DecimalText;
  /** Whether later earnings above the minimum pay it back. */
  readonly recoverable: boolean;
  /** For how many months from the first day on the plan; null for as long as it lasts. What is owed stays owed. */
  readonly months: number | null;
  /** The components whose pay counts; null for all but allowances. */
  readonly against: readonly string[] | null;
}
