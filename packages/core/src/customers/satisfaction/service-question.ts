import type { Grain } from "../../calendar.ts";
import type { Catalog } from "../../metrics/catalog.ts";
import type { Period } from "../../period.ts";
import type { CustomerFilter } from "../question.ts";
import type { FeedbackQuestion } from "./prepare-for.ts";

type CaseKind = "COMPLAINT" | "RETURN" | "QUESTION" | "PRAISE";
export type CaseSeverity = "LOW" | "MEDIUM" | "HIGH";

/** The least severe first. */
export const caseSeverities: readonly CaseSeverity[] = ["LOW", "MEDIUM", "HIGH"];

export interface ServiceCaseFilter {
  readonly kind?: readonly CaseKind[] | null | undefined;
  readonly severity?: readonly CaseSeverity[] | null | undefined;
  /** Open on the as-of day (true) or resolved by it (false). */
  readonly open?: boolean | null | undefined;
  /** Open longer than nine in ten resolved ones of the same severity took (true), or not (false). */
  readonly overdue?: boolean | null | undefined;
  /** Opened on one of these days. */
  readonly opened?: { readonly from: string; readonly to: string } | null | undefined;
  /** Of which customers. */
  readonly customer?: CustomerFilter | null | undefined;
}

export type ServiceCaseOrderField = "SEVERITY" | "OPENED_ON" | "RESOLVED_ON" | "DAYS";

export interface ServiceCasesQuestion {
  readonly asOf: string;
  readonly where?: ServiceCaseFilter | null | undefined;
  /** The most severe that have taken longest unless said. */
  readonly orderBy?: readonly { readonly by: ServiceCaseOrderField; readonly direction: "ASC" | "DESC" }[] | undefined;
  readonly limit: number;
  readonly offset: number;
  /** Whose segments are filtered by; the built-in catalogue unless given. */
  readonly catalog?: Catalog | undefined;
}

export interface ServiceCaseRow {
  readonly caseId: number;
  readonly customerId: number;
  readonly open: boolean;
  /** From the opening to the resolution, or to the as-of day. */
  readonly days: number;
  readonly overdue: boolean;
}

/** By what resolutions are grouped. */
export type ServiceCaseGroup = "KIND" | "SEVERITY";

export interface ServiceSummaryQuestion extends FeedbackQuestion {
  readonly by?: ServiceCaseGroup | undefined;
  readonly series?: Grain | undefined;
}

/** How long nine in ten resolved cases of a severity took; null where fewer than five were resolved. */
export interface ServiceLimit {
  readonly severity: CaseSeverity;
  readonly resolved: number;
  readonly days: number | null;
}

export interface OpenCases {
  readonly severity: CaseSeverity;
  readonly kind: CaseKind;
  readonly cases: number;
  readonly overdue: number;
  /** Days since the oldest of them was opened. */
  readonly oldestDays: number;
}

export interface Resolutions {
  /** Cases opened in the days. */
  readonly opened: number;
  /** Cases resolved in the days: the times are of these, null where there are none. */
  readonly resolved: number;
  readonly meanDays: number | null;
  readonly medianDays: number | null;
  /** Nine in ten took at most so long: the linearly interpolated 90 % quantile. */
  readonly longDays: number | null;
}

export interface ResolutionRow extends Resolutions {
  /** A kind or a severity; null of all. */
  readonly key: string | null;
}

export interface ResolutionPoint extends Resolutions {
  readonly from: string;
  readonly to: string;
}

export interface ServiceSummary {
  readonly asOf: string;
  readonly period: Period;
  readonly limits: readonly ServiceLimit[];
  /** What is open on the as-of day: the most severe first, then the most frequent. */
  readonly open: readonly OpenCases[];
  readonly rows: readonly ResolutionRow[];
  readonly series: readonly ResolutionPoint[];
}
