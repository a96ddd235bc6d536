import type { Text } from "../metrics/definition.ts";
import { type MetricRule, withThreshold } from "../rules/metric-rule.ts";

export type SwotQuadrant = "STRENGTH" | "WEAKNESS" | "OPPORTUNITY" | "THREAT";

/** Raises a statement when all of its conditions hold: for all that was asked for, or for values of a dimension. */
export interface SwotRule extends MetricRule {
  readonly quadrant: SwotQuadrant;
}

/** A company's own rules and thresholds. */
export interface SwotSettings {
  readonly rules?: readonly SwotRule[] | undefined;
  /** Other thresholds for built-in rules, by their ids. */
  readonly thresholds?: Readonly<Record<string, number>> | undefined;
  /** Ids of built-in rules that aren't wanted. */
  readonly without?: readonly string[] | undefined;
}

/** Statements that come from the market's record rather than from metrics, and what they begin at. */
export interface MarketRule {
  readonly id: string;
  readonly quadrant: SwotQuadrant;
  readonly text: Text;
  /** What the threshold is of; null where the test of significance alone decides. */
  readonly thresholdOf: Text | null;
  readonly threshold: number | null;
}

/** What is judged: the built-in rules with the company's thresholds, and the company's own. */
export interface SwotRules {
  readonly metricRules: readonly SwotRule[];
  readonly marketRules: Readonly<Record<MarketRuleId, MarketRule | undefined>>;
}

