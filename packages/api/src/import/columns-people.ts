import { date, id, integer, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** Whom the team wants to hire, and who applied. */
export const peopleColumns: readonly ImportTable[] = [
  {
    name: "openings",
    noun: "opening",
    record: "opening",
    key: ["id"],
    description: { en: "Places to be filled.", "zh-CN": "招聘职位。" },
    columns: [
      id(),
      reference("team", "teams", "The team that hires; empty for the company itself.", "招聘团队；公司本身的留空。"),
      text("title", "What the position is called.", "职位名称。", { required: true }),
      integer("headcount", "How many are wanted.", "招聘人数。", 1, 10_000, { fallback: "1" }),
      date("opened_on", "Since when.", "开放日期。", { required: true, past: true }),
      date("filled_on", "Day on which the last place was taken; empty before.", "招满日期，未招满时为空。", {
        past: true,
      }),
      date("closed_on", "Day on which it was given up unfilled.", "未招满而关闭的日期。", { past: true }),
    ],
  },
  {
    name: "candidates",
    noun: "candidate",
    record: "candidate",
    key: ["id"],
    description: {
      en: "Who applied for an opening, and the day of each stage that they reached. Names aren't needed for any figure.",
      "zh-CN": "应聘者及其到达各阶段的日期。统计不需要姓名。",
    },
    columns: [
      id(),
      reference("opening", "openings", "Which opening.", "职位。", { required: true }),
      text("name", "Name; better left out.", "姓名；建议留空。"),
      text("source", "How they became known, such as referral or website.", "来源，如内部推荐、网站。"),
      date("applied_on", "Day of the application.", "应聘日期。", { required: true, past: true }),
      date("screened_on", "Day on which the papers were found good.", "通过筛选的日期。", { past: true }),
      date("interviewed_on", "Day of the first interview.", "首次面试日期。", { past: true }),
      date("offered_on", "Day of the offer.", "发出录用通知的日期。", { past: true }),
      date("hired_on", "Day on which they accepted.", "接受录用的日期。", { past: true }),
      date(
        "rejected_on",
        "Day on which it ended without hiring, whoever said no.",
        "未录用而结束的日期（无论由哪一方决定）。",
        {
          past: true,
        },
      ),
    ],
  },
];
