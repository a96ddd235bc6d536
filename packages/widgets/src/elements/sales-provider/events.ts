import type { Selection } from "../../data/settings.ts";

/** What elements ask of their provider. */
export const periodEvent = "sales-period";
export const filterEvent = "sales-filter";
export const selectEvent = "sales-select";

export interface SelectDetail extends Selection {
  /** Whether it is to be selected; without it, whether it was not before. */
  readonly selected?: boolean;
  /** The element that it is selected in, where another one speaks for it. */
  readonly source?: EventTarget;
}
