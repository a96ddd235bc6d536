import { amount, choice, date, id, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** Who is in which team, on which plan and at which salary, from when to when. */
export const payColumns: readonly ImportTable[] = [
  {
    name: "memberships",
    noun: "membership",
    record: "team_membership",
    key: ["id"],
    description: {
      en: "Who was in a team, or managed it, from when to when. A rep without any is in their own team all the time.",
      "zh-CN": "谁在何时属于或管理哪个团队。没有记录的销售人员视为一直在其所属团队。",
    },
    columns: [
      id(),
      reference("rep", "reps", "Who.", "销售人员。", { required: true }),
      reference("team", "teams", "The team.", "团队。", { required: true }),
      choice(
        "role",
        ["MEMBER", "MANAGER"],
        "One is a member of one team at a time.",
        "同一时间只能是一个团队的成员。",
        {
          fallback: "'MEMBER'",
        },
      ),
      date("starts_on", "First day.", "开始日期。", { required: true }),
      date("ends_on", "Last day; none is known where it is empty.", "结束日期；为空表示尚无结束日期。"),
    ],
  },
  {
    name: "salaries",
    noun: "salary",
    record: "salary",
    key: ["id"],
    description: {
      en: "What a rep earns a month, from a day on until another row follows. A bonus may be shared by it; it is never answered.",
      "zh-CN": "销售人员自某日起的月薪，直至下一条记录。仅用于按工资分配奖金，不会对外返回。",
    },
    columns: [
      id(),
      reference("rep", "reps", "Whose.", "销售人员。", { required: true }),
      amount("amount", "A month, in the reporting currency.", "月薪，以报表货币计。", { required: true, minimum: 0 }),
      date("starts_on", "First day.", "开始日期。", { required: true }),
    ],
  },
  {
    name: "assignments",
    noun: "assignment",
    record: "plan_assignment",
    key: ["id"],
    description: {
      en: "Who is on an incentive plan, from when to when: a rep, or all of a team and of the teams under it. A rep's own goes before the team's.",
      "zh-CN": "谁在何时适用哪个激励方案：销售人员，或团队及其下级团队的全体成员。个人的优先于团队的。",
    },
    columns: [
      id(),
      text("plan", "The plan's key.", "方案的键。", { required: true }),
      reference("rep", "reps", "Whose it is; or", "适用的销售人员；或"),
      reference("team", "teams", "whose members' it is.", "适用的团队。"),
      date("starts_on", "First day.", "开始日期。", { required: true }),
      date("ends_on", "Last day; none is known where it is empty.", "结束日期；为空表示尚无结束日期。"),
    ],
  },
];
