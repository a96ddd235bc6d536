import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { divide, formulaOf, subtract, unlessAny } from "./formula.ts";

/** What selling may cost, what it does cost, and what comes of it. */
export const budgetMetrics: readonly MetricDefinition[] = [
  {
    id: "budget",
    label: { en: "Budget", "zh-CN": "预算" },
    description: {
      en: "What the company and its teams may spend, each month's budget in proportion to its days that lie in the period. Reps see none.",
      "zh-CN": "公司与各团队的预算，每月预算按其落在期内的天数比例计入。销售人员不可见。",
    },
    formula: {
      en: "Sum of monthly budget × days in the period ÷ days of the month",
      "zh-CN": "（月预算 × 落在期内的天数 ÷ 当月天数）之和",
    },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.budget),
  },
  {
    id: "spend",
    label: { en: "Spend", "zh-CN": "支出" },
    description: {
      en: "What was spent, by day; what came back is taken off. Reps see none.",
      "zh-CN": "按日期计的实际支出，退回的予以扣除。销售人员不可见。",
    },
    formula: { en: "Sum of expenses", "zh-CN": "各项支出之和" },
    unit: "MONEY",
    better: "LOWER",
    value: formulaOf(facts.spend),
  },
  {
    id: "budgetVariance",
    label: { en: "Budget variance", "zh-CN": "预算差异" },
    description: {
      en: "Spend beyond the budget of the same days; negative while less was spent.",
      "zh-CN": "支出超出同期预算的金额；支出较少时为负。",
    },
    formula: { en: "Spend − budget", "zh-CN": "支出 − 预算" },
    unit: "MONEY",
    better: "LOWER",
    value: subtract(facts.spend, facts.budget),
  },
  {
    id: "costOfSales",
    label: { en: "Cost of sales", "zh-CN": "销售费用率" },
    description: {
      en: "Spend against the revenue of the same days: 0.08 is 8 %. Empty without revenue. The cost of goods is not in it.",
      "zh-CN": "支出与同期销售额之比，0.08 即 8 %；没有销售额时为空。不含商品成本。",
    },
    formula: { en: "Spend ÷ revenue", "zh-CN": "支出 ÷ 销售额" },
    unit: "RATIO",
    better: "LOWER",
    value: divide(facts.spend, facts.revenue),
  },
  {
    id: "returnOnSpend",
    label: { en: "Return on spend", "zh-CN": "支出回报率" },
    description: {
      en: "What gross profit of the same days leaves after the spend, for each unit spent: 1.5 is 1.50 for each 1.00. Empty where nothing was spent, and while a sale in the row has no known cost. It tells what came together, not what the spend brought about.",
      "zh-CN":
        "同期毛利扣除支出后与支出之比，1.5 即每支出 1.00 得 1.50。没有支出，或该行中有销售成本未知时为空。该指标只说明同期数值，并不表示由支出带来。",
    },
    formula: { en: "(Gross profit − spend) ÷ spend", "zh-CN": "（毛利 − 支出）÷ 支出" },
    unit: "RATIO",
    better: "HIGHER",
    value: unlessAny(facts.uncosted, divide(subtract(subtract(facts.revenue, facts.cost), facts.spend), facts.spend)),
  },
];