export const builtInRules: readonly SwotRule[] = [
  {
    id: "sales-rising",
    quadrant: "STRENGTH",
    text: { en: "Revenue and volume are rising", "zh-CN": "销售额与销售量持续上升" },
    when: [
      { metric: "revenue", as: "CHANGE", atLeast: 0.05 },
      { metric: "volume", as: "CHANGE", atLeast: 0.05 },
    ],
  },
  {
    id: "margin-rising",
    quadrant: "STRENGTH",
    text: { en: "The profit margin is rising", "zh-CN": "利润率提高" },
    when: [{ metric: "profitMargin", as: "DIFFERENCE", atLeast: 0.01 }],
  },
  {
    id: "customers-return",
    quadrant: "STRENGTH",
    text: { en: "More customers buy again", "zh-CN": "复购客户增多" },
    when: [{ metric: "repeatRate", as: "DIFFERENCE", atLeast: 0.03 }],
  },
  {
    id: "customers-recommend",
    quadrant: "STRENGTH",
    text: { en: "Customers recommend us", "zh-CN": "客户乐于推荐我们" },
    when: [{ metric: "nps", atLeast: 50 }],
  },
  {
    id: "wins-rising",
    quadrant: "STRENGTH",
    text: { en: "More deals are won", "zh-CN": "赢单率提高" },
    when: [{ metric: "winRate", as: "DIFFERENCE", atLeast: 0.05 }],
  },
  {
    id: "quota-met",
    quadrant: "STRENGTH",
    text: { en: "Quotas are met", "zh-CN": "销售配额达成" },
    when: [{ metric: "attainment", atLeast: 1 }],
  },
  {
    id: "sales-falling",
    quadrant: "WEAKNESS",
    text: { en: "Revenue is falling", "zh-CN": "销售额下降" },
    when: [{ metric: "revenue", as: "CHANGE", atMost: -0.05 }],
  },
  {
    id: "low-margin",
    quadrant: "WEAKNESS",
    text: { en: "Products with a low margin: cost or pricing", "zh-CN": "部分产品利润率偏低：成本或定价问题" },
    when: [{ metric: "profitMargin", atMost: 0.15 }],
    by: "product",
  },
  {
    id: "margin-falling",
    quadrant: "WEAKNESS",
    text: { en: "The profit margin is falling", "zh-CN": "利润率下降" },
    when: [{ metric: "profitMargin", as: "DIFFERENCE", atMost: -0.01 }],
  },
  {
    id: "sales-falling-in",
    quadrant: "WEAKNESS",
    text: { en: "Regions where revenue is falling", "zh-CN": "部分地区销售额下降" },
    when: [{ metric: "revenue", as: "CHANGE", atMost: -0.2 }],
    by: "region",
    beyondWhole: 0.1,
  },
  {
    id: "customers-stay-away",
    quadrant: "WEAKNESS",
    text: { en: "Fewer customers buy again", "zh-CN": "复购客户减少" },
    when: [{ metric: "repeatRate", as: "DIFFERENCE", atMost: -0.03 }],
  },
  {
    id: "customers-dissatisfied",
    quadrant: "WEAKNESS",
    text: { en: "More customers warn of us than recommend us", "zh-CN": "贬损客户多于推荐客户" },
    when: [{ metric: "nps", atMost: 0 }],
  },
  {
    id: "complaints-rising",
    quadrant: "WEAKNESS",
    text: { en: "More customers complain", "zh-CN": "投诉增多" },
    when: [{ metric: "complaintRate", as: "DIFFERENCE", atLeast: 0.01 }],
  },
  {
    id: "returns-rising",
    quadrant: "WEAKNESS",
    text: { en: "More is sent back", "zh-CN": "退货增多" },
    when: [{ metric: "returnRate", as: "DIFFERENCE", atLeast: 0.01 }],
  },
  {
    id: "discounts-rising",
    quadrant: "WEAKNESS",
    text: { en: "Higher discounts are given", "zh-CN": "折扣加大" },
    when: [{ metric: "discountRate", as: "DIFFERENCE", atLeast: 0.02 }],
  },
  {
    id: "wins-falling",
    quadrant: "WEAKNESS",
    text: { en: "Fewer deals are won", "zh-CN": "赢单率下降" },
    when: [{ metric: "winRate", as: "DIFFERENCE", atMost: -0.05 }],
  },
  {
    id: "quota-missed",
    quadrant: "WEAKNESS",
    text: { en: "Quotas are missed", "zh-CN": "销售配额未达成" },
    when: [{ metric: "attainment", atMost: 0.9 }],
  },
  {
    id: "one-customer",
    quadrant: "THREAT",
    text: { en: "Much depends on single customers", "zh-CN": "对单一客户依赖过高" },
    when: [{ metric: "revenue", as: "SHARE", atLeast: 0.25 }],
    by: "customer",
  },
  {
    id: "growing-products",
    quadrant: "OPPORTUNITY",
    text: { en: "Products that grow fast", "zh-CN": "部分产品高速增长" },
    when: [{ metric: "revenue", as: "CHANGE", atLeast: 0.3 }],
    by: "product",
    beyondWhole: 0.1,
  },
  {
    id: "growing-regions",
    quadrant: "OPPORTUNITY",
    text: { en: "Regions that grow fast", "zh-CN": "部分地区高速增长" },
    when: [{ metric: "revenue", as: "CHANGE", atLeast: 0.2 }],
    by: "region",
    beyondWhole: 0.1,
  },
  {
    id: "growing-channels",
    quadrant: "OPPORTUNITY",
    text: { en: "Channels that grow fast", "zh-CN": "部分渠道高速增长" },
    when: [{ metric: "revenue", as: "CHANGE", atLeast: 0.2 }],
    by: "channel",
    beyondWhole: 0.1,
  },
  {
    id: "growing-segments",
    quadrant: "OPPORTUNITY",
    text: { en: "Customer segments that grow fast", "zh-CN": "部分客户细分高速增长" },
    when: [{ metric: "revenue", as: "CHANGE", atLeast: 0.3 }],
    by: "segment",
    beyondWhole: 0.1,
  },
  {
    id: "new-customers",
    quadrant: "OPPORTUNITY",
    text: { en: "More new customers come", "zh-CN": "新客户增多" },
    when: [{ metric: "newCustomers", as: "CHANGE", atLeast: 0.15 }],
  },
];

