import type { PipelineBoardQuery, SalesFunnelQuery } from "../generated/graphql.ts";
import type { Variables } from "./company.ts";

/** What a server would say of the pipeline of the test company. */

const year = { from: "2024-01-01", to: "2024-12-31" };
const stages = [
  ["lead", "Lead", "线索"],
  ["offer", "Offer", "报价"],
  ["terms", "Terms", "谈判"],
] as const;
const [lead, offer, terms] = [0, 1, 2].map((index) => (locale: unknown) => {
  const [key, en, zh] = stages[index]!;
  return { key, name: locale === "zh-CN" ? zh : en };
}) as [Named, Named, Named];
type Named = (locale: unknown) => { key: string; name: string };

export function funnelAnswer({ locale, period }: Variables): SalesFunnelQuery {
  const none = period === "1999";
  const row = (stage: Named, entered: number, wentOn: number, lost: number, days: number | null) => ({
    stage: stage(locale),
    entered,
    enteredAmount: entered * 9_100,
    wentOn,
    lost,
    open: entered - wentOn - lost,
    skipped: 0,
    rate: wentOn / entered,
    rateOfLeft: wentOn / (wentOn + lost),
    medianDays: days,
    slowDays: days === null ? null : days * 1.6,
  });
  const improvement = (stage: Named, gainAtBest: number | null) => ({
    stage: { key: stage(locale).key },
    rate: 0.6,
    bestTeam: "North <img src=x onerror=alert(1)>",
    bestRate: 0.72,
    gainAtBest,
  });
  return {
    funnel: {
      period: year,
      currency: "USD",
      created: none ? 0 : 297,
      createdAmount: none ? 0 : 2_702_700,
      won: none ? 0 : 114,
      wonAmount: none ? 0 : 1_037_400,
      lost: none ? 0 : 160,
      open: none ? 0 : 23,
      winRate: none ? null : 114 / 274,
      undated: 0,
      stages: none ? [] : [row(lead, 297, 230, 57, 19), row(offer, 230, 180, 45, 23.4), row(terms, 180, 114, 58, null)],
      improvements: none ? [] : [improvement(terms, 198_700), improvement(lead, 103_000), improvement(offer, null)],
    },
  };
}

export function boardAnswer({ locale, period, deals, withOutlook, withLosses }: Variables): PipelineBoardQuery {
  const none = period === "1999";
  const most = Number(deals);
  const deal = (number: number, stuck: boolean) => ({
    opportunity: {
      id: `deal-${number}`,
      externalId: `D-${number}`,
      name: `Annual supply ${number}`,
      customerName:
        number % 3 === 0 ? null : number === 1 ? "<img src=x onerror=alert(1)>" : `Customer ${number} of a long name`,
      rep: number % 4 === 0 ? null : { name: "Li Na" },
    },
    amount: number % 5 === 0 ? null : 12_500 - 700 * number,
    days: number % 7 === 6 ? null : 5 * number + (stuck ? 60 : 0),
    stuck,
  });
  const column = (stage: Named | null, count: number, stuck: number, days: number | null) => ({
    stage: stage?.(locale) ?? null,
    deals: count,
    amount: count * 9_100,
    stuck,
    stuckAmount: stuck * 11_800,
    limit: stage && {
      days,
      reasonText: days === null ? (locale === "zh-CN" ? "赢单太少。" : "Too few deals were won.") : null,
    },
    first: Array.from({ length: Math.min(count, most) }, (_, index) => deal(index + 1, index < stuck)),
  });
  const loss = (key: string | null, lost: number) => ({ key, label: key, lost, lostAmount: lost * 8_200 });
  return {
    pipelineBoard: {
      asOf: "2024-12-12",
      currency: "USD",
      columns: none
        ? []
        : [column(lead, 9, 2, 30.4), column(offer, 4, 0, null), column(terms, 0, 0, 36), column(null, 1, 0, null)],
    },
    ...(withOutlook && {
      pipelineCoverage: { period: year, target: 300_000, missing: 120_000, weighted: 90_000, coverage: 0.75 },
      pipelineForecast:
        period === "2023"
          ? { wonSoFar: 40_000, expected: null, total: null, error: null, reasonText: "The period is over.", tests: [] }
          : {
              wonSoFar: 40_000,
              expected: 25_000,
              total: 65_000,
              error: 0.142,
              reasonText: null,
              tests: Array.from({ length: 12 }, (_, index) => ({ day: `2024-01-${10 + index}` })),
            },
    }),
    ...(withLosses && {
      reasons: {
        period: year,
        total: none
          ? { won: 0, wonAmount: 0, lost: 0, lostAmount: 0, winRate: null, winRateMargin: null }
          : { won: 114, wonAmount: 1_037_400, lost: 160, lostAmount: 1_312_000, winRate: 0.416, winRateMargin: 0.058 },
        rows: none ? [] : [loss("price", 65), loss("no budget", 40), loss(null, 12)],
      },
      competitors: { rows: none ? [] : [loss("Harbour <img src=x onerror=alert(1)>", 30), loss(null, 130)] },
    }),
  };
}
