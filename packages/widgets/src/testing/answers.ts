import type {
  CohortGridQuery,
  CustomerListQuery,
  KpiCardQuery,
  RfmMatrixQuery,
  RfmMembersQuery,
  RfmMoversQuery,
} from "../generated/graphql.ts";
import { labels, scale, type Variables, wave } from "./company.ts";
import { recoveryAnswer, satisfactionAnswer } from "./feedback-answers.ts";
import { calendarAnswer, filterDimensionsAnswer, filterNamesAnswer, filterValuesAnswer } from "./filter-answers.ts";
import { goalDetailAnswer, goalsAnswer, singleGoalAnswer } from "./goal-answers.ts";
import { careersAnswer, hallOfFameAnswer, leaderBoardAnswer } from "./honour-answers.ts";
import { channelsAnswer, competitorsAnswer, demandAnswer, economyAnswer } from "./market-answers.ts";
import { customerCardAnswer, customerValueAnswer, orderLinesAnswer, recommendationsAnswer } from "./offer-answers.ts";
import { dealOptionsAnswer, nextTiersAnswer, payoutAnswer } from "./payout-answers.ts";
import { boardAnswer, funnelAnswer } from "./pipeline-answers.ts";
import { alertListAnswer, swotAnswer } from "./rule-answers.ts";
import { statementAnswer, statementListAnswer, statementOrdersAnswer } from "./statement-answers.ts";
import { catalogueAnswer, driversAnswer, forecastAnswer, tableAnswer } from "./table-answers.ts";
import { budgetAnswer, scorecardsAnswer } from "./team-answers.ts";

/** Answers shaped like a server's, for tests: a small company, the same every time. */

const segments = [
  ["CHAMPIONS", "Champions", "重要价值客户"],
  ["LOYAL", "Loyal", "忠诚客户"],
  ["AT_RISK", "At risk", "流失风险客户"],
  ["HIBERNATING", "Hibernating", "休眠客户"],
] as const;

function metricAnswer({ id, locale, series, versus, forecast }: Variables): KpiCardQuery["metric"] & {
  definition: { additive: boolean };
} {
  const name = String(id);
  const [english, chinese, unit] = labels[name] ?? [name, name, "COUNT"];
  const top = scale[unit];
  const months = series ? 12 : 0;
  const points = Array.from({ length: months }, (_, index) => {
    const month = String(index + 1).padStart(2, "0");
    return {
      from: `2024-${month}-01`,
      to: new Date(Date.UTC(2024, index + 1, 0)).toISOString().slice(0, 10),
      value: top * (0.5 + 0.4 * wave(index, name) + index * 0.03) * (index === 11 ? 0.4 : 1),
      comparison: versus ? top * (0.45 + 0.4 * wave(index, name)) : null,
      unfinished: index === 11,
    };
  });
  const change = wave(name.length, name) * 0.4 - 0.15;
  const value = unit === "RATIO" ? 0.382 : Math.round(top * 12.345);
  return {
    definition: {
      id: name as "revenue",
      label: locale === "zh-CN" ? chinese : english,
      description: `What ${english} is`,
      unit,
      better: "HIGHER",
      additive: unit !== "RATIO",
    },
    period: { from: "2024-01-01", to: "2024-12-31" },
    value,
    currency: unit === "MONEY" ? "USD" : null,
    comparison: {
      period: { from: "2023-01-01", to: "2023-12-31" },
      value: value / (1 + change),
      change,
      difference: value - value / (1 + change),
    },
    series: points,
    ...(forecast
      ? {
          forecast:
            unit === "RATIO"
              ? null
              : {
                  value: value * 1.08,
                  low: value * 1.01,
                  high: value * 1.15,
                  confidence: 0.8,
                  methodText:
                    locale === "zh-CN"
                      ? "按往年同期进度推算至期末。"
                      : "Carried on to the end by the course of past years.",
                  error: 0.083,
                  tests: 6,
                  until: "2024-12-31",
                },
        }
      : {}),
  };
}

function rfmAnswer({ bins, locale, withMovement, from }: Variables): RfmMatrixQuery {
  const size = Number(bins ?? 5);
  const chinese = locale === "zh-CN";
  const cells = Array.from({ length: size * size }, (_, index) => {
    const recency = Math.floor(index / size) + 1;
    const frequency = (index % size) + 1;
    const place = recency > 3 ? (frequency > 3 ? 0 : 1) : frequency > 3 ? 2 : 3;
    const customers = index === 3 ? 0 : Math.round(10 + 240 * wave(index, "cell") * (recency === frequency ? 2 : 0.5));
    const revenue = customers * frequency * 420;
    const [segment, english, translated] = segments[place]!;
    const segmentLabel = chinese ? translated : english;
    return {
      recency,
      frequency,
      customers,
      revenue,
      averageSpend: customers ? revenue / customers : null,
      segment,
      segmentLabel,
    };
  });
  const customers = cells.reduce((sum, cell) => sum + cell.customers, 0);
  return {
    rfm: {
      asOf: "2024-12-12",
      window: { from: "2023-12-13", to: "2024-12-12" },
      bins: size,
      customers,
      revenue: cells.reduce((sum, cell) => sum + cell.revenue, 0),
      currency: "USD",
      cells,
      segments: segments.map(([id, english, translated]) => {
        const own = cells.filter((cell) => cell.segment === id);
        const count = own.reduce((sum, cell) => sum + cell.customers, 0);
        const revenue = own.reduce((sum, cell) => sum + cell.revenue, 0);
        return { id, label: chinese ? translated : english, customers: count, revenue, share: count / customers };
      }),
      ...(withMovement ? { movement: movementAnswer(String(from ?? "2024-09-12"), chinese) } : {}),
    },
  };
}

