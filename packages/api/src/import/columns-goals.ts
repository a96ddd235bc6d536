import { amount, date, id, name, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** What is to be reached. */
export const goalColumns: readonly ImportTable[] = [
  {
    name: "goals",
    noun: "goal",
    record: "goal",
    key: ["id"],
    description: {
      en: "What is to be reached: a metric's value over some days, for the company, a team or a rep. A quota is a goal of `revenue`.",
      "zh-CN": "要达成的目标：公司、团队或销售人员在一段日期内某指标的目标值。销售配额即指标为 `revenue` 的目标。",
    },
    columns: [
      id(),
      name(),
      text("metric", "A metric of the catalogue, by its id.", "指标目录中的指标 id。", { fallback: "'revenue'" }),
      text(
        "filter",
        "Which facts count, such as `channel=online; category=Tea|Coffee`; all where it is empty.",
        "计入哪些数据，例如 `channel=online; category=Tea|Coffee`；为空时全部计入。",
      ),
      amount("target", "The value to be reached, above zero.", "目标值，须大于零。", { required: true }),
      date("starts_on", "First day.", "开始日期。", { required: true }),
      date("ends_on", "Last day.", "结束日期。", { required: true }),
      reference("rep", "reps", "Whose goal it is.", "目标所属的销售人员。"),
      reference(
        "team",
        "teams",
        "Without a rep whose goal it is, the company's where both are empty; of a rep's goal the team that it counts for.",
        "没有销售人员时为目标所属的团队，两者皆空时为公司目标；有销售人员时为目标计入的团队。",
        { fallbackText: { en: "of a rep's goal the rep's team", "zh-CN": "销售人员目标默认为其所在团队" } },
      ),
      reference("parent", "goals", "The goal that it contributes to.", "上级目标。"),
      amount("reward", "What is paid for reaching it.", "达成后的奖励金额。", { minimum: 0 }),
      date("created_on", "The day on which it was set.", "设定日期。", {
        past: true,
        fallback: "company_today()",
        fallbackText: { en: "today", "zh-CN": "今天" },
      }),
    ],
  },
];
