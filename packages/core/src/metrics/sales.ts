import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { add, divide, formulaOf } from "./formula.ts";

/** What was sold: money, units, orders. Cancelled orders are not in the warehouse's sales at all. */
export const salesMetrics: readonly MetricDefinition[] = [
  {
    id: "revenue",
    label: { en: "Revenue", "zh-CN": "销售额" },
    description: {
      en: "Net sales before tax in the reporting currency. Returns count negative, cancelled orders not at all.",
      "zh-CN": "以报告货币计的税前净销售额；退货为负，已取消的订单不计。",
    },
    formula: { en: "Sum of the net amounts of order lines", "zh-CN": "订单行净额之和" },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.revenue),
  },
  {
    id: "volume",
    label: { en: "Volume", "zh-CN": "销售量" },
    description: { en: "Units sold. Returns count negative.", "zh-CN": "售出数量；退货为负。" },
    formula: { en: "Sum of the quantities of order lines", "zh-CN": "订单行数量之和" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.volume),
  },
  {
    id: "growth",
    label: { en: "Sales growth", "zh-CN": "销售增长率" },
    description: {
      en: "How revenue has changed against the comparison (the previous period unless said). Empty where there was no revenue then.",
      "zh-CN": "销售额相对于对比期（默认上一期）的变化；对比期没有销售额时为空。",
    },
    formula: {
      en: "(Revenue − revenue of the comparison) ÷ |revenue of the comparison|",
      "zh-CN": "（本期销售额 − 对比期销售额）÷ |对比期销售额|",
    },
    unit: "RATIO",
    better: "HIGHER",
    value: formulaOf(facts.revenue),
    readAs: "CHANGE",
  },
  {
    id: "orders",
    label: { en: "Orders", "zh-CN": "订单数" },
    description: {
      en: "Distinct orders with a positive net amount; a return is no order. An order that holds two products counts once for each of them when split by product.",
      "zh-CN": "净额为正的订单数；退货不算订单。按产品拆分时，含两种产品的订单在每种产品下各计一次。",
    },
    formula: { en: "Distinct orders whose net amount is above zero", "zh-CN": "净额大于零的不同订单数" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.orders),
  },
  {
    id: "averageOrderValue",
    label: { en: "Average order value", "zh-CN": "客单价" },
    description: {
      en: "What an order brings on average, returns deducted. Empty where there was no order.",
      "zh-CN": "平均每笔订单带来的净额（已扣退货）；没有订单时为空。",
    },
    formula: { en: "Revenue ÷ orders", "zh-CN": "销售额 ÷ 订单数" },
    unit: "MONEY",
    better: "HIGHER",
    value: divide(facts.revenue, facts.orders),
  },
  {
    id: "unitsPerOrder",
    label: { en: "Units per order", "zh-CN": "每单件数" },
    description: {
      en: "How many units an order holds on average, returns deducted. Empty where there was no order.",
      "zh-CN": "平均每笔订单的件数（已扣退货）；没有订单时为空。",
    },
    formula: { en: "Volume ÷ orders", "zh-CN": "销售量 ÷ 订单数" },
    unit: "SCORE",
    better: "HIGHER",
    value: divide(facts.volume, facts.orders),
  },
  {
    id: "returnRate",
    label: { en: "Return rate", "zh-CN": "退货率" },
    description: {
      en: "Amounts returned in the days against what was sold in them. Empty where nothing was sold.",
      "zh-CN": "期内退货金额占期内售出金额的比例；没有售出时为空。",
    },
    formula: {
      en: "|Sum of negative net amounts| ÷ sum of positive net amounts",
      "zh-CN": "|负净额之和| ÷ 正净额之和",
    },
    unit: "RATIO",
    better: "LOWER",
    value: divide(facts.returned, facts.grossSales),
  },
  {
    id: "discountRate",
    label: { en: "Discount rate", "zh-CN": "折扣率" },
    description: {
      en: "What was taken off the list prices, as a share of them. Empty where nothing was sold.",
      "zh-CN": "折扣占折前金额的比例；没有销售时为空。",
    },
    formula: { en: "Discounts ÷ (revenue + discounts)", "zh-CN": "折扣 ÷（销售额 + 折扣）" },
    unit: "RATIO",
    better: "LOWER",
    value: divide(facts.discount, add(facts.revenue, facts.discount)),
  },
];
