import type { MetricDefinition } from "./definition.ts";
import { dimensionsOf } from "./dimensions.ts";

/** How many deals and prospects became sales. */
export const rateMetrics: readonly MetricDefinition[] = [
  {
    id: "winRate",
    label: { en: "Win rate", "zh-CN": "赢单率" },
    description: {
      en: "Of the deals decided in the period, the share that was won. Empty where none was decided.",
      "zh-CN": "期内有结果的商机中赢单的比例；没有结果时为空。",
    },
    formula: { en: "Deals won ÷ (won + lost), by closing day", "zh-CN": "赢单数 ÷（赢单数 + 输单数）,按关闭日" },
    unit: "RATIO",
    better: "HIGHER",
    additive: false,
    source: "deal",
    dimensions: dimensionsOf("deal"),
    value: { kind: "ratio", of: "won", by: ["won", "lost"] },
  },
  {
    id: "conversionRate",
    label: { en: "Conversion rate", "zh-CN": "客户转化率" },
    description: {
      en: "Of the customers acquired as prospects in the period, the share that has bought by the period's end (or by the as-of day). Anonymous ones are left out. Split by time, a row holds those acquired then, and their purchases until the period's end.",
      "zh-CN":
        "期内获得的潜在客户中，到期末（或截至日）已购买的比例；匿名客户不计。按时间拆分时，每行为当时获得的客户，购买计至期末。",
    },
    formula: {
      en: "Acquired customers with an order ÷ acquired customers",
      "zh-CN": "已下单的新获客户数 ÷ 新获客户数",
    },
    unit: "RATIO",
    better: "HIGHER",
    additive: false,
    source: "prospect",
    dimensions: dimensionsOf("prospect"),
    value: { kind: "ratio", of: "converted", by: ["acquired"] },
  },
];
