import type { BudgetState } from "../budget/budget.ts";
import type { Text } from "../metrics/definition.ts";
import type { ActivityResult } from "./activity-effect.ts";
import type { HiringStage } from "./hiring.ts";
import type { ScoreMeasure } from "./scorecard.ts";

/** What people call a measure of a scorecard. */
export function scoreMeasureLabel(measure: ScoreMeasure): Text {
  return {
    ATTAINMENT: { en: "Attainment", "zh-CN": "目标达成率" },
    REVENUE: { en: "Revenue", "zh-CN": "销售额" },
    MARGIN: { en: "Profit margin", "zh-CN": "利润率" },
    WIN_RATE: { en: "Win rate", "zh-CN": "赢单率" },
    CSAT: { en: "Customer satisfaction", "zh-CN": "客户满意度" },
    NPS: { en: "Net promoter score", "zh-CN": "净推荐值" },
    ACTIVITY: { en: "Interactions a week", "zh-CN": "每周客户互动" },
  }[measure];
}

/** What people call a stage of hiring. */
export function hiringStageLabel(stage: HiringStage): Text {
  return {
    APPLIED: { en: "Applied", "zh-CN": "已应聘" },
    SCREENED: { en: "Screened", "zh-CN": "通过筛选" },
    INTERVIEWED: { en: "Interviewed", "zh-CN": "已面试" },
    OFFERED: { en: "Offered", "zh-CN": "已发录用通知" },
    HIRED: { en: "Hired", "zh-CN": "已录用" },
  }[stage];
}

/** What people call what activity is held against. */
export function activityResultLabel(result: ActivityResult): Text {
  return {
    REVENUE: { en: "Revenue", "zh-CN": "销售额" },
    WON_DEALS: { en: "Deals won", "zh-CN": "赢单数" },
  }[result];
}

/** How spending keeps to its budget, in words. */
export function budgetStateText(state: BudgetState): Text {
  return {
    OVER: { en: "Over budget", "zh-CN": "超出预算" },
    AHEAD: { en: "Ahead of plan", "zh-CN": "快于计划" },
    WITHIN: { en: "Within budget", "zh-CN": "预算之内" },
    UNPLANNED: { en: "No budget", "zh-CN": "无预算" },
  }[state];
}
