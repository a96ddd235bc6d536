import type { Calendar } from "../calendar.ts";
import type { Catalog } from "../metrics/catalog.ts";
import type { Text } from "../metrics/definition.ts";
import type { MetricFilter, ValueFilter } from "../metrics/question.ts";
import type { Period } from "../period.ts";

export interface RfmCutPoints {
  /** Days, ascending; a customer at or above all of them is the longest away. */
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly monetary: readonly number[];
}

export interface RfmQuestion {
  readonly calendar: Calendar;
  /** The day that recency is counted to; today unless said. */
  readonly asOf?: string | undefined;
  /** The days whose purchases count; the 12 months up to the as-of day unless said. */
  readonly window?: Period | undefined;
  /** 3, 4 or 5 scores; those of the company's own segments, else 5, unless said. */
  readonly bins?: number | undefined;
  /** Fixed thresholds, one fewer than bins; computed as quantiles unless given. */
  readonly cutPoints?: RfmCutPoints | undefined;
  readonly where?: MetricFilter | undefined;
  /** What can be filtered by, and the company's own segments; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

export interface RfmCell {
  /** Score, 1 to bins; the highest bought last. */
  readonly recency: number;
  readonly frequency: number;
  readonly customers: number;
  readonly revenue: number;
  /** Revenue a customer; null in an empty cell. */
  readonly averageSpend: number | null;
  /** Where the map also looks at the monetary score: the segment of most of the cell's customers. */
  readonly segment: string;
}

export interface RfmSegment {
  readonly id: string;
  readonly label: Text;
  readonly customers: number;
  readonly revenue: number;
  /** Share of all customers counted, 0 to 1; 0 when there are none. */
  readonly share: number;
}

export interface Rfm {
  readonly asOf: string;
  readonly window: Period;
  readonly bins: number;
  readonly customers: number;
  readonly revenue: number;
  /** Empty lists when they were to be computed and nobody bought. */
  readonly cutPoints: RfmCutPoints;
  /** Every cell, from (1, 1) to (bins, bins), recency first. */
  readonly cells: readonly RfmCell[];
  /** Every segment of the map, in its order. */
  readonly segments: readonly RfmSegment[];
}

/** Which of an RFM's customers to list: a segment's, a cell's, or all. */
export interface RfmMemberPage {
  readonly segment?: string | undefined;
  readonly cell?: { readonly recency: number; readonly frequency: number } | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface RfmMember {
  readonly customerId: number;
  readonly recencyDays: number;
  readonly orders: number;
  readonly revenue: number;
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly segment: string;
}

export interface CustomerFilter {
  readonly kind?: ValueFilter<string> | null | undefined;
  readonly country?: ValueFilter<string> | null | undefined;
  readonly region?: ValueFilter<string> | null | undefined;
  readonly industry?: ValueFilter<string> | null | undefined;
  readonly source?: ValueFilter<string> | null | undefined;
  /** The rep in charge, by integer id. */
  readonly owner?: ValueFilter<number> | null | undefined;
  /** The owner's team or one of its sub-teams, by integer id. */
  readonly team?: ValueFilter<number> | null | undefined;
  /** The state of their activity; `queryActivity` says what it means. */
  readonly activity?: ValueFilter<string> | null | undefined;
  /** Their RFM segment over the 12 months up to the as-of day, of all their sales; none where they didn't buy. */
  readonly segment?: ValueFilter<string> | null | undefined;
}

/** ACTIVITY goes from ACTIVE to LOST, then PROSPECT; DUE_ON by the day on which a purchase is due. */
export type CustomerOrderField = "NAME" | "REVENUE" | "ORDERS" | "LAST_ORDER" | "ACQUIRED_ON" | "ACTIVITY" | "DUE_ON";

export interface CustomersQuestion {
  /** Part of the name, company name, e-mail or external id, in any case. */
  readonly search?: string | null | undefined;
  readonly where?: CustomerFilter | null | undefined;
  /** By name unless said. */
  readonly orderBy?: readonly { readonly by: CustomerOrderField; readonly direction: "ASC" | "DESC" }[] | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly asOf: string;
  /** Whose segments are filtered by; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

export interface CustomerFigures {
  readonly customerId: number;
  readonly revenue: number;
  /** Orders with a positive net amount. */
  readonly orders: number;
  readonly firstOrderOn: string | null;
  readonly lastOrderOn: string | null;
  /** Days from the last order to the as-of day. */
  readonly recencyDays: number | null;
  readonly averageOrderValue: number | null;
}
