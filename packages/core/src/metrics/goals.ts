import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { divide, formulaOf } from "./formula.ts";

/** What was to be sold, and how much of it was. */
export const goalMetrics: readonly MetricDefinition[] = [
  {
    id: "quota",
    label: { en: "Quota", "zh-CN": "销售配额" },
    description: {
      en: "Targets of the revenue goals of the company, its teams and reps, each in proportion to its days that lie in the period. A goal counts for what the goals inside of it leave: a team's target for what its reps' do not cover.",
      "zh-CN":
        "公司、团队和销售人员的销售额目标之和，每个目标按其落在期内的天数比例计入。上级目标只计入下级目标未覆盖的部分：团队目标只计其成员目标之外的部分。",
    },
    formula: {
      en: "Sum of target × days in the period ÷ days of the goal",
      "zh-CN": "（目标值 × 落在期内的天数 ÷ 目标总天数）之和",
    },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.quota),
  },
  {
    id: "attainment",
    label: { en: "Attainment", "zh-CN": "目标达成率" },
    description: {
      en: "Revenue against the quota of the same days: 1.2 is 120 %. Not capped; empty where there is no quota.",
      "zh-CN": "销售额与同期销售配额之比，1.2 即 120 %；不封顶，没有配额时为空。",
    },
    formula: { en: "Revenue ÷ quota", "zh-CN": "销售额 ÷ 销售配额" },
    unit: "RATIO",
    better: "HIGHER",
    value: divide(facts.revenue, facts.quota),
  },
];
