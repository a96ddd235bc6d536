import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { add, divide, formulaOf, multiply } from "./formula.ts";

const decided = add(facts.won, facts.lost);
const cycle = divide(facts.cycleDays, facts.cycled);

/** Deals: what is open, what becomes of it, and how long that takes. */
export const pipelineMetrics: readonly MetricDefinition[] = [
  {
    id: "winRate",
    label: { en: "Win rate", "zh-CN": "赢单率" },
    description: {
      en: "Of the deals decided in the period, the share that was won. Empty where none was decided.",
      "zh-CN": "期内有结果的商机中赢单的比例；没有结果时为空。",
    },
    formula: { en: "Deals won ÷ (won + lost), by closing day", "zh-CN": "赢单数 ÷（赢单数 + 输单数），按关闭日" },
    unit: "RATIO",
    better: "HIGHER",
    value: divide(facts.won, decided),
  },
  {
    id: "pipelineValue",
    label: { en: "Pipeline", "zh-CN": "商机金额" },
    description: {
      en: "Amounts of the deals that are open at the end of the row's days. Deals without an amount count 0.",
      "zh-CN": "该行日期末仍未关闭的商机金额；没有金额的商机按 0 计。",
    },
    formula: { en: "Sum of the amounts of open deals", "zh-CN": "未关闭商机的金额之和" },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.openAmount),
  },
  {
    id: "weightedPipeline",
    label: { en: "Weighted pipeline", "zh-CN": "加权商机金额" },
    description: {
      en: "What the deals that are open at the end of the row's days are worth by their probability as last recorded. A deal that was lost since counts 0, and so does one without a probability.",
      "zh-CN": "该行日期末未关闭商机按最新记录的成交概率折算的金额；此后输掉的商机和没有概率的商机按 0 计。",
    },
    formula: { en: "Sum of amount × probability of open deals", "zh-CN": "未关闭商机的金额 × 概率之和" },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.openWeighted),
  },
  {
    id: "salesCycle",
    label: { en: "Sales cycle", "zh-CN": "销售周期" },
    description: {
      en: "Days from a deal's creation to its win, on average over the deals won in the period whose creation is known.",
      "zh-CN": "期内赢单的商机从创建到赢单的平均天数（仅计创建日已知的商机）。",
    },
    formula: { en: "Mean of closing day − creation day of deals won", "zh-CN": "赢单商机的（关闭日 − 创建日）均值" },
    unit: "DAYS",
    better: "LOWER",
    value: cycle,
  },
  {
    id: "salesVelocity",
    label: { en: "Sales velocity", "zh-CN": "销售速度" },
    description: {
      en: "What the pipeline brings a day, if its deals are won as often, as large and as fast as those of the period.",
      "zh-CN": "若商机的赢单率、金额和周期与本期相同，商机每天带来的金额。",
    },
    formula: {
      en: "Open deals × win rate × mean amount of deals won ÷ sales cycle",
      "zh-CN": "未关闭商机数 × 赢单率 × 赢单平均金额 ÷ 销售周期",
    },
    unit: "MONEY",
    better: "HIGHER",
    value: divide(
      multiply(multiply(facts.openDeals, divide(facts.won, decided)), divide(facts.wonAmount, facts.wonValued)),
      cycle,
    ),
  },
];
