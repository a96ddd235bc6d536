import type {
  ChannelShiftQuery,
  ChannelShiftQueryVariables,
  CompetitorGridQuery,
  CompetitorGridQueryVariables,
  DemandTrendsQuery,
  DemandTrendsQueryVariables,
  EconomyPanelQuery,
} from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

const hostile = "<img src=x onerror=alert(1)>";
const usd = { currency: "USD" } as const;

const noSales = { before: null, after: null, difference: null, low: null, high: null, significant: null };
const fall = { before: 5000, after: 4000, difference: -1000, low: -1500, high: -500, significant: true };
const rise = { before: 5000, after: 5500, difference: 500, low: -250, high: 1250, significant: false };

/** An economy in recession that sales have followed after two months; of the country "none" nothing is known. */
export function economyAnswer({ country, locale }: Variables): EconomyPanelQuery {
  const zh = locale === "zh-CN";
  const nothing = country === "none";
  const name = zh ? "失业率" : "Unemployment";
  const lags = Array.from({ length: 7 }, (_, lag) => {
    const known = lag < 6;
    const correlation = known ? (lag === 2 ? -0.82 : 0.1 * (lag - 3)) : null;
    return {
      lag,
      pairs: 30 - lag,
      correlation,
      low: correlation === null ? null : correlation - 0.15,
      high: correlation === null ? null : correlation + 0.15,
      significant: known ? lag === 2 : null,
    };
  });
  const text = zh
    ? "失业率（2024 年 12 月）：高于低点 0.6 个百分点。"
    : "Unemployment, 2024-12: 0.6 points above the low.";
  const signal = { series: "u", name, rule: "SAHM", period: "2024-12-01", value: 0.6, since: "2024-10-01" } as const;
  const old = {
    series: "o",
    name: hostile,
    rule: "OUTPUT",
    period: "2019-01-01",
    value: 0,
    since: "2019-01-01",
  } as const;
  return {
    economy: {
      asOf: "2024-12-31",
      phase: nothing ? null : "RECESSION",
      phaseText: nothing ? (zh ? "未知" : "Not known") : zh ? "衰退" : "Recession",
      signals: nothing
        ? []
        : [
            { ...signal, reading: "RECESSION", outdated: false, text },
            { ...old, reading: "STEADY", outdated: true, text: `${hostile}: it is too old to count.` },
          ],
      sensitivities: nothing
        ? []
        : [
            {
              series: "u",
              name,
              text: zh
                ? "失业率上升时，销售 2 个月后往往下降。"
                : "When Unemployment rose, sales have fallen 2 months later.",
              strongest: { lag: 2 },
              lags,
            },
          ],
      advice: nothing
        ? []
        : [
            { topic: "PRICING", text: zh ? "客户看重性价比。" : "Value for money counts.", reasons: [text] },
            { topic: "OFFER", text: zh ? "突出为客户省钱的产品。" : "Lead with essentials.", reasons: [text] },
          ],
    },
  };
}

/** Us and three others; of the year 1999 nothing is known. */
export function competitorsAnswer(variables: Variables): CompetitorGridQuery {
  const { period, topic, locale } = variables as unknown as CompetitorGridQueryVariables;
  if (period === "1999") {
    return {
      company: usd,
      competitors: [],
      competitorGrid: { figures: [] },
      marketConcentration: [],
      competitorMoves: [],
    };
  }
  const names = ["Lakeside", "Hillside Tea 山畔茶", "Harbour Coffee Roasters International", hostile];
  const values = { PRICE: [12, 11.4, 13.2], SHARE: [0.3, 0.2, 0.1], REVIEW: [4.6, 4.1, 4.7] };
  const figures = (["FEATURE", "PRICE", "SHARE", "REVIEW"] as const)
    .filter((one) => !topic || [topic].flat().includes(one))
    .flatMap((one) =>
      names.slice(0, one === "FEATURE" ? 4 : 3).map((competitorName, place) => ({
        topic: one,
        name: { FEATURE: "Delivery", PRICE: "Oolong 100 g", SHARE: "tea", REVIEW: "Marketplace" }[one],
        category: one === "PRICE" ? "Tea 茶叶" : null,
        competitorName,
        own: place === 0,
        value: one === "FEATURE" ? null : values[one][place]!,
        text: one === "FEATURE" ? "next day 次日" : null,
        ownValue: one === "FEATURE" ? null : values[one][0]!,
        day: "2024-11-30",
        source: place === 1 ? "Study" : null,
      })),
    );
  const move = { competitorName: names[1]!, kind: "CAMPAIGN", category: "Tea 茶叶", source: "Press" } as const;
  const reasonText = locale === "zh-CN" ? "其后的 28 天尚未结束。" : "The 28 days after it aren't over yet.";
  return {
    company: usd,
    competitors: names.map((name, place) => ({ externalId: String(place), name, own: place === 0 })),
    competitorGrid: { figures },
    marketConcentration: [
      {
        market: "tea",
        category: null,
        day: "2024-05-31",
        covered: 1,
        hhi: 0.275,
        hhiAtMost: 0.275,
        concentration: "HIGH",
      },
      {
        market: "tea",
        category: null,
        day: "2024-11-30",
        covered: 0.6,
        hhi: 0.14,
        hhiAtMost: 0.3,
        concentration: null,
      },
    ],
    competitorMoves: [
      { ...move, day: "2024-12-20", name: "Winter sale", ...noSales, reasonText },
      { ...move, day: "2024-06-01", name: "Summer sale", ...fall, reasonText: null },
      {
        ...move,
        day: "2024-03-01",
        name: hostile,
        kind: "NEW_SERVICE",
        category: null,
        source: null,
        ...rise,
        reasonText: null,
      },
    ],
  };
}

