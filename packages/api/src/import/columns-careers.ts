import { amount, date, id, integer, name, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

const rep = reference("rep", "reps", "Whose.", "销售人员。", { required: true });

/** How reps learn, and how they advance. */
export const careerColumns: readonly ImportTable[] = [
  {
    name: "courses",
    noun: "course",
    record: "course",
    key: ["id"],
    description: { en: "What reps can be trained in.", "zh-CN": "培训课程。" },
    columns: [
      id(),
      name(),
      text("name_zh", "Name in Chinese.", "中文名称。"),
      amount("hours", "How long it takes.", "学时。", { minimum: 0 }),
    ],
  },
  {
    name: "enrolments",
    noun: "enrolment",
    record: "enrolment",
    key: ["id"],
    description: { en: "Who takes part in which course.", "zh-CN": "课程报名与完成情况。" },
    columns: [
      id(),
      rep,
      reference("course", "courses", "Which course.", "课程。", { required: true }),
      date("enrolled_on", "Day on which it was begun.", "报名日期。", { required: true, past: true }),
      date("completed_on", "Day on which it was completed; empty before.", "完成日期，未完成时为空。", { past: true }),
      integer("score", "Result, 0 to 100.", "成绩，0 到 100。", 0, 100),
    ],
  },
  {
    name: "career_levels",
    noun: "level",
    record: "career_level",
    key: ["id"],
    description: {
      en: "The levels of career ladders, and what is asked for before each. What is empty isn't asked for.",
      "zh-CN": "职业发展阶梯的各级别及其晋升条件；为空的条件不作要求。",
    },
    columns: [
      id(),
      text("track", "The ladder that it belongs to.", "所属的发展通道。", { fallback: "'sales'" }),
      integer("rank", "Its place on the ladder; higher is further.", "级别次序，数字越大级别越高。", 1, 100, {
        required: true,
      }),
      name(),
      text("name_zh", "Name in Chinese.", "中文名称。"),
      amount(
        "min_attainment",
        "Attainment of quota over the last months: 1 is 100 %.",
        "近几个月的目标达成率，1 即 100 %。",
        { minimum: 0 },
      ),
      integer("attainment_months", "Over how many whole months.", "统计的整月数。", 1, 60, { fallback: "12" }),
      integer("min_tenure_months", "Whole months since hiring.", "入职满多少个月。", 0, 600),
      text(
        "courses",
        "Courses to be completed: their `id`s, with `|` between them.",
        "须完成的课程：各课程的 `id`，以 `|` 分隔。",
      ),
      integer("min_review", "The latest review's score.", "最近一次考评的分数。", 1, 5),
    ],
  },
  {
    name: "career_steps",
    noun: "step",
    record: "career_step",
    key: ["id"],
    description: {
      en: "Since when reps have been at a level; of two on the same day the higher counts.",
      "zh-CN": "销售人员的级别历史；同一天有两个级别时取较高者。",
    },
    columns: [
      id(),
      rep,
      reference("level", "career_levels", "Which level.", "级别。", { required: true }),
      date("since", "Since which day.", "起始日期。", { required: true, past: true }),
    ],
  },
  {
    name: "reviews",
    noun: "review",
    record: "review",
    key: ["id"],
    description: {
      en: "Reviews of reps' work; of several on the latest day the mean counts.",
      "zh-CN": "对销售人员的考评；最近一天有多次考评时取平均分。",
    },
    columns: [
      id(),
      rep,
      date("reviewed_on", "Day of the review.", "考评日期。", { required: true, past: true }),
      integer("score", "1 (poor) to 5 (excellent).", "1（差）到 5（优）。", 1, 5, { required: true }),
      text("note", "What was said.", "评语。"),
    ],
  },
];