function movementAnswer(from: string, chinese: boolean): NonNullable<RfmMatrixQuery["rfm"]["movement"]> {
  const named = [...segments, ["none", "No purchase in the window", "期内未购买"] as const];
  const moves = named.flatMap(([one, english, translated], row) =>
    named.flatMap(([other, otherEnglish, otherTranslated], column) => {
      if (one === "none" && other === "none") return [];
      const customers = row === column ? 200 : 5 + ((row * 7 + column * 3) % 40);
      return [
        {
          from: one,
          fromLabel: chinese ? translated : english,
          to: other,
          toLabel: chinese ? otherTranslated : otherEnglish,
          customers,
          revenueBefore: one === "none" ? 0 : customers * 310,
          revenue: other === "none" ? 0 : customers * 290,
        },
      ];
    }),
  );
  return { from, moves };
}

function moversAnswer({ to }: Variables): RfmMoversQuery["rfm"]["movement"]["members"] {
  const figures = { recencyDays: 12, orders: 7, revenue: 1234.5 };
  return {
    totalCount: 2,
    pageInfo: { hasNextPage: false, endCursor: "2" },
    edges: [0, 1].map((index) => ({
      node: {
        customer: { id: `m${index}`, name: `Mover ${index}`, country: "DE" },
        before: figures,
        now: to === "none" ? null : figures,
      },
    })),
  };
}

function cohortsAnswer({ grain, measure, span }: Variables): CohortGridQuery {
  const step = grain === "YEAR" ? 12 : grain === "QUARTER" ? 3 : 1;
  const start = (place: number) => new Date(Date.UTC(2024, place * step, 1)).toISOString().slice(0, 10);
  const count = 12;
  const last = Math.min(Number(span ?? count - 1), count - 1);
  const size = (place: number) => (place === 5 ? 0 : Math.round(60 + 380 * wave(place, "cohort")));
  const value = (place: number, since: number) => {
    const base = size(place) * (measure === "REVENUE" ? 312.5 : measure === "ORDERS" ? 1.3 : 1);
    return since === 0 ? base : Math.round(base * (0.12 + 0.3 * wave(place + since * 5, "kept")));
  };
  const cohorts = Array.from({ length: count }, (_, place) => ({ from: start(place), customers: size(place) }));
  return {
    cohorts: {
      period: { from: start(0), to: "2024-12-31" },
      asOf: "2024-12-12",
      currency: "USD",
      cohorts,
      cells: cohorts.flatMap(({ from: cohort }, place) =>
        Array.from({ length: last + 1 }, (_, since) => {
          const isAhead = place + since >= count;
          return {
            cohort,
            since,
            start: start(place + since),
            value: isAhead ? null : value(place, since),
            share: isAhead || size(place) === 0 ? null : value(place, since) / value(place, 0),
            unfinished: place + since === count - 1,
          };
        }),
      ),
      curve: Array.from({ length: last + 1 }, (_, since) => ({
        since,
        share: since === count - 1 ? null : since === 0 ? 1 : 0.34 - since * 0.012,
        cohorts: count - 1 - since,
      })),
    },
  };
}

function membersAnswer({ after }: Variables): RfmMembersQuery["rfm"]["members"] {
  const start = after ? 3 : 0;
  return {
    totalCount: 5,
    pageInfo: { hasNextPage: !after, endCursor: after ? null : "3" },
    edges: Array.from({ length: after ? 2 : 3 }, (_, index) => ({
      node: {
        customer: { id: `c${start + index}`, name: `Member ${start + index}`, country: "DE" },
        rfm: { recencyDays: 12 + index, orders: 7, revenue: 1234.5 },
      },
    })),
  };
}

const people = [
  "Northwind Traders",
  "上海长江贸易有限公司",
  "Müller & Söhne GmbH",
  "<img src=x onerror=alert(1)>",
  "Ernst Handel",
];

const states = [
  ["ACTIVE", "Active", "活跃"],
  ["COOLING", "Cooling", "降温"],
  ["DORMANT", "Dormant", "沉睡"],
  ["LOST", "Lost", "流失"],
  ["PROSPECT", "Prospect", "潜在客户"],
] as const;

