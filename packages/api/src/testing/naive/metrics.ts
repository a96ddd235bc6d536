import type { FactName, Source } from "./facts.ts";
import { minus, over, plus, type Quantity, times } from "./quantity.ts";

export type Facts = Readonly<Record<FactName, Quantity>>;

export interface NaiveMetric {
  readonly sources: readonly Source[];
  readonly value: (facts: Facts) => Quantity;
  /** Sums are answered to the last digit. */
  readonly isSum?: true;
  /** Whether its facts add up over time: then it can be read as RUNNING. */
  readonly addsUpOverTime?: true;
  /** Whether it stays the same when everything happens twice; of others MOVING is a mean. */
  readonly isRate?: true;
  readonly hasShares?: true;
  readonly readAs?: "CHANGE";
}

const sum = { isSum: true, addsUpOverTime: true, hasShares: true } as const;
const rate = { isRate: true, addsUpOverTime: true } as const;

/** Every metric as the catalogue's words define it. */
export const naiveMetrics: Readonly<Record<string, NaiveMetric>> = {
  revenue: { sources: ["sale"], ...sum, value: (f) => f.revenue },
  volume: { sources: ["sale"], ...sum, value: (f) => f.volume },
  growth: { sources: ["sale"], readAs: "CHANGE", value: (f) => f.revenue },
  cost: { sources: ["sale"], ...sum, value: (f) => ifNone(f.uncosted, f.cost) },
  grossProfit: { sources: ["sale"], ...sum, value: (f) => ifNone(f.uncosted, minus(f.revenue, f.cost)) },
  profitMargin: {
    sources: ["sale"],
    ...rate,
    value: (f) => ifNone(f.uncosted, over(minus(f.revenue, f.cost), f.revenue)),
  },
  orders: { sources: ["sale"], ...sum, value: (f) => f.orders },
  averageOrderValue: { sources: ["sale"], ...rate, value: (f) => over(f.revenue, f.orders) },
  unitsPerOrder: { sources: ["sale"], ...rate, value: (f) => over(f.volume, f.orders) },
  customers: { sources: ["sale"], isSum: true, hasShares: true, value: (f) => f.customers },
  newCustomers: { sources: ["sale"], isSum: true, hasShares: true, value: (f) => f.newCustomers },
  returningCustomers: { sources: ["sale"], isSum: true, hasShares: true, value: (f) => f.returningCustomers },
  repeatRate: { sources: ["sale"], isRate: true, value: (f) => over(f.repeatBuyers, f.customers) },
  returnRate: { sources: ["sale"], ...rate, value: (f) => over(f.returned, f.gross) },
  discountRate: { sources: ["sale"], ...rate, value: (f) => over(f.discount, plus(f.revenue, f.discount)) },
  conversionRate: { sources: ["prospect"], ...rate, value: (f) => over(f.converted, f.acquired) },
  acquiredCustomers: { sources: ["prospect"], ...sum, value: (f) => f.acquired },
  convertedCustomers: { sources: ["prospect"], ...sum, value: (f) => f.converted },
  acquiredRevenue: { sources: ["prospect"], ...sum, value: (f) => f.acquiredRevenue },
  revenuePerAcquired: { sources: ["prospect"], ...rate, value: (f) => over(f.acquiredRevenue, f.acquired) },
  returningRevenueShare: {
    sources: ["sale"],
    isRate: true,
    value: (f) => over(f.returningRevenue, plus(f.newRevenue, f.returningRevenue)),
  },
  winRate: { sources: ["deal"], ...rate, value: (f) => over(f.won, plus(f.won, f.lost)) },
  pipelineValue: { sources: ["pipeline"], isSum: true, hasShares: true, value: (f) => f.openAmount },
  weightedPipeline: { sources: ["pipeline"], isSum: true, hasShares: true, value: (f) => f.openWeighted },
  salesCycle: { sources: ["deal"], ...rate, value: (f) => over(f.cycleDays, f.cycles) },
  salesVelocity: {
    sources: ["pipeline", "deal"],
    value: (f) => {
      const winRate = over(f.won, plus(f.won, f.lost));
      const wonAmount = over(f.wonAmount, f.wonWithAmount);
      return over(times(times(f.openDeals, winRate), wonAmount), over(f.cycleDays, f.cycles));
    },
  },
  nps: {
    sources: ["response"],
    ...rate,
    value: (f) => ifEnough(f.npsResponses, times(100, over(minus(f.promoters, f.detractors), f.npsResponses))),
  },
  csat: { sources: ["response"], ...rate, value: (f) => ifEnough(f.csatResponses, over(f.satisfied, f.csatResponses)) },
  ces: { sources: ["response"], ...rate, value: (f) => ifEnough(f.cesResponses, over(f.effort, f.cesResponses)) },
  responses: { sources: ["response"], ...sum, value: (f) => f.responses },
  complaintRate: { sources: ["case", "sale"], ...rate, value: (f) => over(f.complaints, f.orders) },
  resolutionTime: { sources: ["resolution"], ...rate, value: (f) => over(f.resolutionDays, f.resolved) },
  quota: { sources: ["quota"], ...sum, value: (f) => f.quota },
  payout: { sources: ["payout"], ...sum, value: (f) => f.payout },
  payoutRate: { sources: ["payout", "sale"], ...rate, value: (f) => over(f.payout, f.revenue) },
  budget: { sources: ["budget"], ...sum, value: (f) => f.budget },
  spend: { sources: ["expense"], ...sum, value: (f) => f.spend },
  budgetVariance: { sources: ["expense", "budget"], ...sum, value: (f) => minus(f.spend, f.budget) },
  costOfSales: { sources: ["expense", "sale"], ...rate, value: (f) => over(f.spend, f.revenue) },
  returnOnSpend: {
    sources: ["expense", "sale"],
    ...rate,
    value: (f) => ifNone(f.uncosted, over(minus(minus(f.revenue, f.cost), f.spend), f.spend)),
  },
  attainment: { sources: ["sale", "quota"], ...rate, value: (f) => over(f.revenue, f.quota) },
};

/** A figure over a part of the sales would be silently wrong. */
function ifNone(missing: Quantity, value: Quantity): Quantity {
  return Number(missing) === 0 ? value : null;
}

/** A score of fewer than five says nothing. */
function ifEnough(responses: Quantity, value: Quantity): Quantity {
  return Number(over(responses, 1)) >= 5 ? value : null;
}
