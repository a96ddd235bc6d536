import type { Selection } from "../../data/settings.ts";
import type { Dimension } from "../../generated/graphql.ts";

/** One step down: the period that was gone into, and how its days are now shown. */
export interface DrillStep {
  readonly period: string;
  readonly by: Dimension;
  /** The name of the period that was gone into. */
  readonly label: string;
  /** The name of the period that it was a part of, and the place there, for the way back. */
  readonly above: string;
  readonly index: number;
  readonly selection: Selection;
}

/** What a step of time is made of. Weeks don't fit into months, so that a month goes on to its days. */
const finer: Partial<Record<Dimension, Dimension>> = {
  YEAR: "QUARTER",
  QUARTER: "MONTH",
  MONTH: "DAY",
  WEEK: "DAY",
  FISCAL_YEAR: "FISCAL_QUARTER",
  FISCAL_QUARTER: "FISCAL_MONTH",
  FISCAL_MONTH: "DAY",
};

/** The dimension that a step of this one is split by when it is gone into; nothing for days. */
export const finerThan = (by: Dimension): Dimension | undefined => finer[by];
