import type { Calendar } from "../../calendar.ts";
import type { Catalog } from "../../metrics/catalog.ts";
import type { MetricFilter } from "../../metrics/question.ts";
import type { PurchaseFit } from "./purchase-model.ts";
import type { SpendFit } from "./spend-model.ts";
import type { LifetimeFigures } from "./value.ts";

export interface LifetimeQuestion {
  readonly calendar: Calendar;
  /** Purchases after this day are not known; never later than the calendar's today. */
  readonly asOf?: string | undefined;
  /** Which sales count: by anything but time, segment and new or returning, which would cut histories short. */
  readonly where?: MetricFilter | undefined;
  /** What can be filtered by; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

/**
 * Why there is no lifetime value.
 *
 * - NO_PURCHASES: nobody has bought anything
 * - SHORT_HISTORY: less than 120 days, of which the last quarter couldn't be held out
 * - TOO_FEW_REPEAT_CUSTOMERS: fewer than 20 came back, or had before the days that are held out
 * - NO_MAXIMUM: no parameters are likelier than all others
 * - NO_MEAN_SPEND: a few customers spend so much that the mean is theirs alone
 */
export type LifetimeGap =
  | "NO_PURCHASES"
  | "SHORT_HISTORY"
  | "TOO_FEW_REPEAT_CUSTOMERS"
  | "NO_MAXIMUM"
  | "NO_MEAN_SPEND";

/** How far off the model was: fitted on what was known then, it predicted the days that are held out. */
export interface LifetimeHoldOut {
  /** The first and the last day that were held out. */
  readonly from: string;
  readonly to: string;
  /** Who had bought before. */
  readonly customers: number;
  /** Days with a purchase: what came, and what was predicted. */
  readonly purchases: HoldOutFigures;
  /** What was spent. */
  readonly revenue: HoldOutFigures;
  /** Mean distance of prediction and purchases, customer by customer. */
  readonly meanAbsoluteError: { readonly model: number; readonly baseline: number };
}

/** The baseline: everybody goes on at the rate, and with the spend, of their past. */
export interface HoldOutFigures {
  readonly actual: number;
  readonly model: number;
  readonly baseline: number;
  /** model ÷ actual − 1; null where nothing came. */
  readonly modelDeviation: number | null;
  readonly baselineDeviation: number | null;
}

export interface LifetimeModel {
  /** In days. */
  readonly purchases: PurchaseFit;
  readonly spend: SpendFit;
  readonly customers: number;
  /** Who bought on more than one day. */
  readonly repeatCustomers: number;
  readonly holdOut: LifetimeHoldOut;
}

/** What a customer did up to the as-of day, and what is expected of them. */
export interface CustomerLifetime extends LifetimeFigures {
  readonly customerId: number;
  /** Days with a purchase. */
  readonly purchases: number;
  /** From one such day to the next; null after only one. */
  readonly averageGapDays: number | null;
  readonly daysSinceLast: number;
}

/** All customers together. */
export interface LifetimeTotal {
  readonly customers: number;
  /** How many are expected to be customers still. */
  readonly active: number;
  readonly purchases: number;
  readonly value: number;
}
