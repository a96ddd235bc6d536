import type { Comparison } from "../comparison.ts";
import type { Text, Unit } from "../metrics/definition.ts";
import type { EntityKind } from "../metrics/dimensions.ts";
import type { SwotQuadrant } from "./rules.ts";

/** A figure that a statement rests on. */
export interface SwotFigure {
  readonly label: Text;
  readonly unit: Unit;
  /** Points of a score or a rate rather than a share of the figure before. */
  readonly as: "VALUE" | "CHANGE" | "DIFFERENCE" | "SHARE";
  readonly value: number;
  /** What it is compared with; null where nothing is. */
  readonly versus: Comparison | null;
  /** The metric itself now and then, where `value` is a CHANGE or DIFFERENCE. */
  readonly current: number | null;
  readonly before: number | null;
  /** At which the statement begins; null where a test of significance decides. */
  readonly threshold: number | null;
}

/** Who or what it is seen in: a product, a region, a competitor, a topic. */
export interface SwotEvidence {
  /** What it is one of; null of competitors, topics and series. */
  readonly entity: EntityKind | null;
  /** An entity's id, else the text; null where it is not given. */
  readonly key: string | number | null;
  readonly label: Text | null;
  /** In the terms of the statement's first figure, or as the detail says. */
  readonly figures: readonly SwotFigure[];
  /** Of revenue, 0 to 1; null where none can be told. */
  readonly share: number | null;
  /** What else is known of it. */
  readonly detail: Text | null;
}

/** A strength, weakness, opportunity or threat, and what it rests on. */
export interface SwotStatement {
  /** The id of the rule that raised it. */
  readonly rule: string;
  readonly quadrant: SwotQuadrant;
  readonly text: Text;
  /** The share of revenue at stake, 0 to 1; null where it can't be told. */
  readonly size: number | null;
  /** Of all that was asked for; those of values are with the evidence. */
  readonly figures: readonly SwotFigure[];
  /** The largest first. */
  readonly evidence: readonly SwotEvidence[];
  /** Where to look closer. */
  readonly topic: SwotTopic;
}

/** What a statement is about: sales, customers, the pipeline, the team, the market. */
export type SwotTopic = "SALES" | "CUSTOMERS" | "PIPELINE" | "TEAM" | "MARKET";

/** The largest share of revenue first; those without one by how far beyond their thresholds they are. */
export function bySize(a: SwotStatement, b: SwotStatement): number {
  if (a.size !== null && b.size !== null && a.size !== b.size) return b.size - a.size;
  if ((a.size === null) !== (b.size === null)) return a.size === null ? 1 : -1;
  return excessOf(b) - excessOf(a);
}

function excessOf({ figures, evidence }: SwotStatement): number {
  const figure = figures[0] ?? evidence[0]?.figures[0];
  if (!figure || figure.threshold === null) return 0;
  return Math.abs(figure.value - figure.threshold) / Math.max(Math.abs(figure.threshold), 0.01);
}