function customersAnswer({ first, last, after, before, search, where, locale }: Variables): CustomerListQuery {
  const chinese = locale === "zh-CN";
  const asked = where as { activity?: { in: string[] }; segment?: { in: string[] } } | undefined;
  const all = Array.from({ length: 43 }, (_, index) => ({
    id: `c${index}`,
    name: `${people[index % people.length]} ${index + 1}`,
    country: ["DE", "CN", "US", null][index % 4] ?? null,
    owner: index % 3 ? { name: ["Anna Berg", "王小明"][index % 2]! } : null,
    figures: { revenue: 98_765.43 / (index + 1), orders: 60 - index, lastOrderOn: index % 7 ? "2024-11-03" : null },
    activity: {
      state: states[index % 5]![0],
      label: states[index % 5]![chinese ? 2 : 1],
      reason: chinese ? "距上次购买 45 天，为其通常间隔 30 天的 1.5 倍。" : "Last bought 45 days ago.",
    },
    rfm: index % 5 === 4 ? null : { segmentLabel: segments[index % 4]![chinese ? 2 : 1] },
  }))
    .filter((customer) => customer.name.toLowerCase().includes(String(search ?? "").toLowerCase()))
    .filter(({ activity }) => !asked?.activity || asked.activity.in.includes(activity.state))
    .filter((_, index) => !asked?.segment || asked.segment.in.includes(segments[index % 4]![0]));
  const size = Number(first ?? last ?? 10);
  const start = after ? Number(after) : before ? Math.max(0, Number(before) - size) : 0;
  const nodes = all.slice(start, start + size);
  return {
    company: { currency: "USD" },
    segmentCatalog: segments.map(([id, english, translated]) => ({ id, label: chinese ? translated : english })),
    customers: {
      totalCount: all.length,
      pageInfo: {
        hasNextPage: start + size < all.length,
        hasPreviousPage: start > 0,
        startCursor: String(start),
        endCursor: String(start + nodes.length),
      },
      edges: nodes.map((node) => ({ node })),
    },
  };
}

/** Answers one request as a server with this company would. */
export function answerTo({ query, variables }: { query: string; variables: Variables }): unknown {
  const operation = /(?:query|mutation) (\w+)/.exec(query)?.[1];
  switch (operation) {
    case "BudgetBars":
      return { budget: budgetAnswer(variables) };
    case "TeamScorecard":
      return { company: { currency: "USD" }, ...scorecardsAnswer(variables) };
    case "KpiCard":
    case "CompanyCard":
      return { metric: metricAnswer(variables) };
    case "CompanyCalendar":
      return calendarAnswer();
    case "FilterDimensions":
      return filterDimensionsAnswer(variables);
    case "FilterNames":
      return filterNamesAnswer(variables);
    case "FilterValues":
      return filterValuesAnswer(variables);
    case "MetricTable":
      return tableAnswer(variables);
    case "MetricCatalogue":
      return catalogueAnswer();
    case "MetricForecast":
      return forecastAnswer(variables);
    case "Drivers":
      return driversAnswer(variables);
    case "RfmMatrix":
      return rfmAnswer(variables);
    case "SatisfactionMeter":
      return satisfactionAnswer(variables);
    case "RecoveryList":
      return recoveryAnswer(variables);
    case "SalesFunnel":
      return funnelAnswer(variables);
    case "PipelineBoard":
      return boardAnswer(variables);
    case "LeaderBoard":
      return leaderBoardAnswer(variables);
    case "SwotBoard":
      return swotAnswer(variables);
    case "AlertList":
      return alertListAnswer(variables);
    case "AcknowledgeAlerts":
      return { acknowledgeAlerts: { acknowledged: 1 } };
    case "HallOfFame":
      return hallOfFameAnswer(variables);
    case "CareerLadder":
      return careersAnswer(variables);
    case "EconomyPanel":
      return economyAnswer(variables);
    case "CompetitorGrid":
      return competitorsAnswer(variables);
    case "DemandTrends":
      return demandAnswer(variables);
    case "ChannelShift":
      return channelsAnswer(variables);
    case "IncentiveStatement":
      return statementAnswer(variables);
    case "StatementList":
      return statementListAnswer(variables);
    case "StatementLineOrders":
      return statementOrdersAnswer(variables);
    case "DisputeStatementLine":
      return { disputeStatementLine: { id: String(variables.rep) } };
    case "ApproveStatements":
      return { approveStatements: 5 };
    case "NextTiers":
      return nextTiersAnswer(variables);
    case "PayoutOfDeal":
      return payoutAnswer(variables);
    case "DealOptions":
      return dealOptionsAnswer();
    case "DealProduct":
      return { node: { externalId: "P-7", category: "Bikes" } };
    case "GoalProgress":
      return goalsAnswer(variables);
    case "SingleGoal":
      return singleGoalAnswer(variables);
    case "GoalDetail":
      return goalDetailAnswer(variables);
    case "RfmMembers":
      return { rfm: { members: membersAnswer(variables) } };
    case "RfmMovers":
      return { rfm: { movement: { members: moversAnswer(variables) } } };
    case "CohortGrid":
      return cohortsAnswer(variables);
    case "CustomerCard":
      return customerCardAnswer(variables);
    case "CustomerCardValue":
      return customerValueAnswer(variables);
    case "CustomerCardLines":
      return orderLinesAnswer(variables);
    case "Recommendations":
      return recommendationsAnswer(variables);
    default:
      return customersAnswer(variables);
  }
}
