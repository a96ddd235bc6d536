import type { Calendar } from "../../calendar.ts";
import type { ValueFilter } from "../../metrics/question.ts";

export type NeedStatus = "OPEN" | "MET" | "DROPPED";

/** What needs are put together by; MONTH is that in which they were written down, EXPECTED_MONTH that of the wish. */
export type NeedGrouping = "TOPIC" | "CATEGORY" | "PRODUCT" | "SOURCE" | "STRENGTH" | "MONTH" | "EXPECTED_MONTH";

interface Range<Value> {
  readonly from?: Value | null | undefined;
  readonly to?: Value | null | undefined;
}

/** Which needs. All conditions must be met. */
export interface NeedFilter {
  readonly status?: readonly NeedStatus[] | null | undefined;
  /** Part of the topic, in any case. */
  readonly topic?: string | null | undefined;
  /** Of the need, or of the product that it names. */
  readonly category?: ValueFilter<string> | null | undefined;
  /** Needs that name one of these products, by integer id. */
  readonly product?: ValueFilter<number> | null | undefined;
  readonly source?: ValueFilter<string> | null | undefined;
  /** 1 to 5, both ends included. */
  readonly strength?: Range<number> | null | undefined;
  /** Wanted by a day from this to that, both included; a need without a day is in no range. */
  readonly expected?: Range<string> | null | undefined;
  /** The rep in charge of the customer, by integer id. */
  readonly owner?: ValueFilter<number> | null | undefined;
}

export interface NeedSummaryQuestion {
  readonly calendar: Calendar;
  readonly groupBy: NeedGrouping;
  readonly where?: NeedFilter | null | undefined;
  /** Needs that were written down up to this day, and overdue on it; today unless said. */
  readonly asOf?: string | undefined;
  /** At most so many groups; all unless said. */
  readonly first?: number | undefined;
}

export type NeedOrderField = "EXPECTED_ON" | "RECORDED_ON" | "STRENGTH";

export interface NeedsQuestion {
  readonly where?: NeedFilter | null | undefined;
  readonly asOf: string;
  readonly orderBy?: readonly { readonly by: NeedOrderField; readonly direction: "ASC" | "DESC" }[] | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface NeedGroup {
  /** A topic, a category, a product's id, a source, a strength, the first day of a month; null where it isn't said. */
  readonly key: string | null;
  /** The product's name where that differs from its key, else the key. */
  readonly label: string | null;
  readonly needs: number;
  readonly open: number;
  /** Open, and wanted by a day that has passed. */
  readonly overdue: number;
  readonly met: number;
  readonly dropped: number;
  /** Distinct customers. */
  readonly customers: number;
  /** Customers with an open one. */
  readonly waitingCustomers: number;
  /** Mean of 1 (weak) to 5 (strong); null in a month without needs. */
  readonly averageStrength: number | null;
}
