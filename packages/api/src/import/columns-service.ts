import { choice, date, id, integer, reference, text, timestamp } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** What passes between the company and its customers beside sales. */
export const serviceColumns: readonly ImportTable[] = [
  {
    name: "interactions",
    noun: "interaction",
    record: "interaction",
    key: ["id"],
    description: { en: "Contacts between reps and customers.", "zh-CN": "销售人员与客户的往来。" },
    columns: [
      id(),
      reference("customer", "customers", "With whom.", "客户。", { required: true }),
      reference("rep", "reps", "By whom.", "销售人员。"),
      choice("kind", ["CALL", "EMAIL", "MEETING", "CHAT", "VISIT"], "How.", "方式。", { required: true }),
      timestamp(
        "at",
        "A day, a local time, or a time with an offset (2024-03-01T09:30:00+08:00).",
        "日期、本地时间，或带时差的时间（2024-03-01T09:30:00+08:00）。",
        {
          required: true,
          past: true,
        },
      ),
      text("summary", "What was said.", "摘要。", { personal: true }),
    ],
  },
  {
    name: "needs",
    noun: "need",
    record: "need",
    key: ["id"],
    description: { en: "What customers may want next.", "zh-CN": "客户的潜在需求。" },
    columns: [
      id(),
      reference("customer", "customers", "Whose need.", "客户。", { required: true }),
      text("topic", "The need in a few words.", "主题。", { required: true }),
      reference("product", "products", "The product that would meet it.", "对应的产品。"),
      text("category", "Or the category.", "或对应的类别。"),
      text("statement", "What the customer said.", "原话。", { personal: true }),
      choice("source", ["COMMUNICATION", "MARKET_RESEARCH", "SURVEY"], "How it became known.", "来源。", {
        fallback: "'COMMUNICATION'",
      }),
      integer("strength", "1 (weak) to 5 (strong).", "1（弱）到 5（强）。", 1, 5, { fallback: "3" }),
      date("expected_on", "Day by which it is wanted.", "期望日期。"),
      choice("status", ["OPEN", "MET", "DROPPED"], "What became of it.", "状态。", { fallback: "'OPEN'" }),
      date("recorded_on", "Day on which it was written down.", "记录日期。", { required: true, past: true }),
    ],
  },
  {
    name: "survey_responses",
    noun: "response",
    record: "survey_response",
    key: ["id"],
    description: { en: "Answers to surveys.", "zh-CN": "满意度调查答复。" },
    columns: [
      id(),
      reference("customer", "customers", "Who answered.", "答复的客户。", { required: true }),
      reference("order", "orders", "The order that it is about.", "相关订单。"),
      choice("kind", ["NPS", "CSAT", "CES"], "Which survey.", "调查类型。", { required: true }),
      integer("score", "NPS 0–10, CSAT 1–5, CES 1–7.", "NPS 0–10，CSAT 1–5，CES 1–7。", 0, 10, {
        required: true,
        outOfRange: "NPS goes from 0 to 10, CSAT from 1 to 5, CES from 1 to 7",
      }),
      text("comment", "In their own words.", "评语。", { personal: true }),
      date("responded_on", "Day of the answer.", "答复日期。", { required: true, past: true }),
    ],
  },
  {
    name: "service_cases",
    noun: "case",
    record: "service_case",
    key: ["id"],
    description: { en: "After-sale feedback.", "zh-CN": "售后反馈。" },
    columns: [
      id(),
      reference("customer", "customers", "Whose case.", "客户。", { required: true }),
      choice("kind", ["COMPLAINT", "RETURN", "QUESTION", "PRAISE"], "What kind.", "类型。", { required: true }),
      choice("severity", ["LOW", "MEDIUM", "HIGH"], "How bad.", "严重程度。", { fallback: "'MEDIUM'" }),
      text("subject", "What it is about.", "主题。", { personal: true }),
      date("opened_on", "Day on which it was opened.", "开启日期。", { required: true, past: true }),
      date("resolved_on", "Day on which it was resolved.", "解决日期。", { past: true }),
    ],
  },
];