export type MarketRuleId =
  | "own-share-rising"
  | "own-share-falling"
  | "competitor-share"
  | "competitor-price"
  | "competitor-conversion"
  | "competitor-move"
  | "demand-rising"
  | "demand-falling"
  | "unmet-needs"
  | "economy-up"
  | "economy-down";

export const builtInMarketRules: readonly (MarketRule & { readonly id: MarketRuleId })[] = [
  {
    id: "own-share-rising",
    quadrant: "STRENGTH",
    text: { en: "Our market share is rising", "zh-CN": "我们的市场份额上升" },
    thresholdOf: { en: "Gain of market share", "zh-CN": "市场份额增幅" },
    threshold: 0.01,
  },
  {
    id: "own-share-falling",
    quadrant: "WEAKNESS",
    text: { en: "Our market share is falling", "zh-CN": "我们的市场份额下降" },
    thresholdOf: { en: "Loss of market share", "zh-CN": "市场份额降幅" },
    threshold: 0.01,
  },
  {
    id: "competitor-share",
    quadrant: "THREAT",
    text: { en: "Competitors gain market share", "zh-CN": "竞争对手份额上升" },
    thresholdOf: { en: "Gain of market share", "zh-CN": "市场份额增幅" },
    threshold: 0.01,
  },
  {
    id: "competitor-price",
    quadrant: "THREAT",
    text: { en: "Competitors are cheaper", "zh-CN": "竞争对手价格更低" },
    thresholdOf: { en: "Below our price", "zh-CN": "低于我方价格的幅度" },
    threshold: 0.05,
  },
  {
    id: "competitor-conversion",
    quadrant: "THREAT",
    text: { en: "Competitors convert more prospects", "zh-CN": "竞争对手客户转化率更高" },
    thresholdOf: { en: "Above our conversion rate", "zh-CN": "高于我方转化率的幅度" },
    threshold: 0.01,
  },
  {
    id: "competitor-move",
    quadrant: "THREAT",
    text: { en: "Sales fell after competitors' moves", "zh-CN": "竞争对手动作后销售下降" },
    thresholdOf: null,
    threshold: null,
  },
  {
    id: "demand-rising",
    quadrant: "OPPORTUNITY",
    text: { en: "Demand that rises", "zh-CN": "上升的需求" },
    thresholdOf: null,
    threshold: null,
  },
  {
    id: "demand-falling",
    quadrant: "THREAT",
    text: { en: "Demand that falls", "zh-CN": "下降的需求" },
    thresholdOf: null,
    threshold: null,
  },
  {
    id: "unmet-needs",
    quadrant: "OPPORTUNITY",
    text: { en: "Needs that nobody serves yet", "zh-CN": "尚未满足的需求" },
    thresholdOf: { en: "Customers who want it", "zh-CN": "有此需求的客户数" },
    threshold: 10,
  },
  {
    id: "economy-up",
    quadrant: "OPPORTUNITY",
    text: {
      en: "The economy is growing: room for prices and premium offers",
      "zh-CN": "经济向好：价格与高端产品有空间",
    },
    thresholdOf: null,
    threshold: null,
  },
  {
    id: "economy-down",
    quadrant: "THREAT",
    text: { en: "The economy is weakening: value for money counts", "zh-CN": "经济走弱：客户更看重性价比" },
    thresholdOf: null,
    threshold: null,
  },
];

/**
 * The built-in rules with a company's thresholds, without those that it doesn't want, and then its own.
 * `checkSwotSettings` finds what is wrong with them.
 */
export function swotRulesOf({ rules = [], thresholds = {}, without = [] }: SwotSettings = {}): SwotRules {
  const metricRules = builtInRules
    .filter(({ id }) => !without.includes(id))
    .map((rule) => withThreshold(rule, thresholds[rule.id]));
  const marketRules = Object.fromEntries(
    builtInMarketRules
      .filter(({ id }) => !without.includes(id))
      .map((rule) => [rule.id, { ...rule, threshold: thresholds[rule.id] ?? rule.threshold }]),
  ) as SwotRules["marketRules"];
  return { metricRules: [...metricRules, ...rules], marketRules };
}
