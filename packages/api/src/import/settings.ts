import type { Catalog, Scope } from "@salesglass/core";

/** What decides what a value means, and whether it may be. */
export type Settings = {
  readonly currency: string;
  readonly timeZone: string;
  /** The company's today, `YYYY-MM-DD`: what has taken place can't lie after it. */
  readonly today: string;
  /** What the writer may see, and so may write. */
  readonly scope: Scope;
  /** The metrics that goals can be of. */
  readonly catalog: Catalog;
  /** The keys of the incentive plans that somebody can be on. */
  readonly plans: readonly string[];
};
