import type {
  IncentiveStatementQuery,
  IncentiveStatementQueryVariables,
  PayMonthFragment,
  StatementLineOrdersQuery,
  StatementListQuery,
  StatementListQueryVariables,
} from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

type Statement = NonNullable<IncentiveStatementQuery["statement"]>;
type Line = Statement["lines"][number];

const months: readonly PayMonthFragment[] = [
  { period: "2024-12", from: "2024-12-01", to: "2024-12-31", closedAt: null },
  { period: "2024-11", from: "2024-11-01", to: "2024-11-30", closedAt: "2024-12-03T08:00:00Z" },
  { period: "2024-10", from: "2024-10-01", to: "2024-10-31", closedAt: "2024-11-04T08:00:00Z" },
];

const people = [
  "Anna Berg",
  "Li Na",
  "王小明",
  "Josephine Alexandra Montgomery-Fitzgerald",
  "<img src=x onerror=alert(1)>",
];

/** 8 % on what is above 100,000, 5 % below, less a return, a bonus, a spiff, and a correction: 12,345.67 together. */
function linesOf(period: string, chinese: boolean, disputes: Line["disputes"]): readonly Line[] {
  const say = (english: string, translated: string) => (chinese ? translated : english);
  const plan = { plan: "field", planLabel: say("Field sales 2024", "一线销售 2024") };
  const none = { basis: null, rate: null, earlier: { amount: "0.00" }, portions: [], disputes: [], period };
  const commission = {
    ...plan,
    component: "sales",
    componentLabel: say("Commission on sales", "销售提成"),
    kind: "COMMISSION" as const,
    kindLabel: say("Commission", "提成"),
  };
  const lines: readonly Omit<Line, "number">[] = [
    {
      ...none,
      ...commission,
      typeLabel: say("Earned", "应得"),
      basis: "182345.675",
      amount: { amount: "11587.65" },
      portions: [
        { from: "0", to: "100000", rate: "0.05", basis: "100000", amount: { amount: "5000.00" } },
        { from: "100000", to: null, rate: "0.08", basis: "82345.675", amount: { amount: "6587.65" } },
      ],
      reasons: [
        say("182,345.68 since 2024-10-01 counts towards the tiers.", "自 2024-10-01 起累计 182,345.68，按累计数定档。"),
        say("91 % attainment of the quota.", "完成率 91%。"),
      ],
    },
    {
      ...none,
      ...commission,
      typeLabel: say("Clawback", "退货收回"),
      period: "2024-09",
      basis: "-2000",
      rate: "0.05",
      amount: { amount: "-100.00" },
      reasons: [
        say("2,000 of 2024-09 came back, and had been paid at 5%.", "2024-09 的销售退回 2,000，按当时的 5% 收回。"),
      ],
      disputes,
    },
    {
      ...none,
      ...plan,
      component: "launch",
      componentLabel: say("Launch of the e-bike", "电动车首发"),
      kind: "SPIFF",
      kindLabel: say("Spiff", "单项奖励"),
      typeLabel: say("Earned", "应得"),
      basis: "12",
      rate: "50",
      amount: { amount: "600.00" },
      reasons: [say("12 × $50.00 for each unit.", "12 × 每件 $50.00。")],
    },
    {
      ...none,
      ...plan,
      component: "quarter",
      componentLabel: say("Bonus of the quarter", "季度奖金"),
      kind: "BONUS",
      kindLabel: say("Bonus", "奖金"),
      typeLabel: say("Earned", "应得"),
      amount: { amount: "258.02" },
      reasons: [say("This attainment pays $258.02.", "此完成率对应 $258.02。")],
    },
  ];
  return lines.map((line, index) => ({ ...line, number: index + 1 }));
}

const answered: Line["disputes"] = [
  {
    id: "1",
    status: "REJECTED",
    reason: "The goods came back in October <img src=x onerror=alert(1)>",
    openedAt: "2024-12-04T09:00:00Z",
    openedBy: "Anna Berg",
    answer: "They were booked on 30 September.",
    answeredAt: "2024-12-05T10:00:00Z",
    answeredBy: "王小明",
  },
];

function head(rep: string, period: string) {
  const { from, to } = months.find((month) => month.period === period) ?? months[0]!;
  return {
    id: `${period}:${rep}`,
    rep: { id: rep, name: rep },
    period,
    from,
    to,
    status: period === "2024-12" ? "DRAFT" : period === "2024-11" ? "CLOSED" : "APPROVED",
    total: { amount: "12345.67", currency: "USD" },
  } as const;
}

/** A statement of the test company: the newest is a draft, that of November closed, that of October approved. */
export function statementAnswer(variables: Variables): IncentiveStatementQuery {
  const { rep, period, locale } = variables as IncentiveStatementQueryVariables;
  const month = period ?? "2024-12";
  const known = people.includes(rep) && months.some((one) => one.period === month);
  const approved = month === "2024-10";
  return {
    statement: known
      ? {
          ...head(rep, month),
          approvedAt: approved ? "2024-11-06T08:00:00Z" : null,
          approvedBy: approved ? "王小明" : null,
          lines: [...linesOf(month, locale === "zh-CN", answered)],
        }
      : null,
    payPeriods: [...months],
  };
}

export function statementListAnswer(variables: Variables): StatementListQuery {
  const { period, first, last, after, before } = variables as StatementListQueryVariables;
  const all = period === "1999-01" ? [] : people;
  const size = first ?? last ?? 50;
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all
    .slice(start, start + size)
    .map((rep) => ({ ...head(rep, period ?? "2024-12"), team: { name: "North" } }));
  return {
    statements: {
      totalCount: all.length,
      pageInfo: { startCursor: String(start), endCursor: String(start + nodes.length) },
      edges: nodes.map((node) => ({ node })),
    },
    payPeriods: [...months],
    viewer: { role: "EXECUTIVE" },
  };
}

/** The orders of a line: 23 of the first, none of others. */
export function statementOrdersAnswer({ line, after }: Variables): StatementLineOrdersQuery {
  const total = line === 1 ? 23 : 0;
  const start = Number(after ?? 0);
  const end = Math.min(start + 10, total);
  return {
    statement: {
      line: {
        orders: {
          totalCount: total,
          pageInfo: { hasNextPage: end < total, endCursor: String(end) },
          edges: Array.from({ length: end - start }, (_, index) => ({
            node: {
              order: index === 3 ? null : { externalId: `SO-${start + index}`, customer: { name: "Northwind 上海" } },
              countedOn: "2024-11-12",
              soldIn: index === 2 ? "2024-09" : null,
              share: index === 1 ? "0.5" : "1",
              basis: "7928.0725",
            },
          })),
        },
      },
    },
  };
}
