import { amount, date, id, period, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

const team = reference(
  "team",
  "teams",
  "The team that it is for; empty for the company itself.",
  "所属团队；公司本身的留空。",
);
const category = text("category", "Such as travel, marketing, salaries, events.", "类别，如差旅、市场、薪资、活动。", {
  required: true,
});
const currency = text(
  "currency",
  "The company's currency; another one is refused.",
  "公司的报表货币；其他货币会被拒绝。",
  {
    fallbackText: { en: "the company's", "zh-CN": "公司的货币" },
  },
);

/** What may be spent, and what was. */
export const budgetColumns: readonly ImportTable[] = [
  {
    name: "budgets",
    noun: "budget",
    record: "budget",
    key: ["id"],
    description: {
      en: "What a team, or the company itself, may spend on a category in a month. Budgets add up: the company's is what no team has.",
      "zh-CN": "团队（或公司本身）每月各类别的预算。各项预算相加：公司预算为不属于任何团队的部分。",
    },
    columns: [
      id(),
      team,
      category,
      period("month", "Which month.", "月份。", { required: true }),
      amount("amount", "How much.", "金额。", { required: true, minimum: 0 }),
      currency,
    ],
  },
  {
    name: "expenses",
    noun: "expense",
    record: "expense",
    key: ["id"],
    description: { en: "What was spent.", "zh-CN": "实际支出。" },
    columns: [
      id(),
      team,
      category,
      date("day", "When.", "日期。", { required: true, past: true }),
      amount("amount", "How much; negative for what came back.", "金额；退回的为负数。", { required: true }),
      currency,
      text(
        "channel",
        "The channel of sales that it was spent for, as orders name it.",
        "对应的销售渠道，与订单中的写法一致。",
      ),
      text("campaign", "The campaign.", "营销活动。"),
      text("note", "What for.", "说明。"),
    ],
  },
];
