import type { Text } from "../metrics/definition.ts";
import type { MetricRule } from "../rules/metric-rule.ts";

/** Raises an alert for as long as its conditions hold in the period that is current on the day. */
export interface AlertRule extends MetricRule {
  /** As everywhere: `this-month`, `last-7-days` … */
  readonly period: string;
}

/** A company's own alerts, and other thresholds of the built-in ones. */
export interface AlertSettings {
  readonly rules?: readonly AlertRule[] | undefined;
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
  /** Ids of built-in alerts that aren't wanted. */
  readonly without?: readonly string[] | undefined;
}

/** An alert that is over goals or people rather than over a metric. */
export interface BuiltInAlert {
  readonly id: "plan-behind" | "detractor-waiting";
  readonly text: Text;
  /** What the threshold is of. */
  readonly label: Text;
  readonly threshold: number;
}

export interface AlertRules {
  readonly metricRules: readonly AlertRule[];
  readonly builtIn: readonly BuiltInAlert[];
}

export const builtInAlerts: readonly BuiltInAlert[] = [
  {
    id: "plan-behind",
    text: { en: "Behind plan", "zh-CN": "落后于计划" },
    label: { en: "Against what is due by today", "zh-CN": "与当前应达成额相比" },
    threshold: 0.1,
  },
  {
    id: "detractor-waiting",
    text: { en: "Detractor without contact", "zh-CN": "贬损客户尚未联系" },
    label: { en: "Days without contact", "zh-CN": "未联系天数" },
    threshold: 3,
  },
];

/** The built-in alerts with a company's thresholds, without those that it doesn't want, and its own. */
export function alertRulesOf({ rules = [], thresholds = {}, without = [] }: AlertSettings = {}): AlertRules {
  return {
    metricRules: rules,
    builtIn: builtInAlerts
      .filter(({ id }) => !without.includes(id))
      .map((alert) => ({ ...alert, threshold: thresholds[alert.id] ?? alert.threshold })),
  };
}
