import type { Text } from "../metrics/definition.ts";
import type { RuleEvidence, RuleFigure, RuleTopic } from "../rules/metric-rule.ts";
import type { SwotQuadrant } from "./rules.ts";

/** A strength, weakness, opportunity or threat, and what it rests on. */
export interface SwotStatement {
  /** The id of the rule that raised it. */
  readonly rule: string;
  readonly quadrant: SwotQuadrant;
  readonly text: Text;
  /** The share of revenue at stake, 0 to 1; null where it can't be told. */
  readonly size: number | null;
  /** Of all that was asked for; those of values are with the evidence. */
  readonly figures: readonly RuleFigure[];
  /** The largest first. */
  readonly evidence: readonly RuleEvidence[];
  /** Where to look closer. */
  readonly topic: RuleTopic;
}

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
