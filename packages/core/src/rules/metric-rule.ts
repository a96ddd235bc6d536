import type { Comparison } from "../comparison.ts";
import type { MetricId, Text, Unit } from "../metrics/definition.ts";
import type { DimensionId, EntityKind } from "../metrics/dimensions.ts";

/** A reading of a metric that has to lie beyond a threshold. Money and counts as they are, 0.12 is 12 %. */
export interface RuleCondition {
  readonly metric: MetricId;
  /** VALUE unless said. */
  readonly as?: "VALUE" | "CHANGE" | "DIFFERENCE" | "SHARE" | undefined;
  /** What CHANGE and DIFFERENCE compare with; SAME_PERIOD_LAST_YEAR unless said. */
  readonly versus?: Comparison | undefined;
  /** Exactly one of these: it holds at the threshold, and beyond it. */
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
}

/** Holds when all of its conditions do: for all that was asked for, or for values of a dimension. */
export interface MetricRule {
  /** In kebab case. */
  readonly id: string;
  /** What it says, without figures: these are given beside it. */
  readonly text: Text;
  readonly when: readonly RuleCondition[];
  /** Whose values are judged one by one and named where they meet the conditions: `product`, `customer`, `rep`, `team`, or a text such as `region`. */
  readonly by?: DimensionId | undefined;
  /** Which share of revenue a value has to have to be named; 0.02 unless said. */
  readonly minimumShare?: number | undefined;
  /** By how much a value has to lie beyond the same reading of the whole, too: what grows as all does is nothing of its own. */
  readonly beyondWhole?: number | undefined;
}

/** A figure that a finding rests on. */
export interface RuleFigure {
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
  /** At which the rule begins to hold; null where a test of significance decides. */
  readonly threshold: number | null;
}

/** Who or what it is seen in: a product, a region, a competitor, a topic. */
export interface RuleEvidence {
  /** What it is one of; null of competitors, topics and series. */
  readonly entity: EntityKind | null;
  /** An entity's id, else the text; null where it is not given. */
  readonly key: string | number | null;
  readonly label: Text | null;
  /** Its own figures. */
  readonly figures: readonly RuleFigure[];
  /** Of revenue, 0 to 1; null where none can be told. */
  readonly share: number | null;
  /** What else is known of it. */
  readonly detail: Text | null;
}

/** What a rule that holds rests on. */
export interface Finding<Rule extends MetricRule = MetricRule> {
  readonly rule: Rule;
  /** The share of revenue at stake, 0 to 1; null where it can't be told. */
  readonly size: number | null;
  /** Of all that was asked for; those of values are with the evidence. */
  readonly figures: readonly RuleFigure[];
  /** The largest first. */
  readonly evidence: readonly RuleEvidence[];
  readonly topic: RuleTopic;
}

/** What a finding is about: sales, customers, the pipeline, the team, the market. */
export type RuleTopic = "SALES" | "CUSTOMERS" | "PIPELINE" | "TEAM" | "MARKET";

/** The rule with another threshold in each of its conditions. */
export function withThreshold<Rule extends MetricRule>(rule: Rule, threshold: number | undefined): Rule {
  if (threshold === undefined) return rule;
  return {
    ...rule,
    when: rule.when.map((one) =>
      one.atLeast !== undefined ? { ...one, atLeast: threshold } : { ...one, atMost: threshold },
    ),
  };
}
