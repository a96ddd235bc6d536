import { amount, choice, date, id, name, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** What is given for being best. */
export const honourColumns: readonly ImportTable[] = [
  {
    name: "honour_rules",
    noun: "honour",
    record: "honour_rule",
    key: ["id"],
    description: {
      en: "Titles such as Sales Star, for the best figure of each month, quarter or year.",
      "zh-CN": "荣誉称号（如销售之星），授予每月、每季度或每年指标最佳者。",
    },
    columns: [
      id(),
      name(),
      text("name_zh", "Name in Chinese.", "中文名称。"),
      text("metric", "The metric of the catalogue that decides, by its id.", "据以评选的指标 id（见指标目录）。", {
        fallback: "'revenue'",
      }),
      text(
        "filter",
        "Which facts count, such as `channel=online; category=Tea|Coffee`; all where it is empty.",
        "计入哪些数据，例如 `channel=online; category=Tea|Coffee`；为空时全部计入。",
      ),
      choice("given_to", ["REP", "TEAM"], "Who competes.", "评选对象：销售人员或团队。", { fallback: "'REP'" }),
      choice("every", ["MONTH", "QUARTER", "YEAR"], "How often it is given.", "评选周期。", { required: true }),
      amount(
        "minimum",
        "What the value has to meet: at least so much, at most where lower is better.",
        "须达到的数值：至少为此值；越低越好的指标则至多为此值。",
      ),
      text(
        "tie_break",
        "The metric that decides between equals; who is equal in it too shares the honour.",
        "数值相同时据以区分的指标；仍相同者共享荣誉。",
      ),
      date("starts_on", "The first day of which a period may be the end.", "自该日起结束的周期参加评选。"),
      date("ends_on", "The last.", "至该日止结束的周期参加评选。"),
    ],
  },
];
