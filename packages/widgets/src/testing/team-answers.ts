import type { BudgetBarsQuery, BudgetFiguresFragment, BudgetState, TeamScorecardQuery } from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

const hostile = "<img src=x onerror=alert(1)>";

const stateTexts: Readonly<Record<BudgetState, readonly [string, string]>> = {
  OVER: ["Over budget", "超出预算"],
  AHEAD: ["Ahead of plan", "快于计划"],
  WITHIN: ["Within budget", "预算之内"],
  UNPLANNED: ["No budget", "无预算"],
};

type Spec = readonly [key: string | null, label: string | null, planned: number, spent: number, state: BudgetState];

const specs: Readonly<Record<string, readonly Spec[]>> = {
  CATEGORY: [
    ["Salaries 薪资", "Salaries 薪资", 1_240_000, 1_180_000, "WITHIN"],
    ["Marketing 市场", "Marketing 市场", 320_000, 341_200.5, "OVER"],
    ["Travel", "Travel", 90_000, 88_000, "AHEAD"],
    [hostile, hostile, 0, 12_345.67, "UNPLANNED"],
    [
      "Trade fairs, customer events and all that goes with them",
      "Trade fairs, customer events and all that goes with them",
      60_000,
      0,
      "WITHIN",
    ],
  ],
  TEAM: [
    ["team-1", "North", 900_000, 950_000, "OVER"],
    ["team-2", hostile, 600_000, 500_000, "WITHIN"],
    [null, null, 210_000, 171_546.17, "WITHIN"],
  ],
  MONTH: Array.from({ length: 12 }, (_, index): Spec => {
    const month = `2024-${String(index + 1).padStart(2, "0")}-01`;
    return [
      month,
      month,
      140_000,
      index < 11 ? 120_000 + 5_000 * index : 0,
      index > 4 && index < 11 ? "OVER" : "WITHIN",
    ];
  }),
};

/** What the test company planned and spent; nothing in 1999. */
export function budgetAnswer({ period, by, locale }: Variables): BudgetBarsQuery["budget"] {
  const rows = period === "1999" ? [] : specs[String(by)]!.map((spec) => figuresOf(spec, String(locale)));
  const total = rows.reduce(
    (sum, { planned, spent }) => ({ planned: sum.planned + planned, spent: sum.spent + spent }),
    { planned: 0, spent: 0 },
  );
  return {
    period: { from: "2024-01-01", to: "2024-12-31" },
    knownTo: "2024-12-12",
    currency: "USD",
    total: figuresOf([null, null, total.planned, total.spent, "WITHIN"], String(locale)),
    rows,
  };
}

function figuresOf([key, label, planned, spent, state]: Spec, locale: string): BudgetFiguresFragment {
  return {
    key,
    label,
    planned,
    plannedToDate: planned * 0.95,
    spent,
    remaining: planned - spent,
    used: planned === 0 ? null : spent / planned,
    state,
    stateText: stateTexts[state][locale === "zh-CN" ? 1 : 0],
    costOfSales: spent / 10_900_000,
    returnOnSpend: spent === 0 ? null : (3_200_000 - spent) / spent,
  };
}

const measures = [
  ["ATTAINMENT", "Attainment", "目标达成率", 0.92],
  ["REVENUE", "Revenue", "销售额", 480_000],
  ["MARGIN", "Profit margin", "利润率", 0.38],
  ["WIN_RATE", "Win rate", "赢单率", 0.41],
  ["CSAT", "Customer satisfaction", "客户满意度", 0.86],
  ["NPS", "Net promoter score", "净推荐值", 31],
  ["ACTIVITY", "Interactions a week", "每周客户互动", 4.2],
] as const;

const names = [
  "Anna Berg",
  hostile,
  "Josephine Alexandra Montgomery-Fitzgerald",
  "Li Na",
  "王小明",
  "Bo",
  "Cy",
  "Di",
  "Ed",
  "Flo",
  "Gus",
];

/** Scorecards of the test company's reps; in a team there are too few to be compared with. */
export function scorecardsAnswer({
  period,
  rep,
  peers,
  first,
  after,
  locale,
}: Variables): Omit<TeamScorecardQuery, "company"> {
  const asked = (rep as string[] | undefined) ?? names;
  const found = period === "1999" ? [] : names.filter((name) => asked.includes(name));
  const start = after ? Number(after) : 0;
  const shown = found.slice(start, start + Number(first ?? found.length));
  return {
    scorecards: {
      totalCount: found.length,
      pageInfo: { startCursor: String(start), endCursor: String(start + shown.length) },
      edges: shown.map((name) => ({ node: cardOf(name, peers === "COMPANY", locale === "zh-CN" ? 2 : 1) })),
    },
  };
}

function cardOf(
  name: string,
  isCompared: boolean,
  place: 1 | 2,
): TeamScorecardQuery["scorecards"]["edges"][number]["node"] {
  const at = names.indexOf(name);
  return {
    rep: { id: `rep-${at}`, name },
    scores: measures.map((measure, index) => {
      const value = at === 5 && index > 2 ? null : measure[3] * (0.7 + 0.06 * ((at * 5 + index * 3) % 11));
      const percentile = ((at * 5 + index * 3) % 11) / 10;
      return {
        measure: measure[0],
        label: measure[place],
        value,
        peers: isCompared
          ? {
              n: 10,
              median: measure[3],
              percentile: value === null ? null : percentile,
              z: value === null ? null : 3 * percentile - 1.5,
            }
          : { n: 3, median: null, percentile: null, z: null },
      };
    }),
  };
}
