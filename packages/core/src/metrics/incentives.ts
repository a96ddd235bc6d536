import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { divide, formulaOf } from "./formula.ts";

/** What the sales team is paid. */
export const incentiveMetrics: readonly MetricDefinition[] = [
  {
    id: "payout",
    label: { en: "Incentive pay", "zh-CN": "激励支出" },
    description: {
      en: "Amounts of closed statements (commission, bonuses, allowances, draws, what was taken back and adjusted), each on the last day of its month. Months that aren't closed have none.",
      "zh-CN": "已结账单的金额（提成、奖金、补贴、保底、追回与调整），计在所属月份的最后一天。未结账的月份为空。",
    },
    formula: { en: "Sum of the lines of closed statements", "zh-CN": "已结账单各行金额之和" },
    unit: "MONEY",
    better: "LOWER",
    value: formulaOf(facts.payout),
  },
  {
    id: "payoutRate",
    label: { en: "Incentive pay as a share of revenue", "zh-CN": "激励费用率" },
    description: {
      en: "Incentive pay against the revenue of the same days: 0.05 is 5 %. Empty without revenue. Whole months only are comparable.",
      "zh-CN": "激励支出与同期销售额之比，0.05 即 5 %；没有销售额时为空。仅整月可比。",
    },
    formula: { en: "Incentive pay ÷ revenue", "zh-CN": "激励支出 ÷ 销售额" },
    unit: "RATIO",
    better: "LOWER",
    value: divide(facts.payout, facts.revenue),
  },
];
