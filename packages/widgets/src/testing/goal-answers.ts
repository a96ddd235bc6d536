import type {
  GoalDetailQuery,
  GoalFiguresFragment,
  GoalProgressQuery,
  GoalProgressQueryVariables,
  GoalStatus,
  SingleGoalQuery,
} from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

type Spec = readonly [
  id: string,
  name: string,
  owner: string | null,
  status: GoalStatus,
  target: number,
  value: number | null,
  expected: number | null,
  more?: { metric?: "nps" | "complaintRate" | "gone"; parent?: string; quarter?: string },
];

const hostile = "<img src=x onerror=alert(1)>";

/** The goals of the test company: of the whole of it, its teams (T …) and its reps, of a year and of quarters. */
const specs: readonly Spec[] = [
  ["G-2024", "Sales 2024 销售额", null, "AT_RISK", 12_000_000, 10_900_000, 11_800_000],
  ["G-NPS", "Recommended 净推荐值", null, "BEHIND", 45, 38.4, 38.4, { metric: "nps" }],
  ["G-N", "Sales 2024 North", "T North", "REACHED", 5_000_000, 5_210_000, 5_420_000, { parent: "G-2024" }],
  ["G-S", "Sales 2024 South", `T ${hostile}`, "ON_TRACK", 4_000_000, 3_890_000, 4_140_000, { parent: "G-2024" }],
  ["G-C", "Fewer complaints 减少投诉", "T North", "ON_TRACK", 0.03, 0.021, 0.021, { metric: "complaintRate" }],
  ["Q4-1", "Quota 2024-Q4 配额", "Li Na", "BEHIND", 480_000, 212_345.67, 268_000, { parent: "G-N", quarter: "Q4" }],
  ["Q4-2", "Quota 2024-Q4 配额", "王小明", "ON_TRACK", 390_000, 305_000, 391_000, { parent: "G-N", quarter: "Q4" }],
  [
    "Q4-3",
    "Half again as many new customers from the partner channel as in the autumn of the year before",
    "Josephine Alexandra Montgomery-Fitzgerald",
    "AT_RISK",
    100_000,
    null,
    null,
    { quarter: "Q4", metric: "gone" },
  ],
  ["Q3-1", "Quota 2024-Q3 配额", "Li Na", "MISSED", 450_000, 441_200, 441_200, { parent: "G-N", quarter: "Q3" }],
  ["Q3-2", "Quota 2024-Q3 配额", "王小明", "REACHED", 200_000, 476_000, 476_000, { parent: "G-N", quarter: "Q3" }],
  ["Q1-1", "Quota 2025-Q1 配额", "Li Na", "NOT_STARTED", 470_000, null, null, { parent: "G-N", quarter: "Q1" }],
];

const days = {
  Q3: ["2024-07-01", "2024-09-30", 1],
  Q4: ["2024-10-01", "2024-12-31", 73 / 92],
  Q1: ["2025-01-01", "2025-03-31", 0],
} as const;
const year = ["2024-01-01", "2024-12-31", 347 / 366] as const;

const statusTexts: Readonly<Record<GoalStatus, readonly [string, string]>> = {
  NOT_STARTED: ["Not started", "未开始"],
  ON_TRACK: ["On track", "进展顺利"],
  AT_RISK: ["At risk", "存在风险"],
  BEHIND: ["Behind", "进度落后"],
  REACHED: ["Reached", "已达成"],
  MISSED: ["Missed", "未达成"],
};

const metrics = {
  revenue: { en: "Revenue", zh: "销售额", unit: "MONEY", better: "HIGHER" },
  nps: { en: "Net promoter score", zh: "净推荐值", unit: "SCORE", better: "HIGHER" },
  complaintRate: { en: "Complaint rate", zh: "投诉率", unit: "RATIO", better: "LOWER" },
} as const;

