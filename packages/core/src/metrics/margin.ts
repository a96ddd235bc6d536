import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { divide, subtract, unlessAny } from "./formula.ts";

const unknown = {
  en: "Empty while a sale in the row has no known cost: a margin over part of the sales would be silently wrong.",
  "zh-CN": "只要该行中有一笔销售成本未知即为空，因为只算部分销售的利润会误导。",
};

/** What the sales cost and left. */
export const marginMetrics: readonly MetricDefinition[] = [
  {
    id: "cost",
    label: { en: "Cost", "zh-CN": "成本" },
    description: { en: `Cost of what was sold. ${unknown.en}`, "zh-CN": `已售商品的成本。${unknown["zh-CN"]}` },
    formula: { en: "Sum of the costs of order lines", "zh-CN": "订单行成本之和" },
    unit: "MONEY",
    better: "LOWER",
    value: unlessAny(facts.uncosted, facts.cost),
  },
  {
    id: "grossProfit",
    label: { en: "Gross profit", "zh-CN": "毛利" },
    description: { en: `Revenue less cost. ${unknown.en}`, "zh-CN": `销售额减去成本。${unknown["zh-CN"]}` },
    formula: { en: "Revenue − cost", "zh-CN": "销售额 − 成本" },
    unit: "MONEY",
    better: "HIGHER",
    value: unlessAny(facts.uncosted, subtract(facts.revenue, facts.cost)),
  },
  {
    id: "profitMargin",
    label: { en: "Profit margin", "zh-CN": "利润率" },
    description: {
      en: `The share of revenue that is left after cost. Empty without revenue. ${unknown.en}`,
      "zh-CN": `扣除成本后占销售额的比例；没有销售额时为空。${unknown["zh-CN"]}`,
    },
    formula: { en: "Gross profit ÷ revenue", "zh-CN": "毛利 ÷ 销售额" },
    unit: "RATIO",
    better: "HIGHER",
    value: unlessAny(facts.uncosted, divide(subtract(facts.revenue, facts.cost), facts.revenue)),
  },
];
