import type {
  CareerLadderQuery,
  CareerLadderQueryVariables,
  CareerReadiness,
  HallOfFameQuery,
  HallOfFameQueryVariables,
  LeaderBoardQuery,
  LeaderBoardQueryVariables,
} from "../generated/graphql.ts";
import { labels, scale, type Variables } from "./company.ts";

const names = {
  REP: ["Li Na", "Anna Berg", "王小明", "Josephine Alexandra Montgomery-Fitzgerald", "<img src=x onerror=alert(1)>"],
  TEAM: ["North", "South", "大客户部"],
} as const;

/** Who does best in the test company: the second and third are equals. Of the period "1999" nobody has a figure. */
export function leaderBoardAnswer(variables: Variables): LeaderBoardQuery {
  const { metric, by, period, first, locale } = variables as unknown as LeaderBoardQueryVariables;
  const [english, chinese, unit] = labels[metric]!;
  const ranked = period === "1999" ? 0 : by === "TEAM" ? 3 : 24;
  const rankOf = (place: number) => (place === 2 ? 2 : place + 1);
  const movements = [0, 2, -1, null, 11];
  const rows = Array.from({ length: Math.min(first ?? 10, ranked) }, (_, place) => {
    const movement = movements[place % movements.length] ?? null;
    const rank = rankOf(place);
    const name = names[by][place % names[by].length]!;
    return {
      rank,
      key: `${by.toLowerCase()}-${place}`,
      name: place < names[by].length ? name : `${name} ${place}`,
      value: (scale[unit] * 0.84) / rank,
      previousRank: movement === null ? null : rank + movement,
      movement,
    };
  });
  return {
    leaderboard: {
      definition: { label: locale === "zh-CN" ? chinese : english, description: `What ${english} is`, unit },
      currency: unit === "MONEY" ? "USD" : null,
      period: { from: "2024-01-01", to: "2024-12-31" },
      comparison: { from: "2023-01-01", to: "2023-12-31" },
      ranked,
      rows,
    },
  };
}

const honours = [
  ["2024-Q4", "2024-10-01", "2024-12-31", "Sales Star", "销售之星", "Li Na", "QUARTER", 840_000, false],
  ["2024-12", "2024-12-01", "2024-12-31", "Best Team", "最佳团队", null, "MONTH", null, false],
  ["2024-12", "2024-12-01", "2024-12-31", "Sales Star", "销售之星", "王小明", "MONTH", 312_000, true],
  [
    "2024-12",
    "2024-12-01",
    "2024-12-31",
    "Sales Star",
    "销售之星",
    "<img src=x onerror=alert(1)>",
    "MONTH",
    312_000,
    true,
  ],
  [
    "2023",
    "2023-01-01",
    "2023-12-31",
    "Salesperson of the Year",
    "年度销售",
    "Josephine Alexandra Montgomery-Fitzgerald",
    "YEAR",
    9_120_000,
    false,
  ],
] as const;

/** The hall of fame of the test company; of the period "1999" it is empty. */
export function hallOfFameAnswer(variables: Variables): HallOfFameQuery {
  const { period, rep, first, last, after, before, locale } = variables as HallOfFameQueryVariables;
  const chinese = locale === "zh-CN";
  const all = honours
    .map((honour, index) => ({ honour, index }))
    .filter(({ honour: [own] }) => (period ? own.startsWith(period) : true))
    .filter(({ honour }) => !rep || [rep].flat().includes(honour[5] ?? ""));
  const size = first ?? last ?? 50;
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all.slice(start, start + size);
  return {
    honours: {
      totalCount: all.length,
      pageInfo: { startCursor: String(start), endCursor: String(start + nodes.length) },
      edges: nodes.map(({ honour, index }) => {
        const [own, startsOn, , title, translated, winner, every, value, shared] = honour;
        return {
          node: {
            id: `honour-${index}`,
            title: chinese ? translated : title,
            period: own,
            startsOn,
            winner: winner ?? "North",
            rep: winner ? { id: winner } : null,
            team: { id: "team-0", name: "North" },
            metric: { label: chinese ? "销售额" : "Revenue", unit: "MONEY" },
            value,
            shared,
            rule: { every },
          },
        };
      }),
    },
    company: { currency: "USD" },
  };
}

const levels = [
  ["junior", "Junior rep", "初级销售"],
  ["rep", "Sales rep", "销售"],
  ["senior", "Senior rep", "高级销售"],
  ["principal", "Principal", "资深销售"],
] as const;

const careers: readonly (readonly [name: string, level: number | null, CareerReadiness | null])[] = [
  ["Anna Berg", 1, "READY"],
  ["Li Na", 1, "CLOSE"],
  ["王小明", null, "NOT_YET"],
  ["<img src=x onerror=alert(1)>", 3, null],
];

const readinessTexts: Readonly<Record<CareerReadiness, readonly [string, string]>> = {
  READY: ["Ready", "可以晋升"],
  CLOSE: ["Close", "接近晋升"],
  NOT_YET: ["Not yet", "尚未达到"],
};

/** Careers in the test company. */
export function careersAnswer(variables: Variables): CareerLadderQuery {
  const { rep, readiness, first, locale } = variables as CareerLadderQueryVariables;
  const place = locale === "zh-CN" ? 1 : 0;
  const ladder = levels.map(([id, ...names]) => ({ id, track: "sales", name: names[place] }));
  const other = { ...ladder[0]!, track: "management", name: ["Team lead", "团队主管"][place]! };
  const asked = [readiness ?? []].flat();
  const found = careers
    .filter(([name]) => !rep || [rep].flat().includes(name))
    .filter(([, , one]) => asked.length === 0 || (one && asked.includes(one)));
  const condition = (met: boolean, label: readonly [string, string], text: readonly [string, string]) => ({
    met,
    label: label[place]!,
    text: text[place]!,
  });
  const nodes = found.slice(0, first ?? 50).map(([name, level, ready]) => ({
    rep: { id: name, name },
    level: level === null ? null : ladder[level]!,
    since: level === null ? null : "2023-05-01",
    next: ready ? ladder[(level ?? -1) + 1]! : null,
    readiness: ready,
    readinessText: ready && readinessTexts[ready][place]!,
    conditions: ready
      ? [
          condition(
            true,
            ["Attainment", "目标达成率"],
            ["Attainment of 104% over the last 12 whole months.", "近 12 个整月目标达成率 104%。"],
          ),
          condition(
            true,
            ["Tenure", "任职时间"],
            ["31 months with the company; 24 are asked for.", "入职已 31 个月，要求 24 个月。"],
          ),
          condition(
            ready === "READY",
            ["Training", "培训课程"],
            ready === "READY"
              ? ["All 2 courses asked for are completed.", "要求的 2 门课程已全部完成。"]
              : ["Still to be completed: Negotiation (begun).", "尚待完成：谈判（已报名）。"],
          ),
        ]
      : [],
  }));
  return {
    careers: {
      totalCount: found.length,
      pageInfo: { startCursor: "0", endCursor: String(nodes.length) },
      edges: nodes.map((node) => ({ node })),
    },
    careerLevels: [other, ...ladder],
  };
}