function figures(
  [id, name, owner, status, target, value, expected, more = {}]: Spec,
  locale: unknown,
): GoalFiguresFragment {
  const chinese = locale === "zh-CN";
  const [startsOn, endsOn, elapsed] = more.quarter ? days[more.quarter as keyof typeof days] : year;
  const metric = more.metric === "gone" ? undefined : metrics[more.metric ?? "revenue"];
  const isTeam = owner?.startsWith("T ");
  return {
    id,
    name,
    level: owner === null ? "COMPANY" : isTeam ? "TEAM" : "REP",
    rep: owner && !isTeam ? { name: owner } : null,
    team: owner ? { name: isTeam ? owner.slice(2) : "North" } : null,
    metric: metric ? { label: chinese ? metric.zh : metric.en, unit: metric.unit, better: metric.better } : null,
    target: String(target),
    value,
    due: elapsed === 0 ? null : more.metric ? target : target * elapsed,
    attainment: value === null ? null : value / target,
    expected,
    status,
    statusText: statusTexts[status][chinese ? 1 : 0],
    startsOn,
    endsOn,
  };
}

const company = { currency: "USD", today: "2024-12-12" };

/** A page of goals; of the period "1999" there are none. */
export function goalsAnswer(variables: Variables): GoalProgressQuery {
  const { period, where, first, last, after, before, locale } = variables as GoalProgressQueryVariables;
  const [status, rep, team] = [where?.status, where?.rep?.in, where?.team?.in].map((one) => one && [one].flat());
  const all = specs
    .filter(() => period !== "1999")
    .filter(([, , , , , , , more]) => where?.hasParent !== false || !more?.parent)
    .filter(([, , owner]) => !rep || rep.includes(owner ?? ""))
    .filter(([, , owner]) => !team || team.includes(owner ?? ""))
    .filter(([, , , one]) => !status || status.includes(one));
  const size = first ?? last ?? 50;
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all.slice(start, start + size).map((spec) => figures(spec, locale));
  return {
    goals: {
      totalCount: all.length,
      pageInfo: { startCursor: String(start), endCursor: String(start + nodes.length) },
      edges: nodes.map((node) => ({ node })),
    },
    company,
  };
}

export function singleGoalAnswer({ externalId, locale }: Variables): SingleGoalQuery {
  const spec = specs.find(([id]) => id === externalId);
  return { goal: spec ? figures(spec, locale) : null, company };
}

const letters = [
  ["SPECIFIC", "PASSED", "Specific", "具体", "Revenue of North.", "North的销售额。"],
  ["MEASURABLE", "PASSED", "Measurable", "可衡量", "5,210,000 of 5,000,000, 104 %.", "目标 5,000,000，达成 104 %。"],
  [
    "ACHIEVABLE",
    "WARNING",
    "Achievable",
    "可实现",
    "Reached in 1 of the 8 earlier periods.",
    "以往 8 个周期中有 1 个达到。",
  ],
  ["RELEVANT", "PASSED", "Relevant", "相关", "Contributes to “Sales 2024”.", "服务于“Sales 2024”。"],
  ["TIME_BOUND", "UNKNOWN", "Time-bound", "有时限", "With 4 check-points.", "设 4 个检查点。"],
] as const;

export function goalDetailAnswer({ id, locale }: Variables): GoalDetailQuery {
  const chinese = locale === "zh-CN";
  const children = specs.filter(([, , , , , , , more]) => more?.parent === id).map((spec) => figures(spec, locale));
  const goal = specs.find((spec) => spec[0] === id);
  if (!goal) return { goal: null };
  const target = goal[4];
  const sum = children.reduce((all, child) => all + Number(child.target), 0);
  return {
    goal: {
      filter: id === "Q4-1" ? "channel=online; category=Bikes|Helmets" : null,
      reward: id === "Q4-1" ? "4800.5" : null,
      smart: letters.map(([letter, result, english, translated, text, chineseText]) => ({
        letter,
        result,
        label: chinese ? translated : english,
        text: chinese ? chineseText : text,
      })),
      checkPoints: ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"].map((on, index) => ({
        on,
        target: (target * (index + 1)) / 4,
        value: index === 3 ? null : target * 0.24 * (index + 1),
      })),
      parts: {
        count: children.length,
        target: sum,
        coverage: children.length > 0 ? sum / target : null,
        value: children.length > 0 ? children.reduce((all, { value }) => all + (value ?? 0), 0) : null,
      },
      children,
    },
  };
}
