import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { divide, formulaOf, multiply, subtract, whereEnough } from "./formula.ts";

/** What customers say, with no score from fewer than `minimum` responses. */
export function satisfactionMetrics(minimum: number): readonly MetricDefinition[] {
  const few = { en: `Empty below ${minimum} responses.`, "zh-CN": `少于 ${minimum} 份回答时为空。` };
  return [
    {
      id: "nps",
      label: { en: "Net promoter score", "zh-CN": "净推荐值" },
      description: {
        en: `Who would recommend the company (9–10 of 10) less who would not (0–6), from −100 to 100. ${few.en}`,
        "zh-CN": `推荐者（9–10 分）占比减去贬损者（0–6 分）占比，−100 到 100。${few["zh-CN"]}`,
      },
      formula: { en: "100 × (promoters − detractors) ÷ responses", "zh-CN": "100 ×（推荐者 − 贬损者）÷ 回答数" },
      unit: "SCORE",
      better: "HIGHER",
      value: whereEnough(
        facts.npsResponses,
        minimum,
        divide(multiply(100, subtract(facts.promoters, facts.detractors)), facts.npsResponses),
      ),
    },
    {
      id: "csat",
      label: { en: "Customer satisfaction", "zh-CN": "客户满意度" },
      description: {
        en: `Share of the answers that are 4 or 5 of 5. ${few.en}`,
        "zh-CN": `五分制中 4–5 分回答的比例。${few["zh-CN"]}`,
      },
      formula: { en: "Answers of 4 or 5 ÷ answers", "zh-CN": "4–5 分的回答数 ÷ 回答数" },
      unit: "RATIO",
      better: "HIGHER",
      value: whereEnough(facts.csatResponses, minimum, divide(facts.satisfied, facts.csatResponses)),
    },
    {
      id: "ces",
      label: { en: "Customer effort score", "zh-CN": "客户费力度" },
      description: {
        en: `Mean of the answers from 1 to 7 to how easy the company made it; 7 is easiest. ${few.en}`,
        "zh-CN": `对办事便利程度的 1–7 分回答的均值，7 为最便利。${few["zh-CN"]}`,
      },
      formula: { en: "Sum of the scores ÷ answers", "zh-CN": "得分之和 ÷ 回答数" },
      unit: "SCORE",
      better: "HIGHER",
      value: whereEnough(facts.cesResponses, minimum, divide(facts.effort, facts.cesResponses)),
    },
    {
      id: "responses",
      label: { en: "Survey responses", "zh-CN": "问卷回答数" },
      description: { en: "Answers to surveys of any kind.", "zh-CN": "各类问卷的回答数。" },
      formula: { en: "Number of responses", "zh-CN": "回答的数量" },
      unit: "COUNT",
      better: "HIGHER",
      value: formulaOf(facts.responses),
    },
    {
      id: "complaintRate",
      label: { en: "Complaint rate", "zh-CN": "投诉率" },
      description: {
        en: "Complaints opened in the days against the orders in them. Empty where there was no order.",
        "zh-CN": "期内提出的投诉数与期内订单数之比；没有订单时为空。",
      },
      formula: { en: "Complaints ÷ orders", "zh-CN": "投诉数 ÷ 订单数" },
      unit: "RATIO",
      better: "LOWER",
      value: divide(facts.complaints, facts.orders),
    },
    {
      id: "resolutionTime",
      label: { en: "Resolution time", "zh-CN": "解决时长" },
      description: {
        en: "Days from the opening of a service case to its resolution, on average over those resolved in the days.",
        "zh-CN": "期内解决的服务工单从提出到解决的平均天数。",
      },
      formula: { en: "Mean of resolution day − opening day", "zh-CN": "（解决日 − 提出日）的均值" },
      unit: "DAYS",
      better: "LOWER",
      value: divide(facts.resolutionDays, facts.resolved),
    },
  ];
}