/** Topics that rise, fall and stay; of the year 1999 there is none. */
export function demandAnswer(variables: Variables): DemandTrendsQuery {
  const { period, first } = variables as unknown as DemandTrendsQueryVariables;
  const none = period === "1999";
  const topic = (
    name: string,
    direction: DemandTrendsQuery["demandTrends"]["topics"][number]["direction"],
    change: number,
    more: object = {},
  ) => ({
    topic: name,
    category: "Tea 茶叶",
    direction,
    signals: 40,
    signalsBefore: 20,
    sentiment: 0.4,
    share: 0.2 + change,
    shareBefore: 0.2,
    change,
    low: direction === "UNKNOWN" ? null : change - 0.03,
    high: direction === "UNKNOWN" ? null : change + 0.03,
    revenue: 12_000,
    revenueChange: -0.05,
    against: false,
    ...more,
  });
  const topics = [
    topic("Cold brew 冷萃", "RISING", 0.08, { against: true }),
    topic("Gift boxes 礼盒", "FALLING", -0.07, { revenueChange: 0.12, against: true }),
    topic("Tableware for guests of every kind", "STEADY", 0.01),
    topic(hostile, "UNKNOWN", 0.01, { category: null, revenue: null, revenueChange: null }),
  ];
  const need = { category: "Coffee", needs: 4, customers: 3, averageStrength: 3.5, since: "2024-02-01" };
  return {
    company: usd,
    demandTrends: {
      period: { from: "2024-01-01", to: "2024-12-31" },
      comparison: { from: "2023-01-01", to: "2023-12-31" },
      total: none ? 0 : 160,
      totalBefore: none ? 0 : 80,
      topics: none ? [] : topics,
    },
    unmetNeeds: none
      ? []
      : [
          { topic: "Monthly delivery 按月配送", reason: "NOT_BOUGHT" as const, ...need },
          { topic: hostile, reason: "NOT_OFFERED" as const, ...need, category: null },
        ].slice(0, first ?? undefined),
  };
}

/** Three channels, of which one grows, and a technology of each stage; in 1999 nothing was sold. */
export function channelsAnswer(variables: Variables): ChannelShiftQuery {
  const { period, grain, locale } = variables as unknown as ChannelShiftQueryVariables;
  const channels = ["online 网店", hostile, null];
  const none = period === "1999";
  const months = none ? [] : Array.from({ length: grain === "YEAR" ? 1 : 12 }, (_, month) => month);
  const shareOf = (month: number, place: number) => [0.5 + 0.01 * month, 0.3 - 0.01 * month, 0.2][place]!;
  const compared = months.length > 1;
  const around = { ...noSales, reasonText: locale === "zh-CN" ? "尚未采用。" : "It hasn't been adopted." };
  const technology = { channel: "online 网店", process: null, adoptedOn: null, since: "2024-06-01", ...around };
  return {
    company: usd,
    channelMix: {
      first: compared ? "2024-01-01" : null,
      last: compared ? "2024-12-01" : null,
      shares: months.flatMap((month) =>
        channels.map((channel, place) => ({
          start: `2024-${String(month + 1).padStart(2, "0")}-01`,
          channel,
          revenue: 100_000 * shareOf(month, place),
          share: shareOf(month, place),
          change: month === 0 ? null : shareOf(month, place) - shareOf(month - 1, place),
          partial: month === 11,
        })),
      ),
      shifts: none
        ? []
        : channels.map((channel, place) => ({
            channel,
            first: compared ? shareOf(0, place) : null,
            last: compared ? shareOf(11, place) : null,
            change: compared ? shareOf(11, place) - shareOf(0, place) : null,
            revenue: 1_000_000 / (place + 1),
          })),
    },
    technologies: none
      ? []
      : [
          {
            ...technology,
            name: "Mini program 小程序",
            stage: "ADOPT",
            adoptedOn: "2024-06-01",
            ...rise,
            reasonText: null,
          },
          { ...technology, name: hostile, stage: "TRIAL", channel: null, process: "Purchasing" },
          { ...technology, name: "Live streaming", stage: "ASSESS" },
          { ...technology, name: "Kiosk", stage: "HOLD" },
        ],
  };
}
