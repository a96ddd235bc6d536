import type { MetricDefinition } from "./definition.ts";
import { dimensionsOf } from "./dimensions.ts";

const sale = { source: "sale", dimensions: dimensionsOf("sale"), better: "HIGHER" } as const;

/** What was sold: money, units, orders, buyers. Cancelled orders are not in the warehouse's sales at all. */
export const salesMetrics: readonly MetricDefinition[] = [
  {
    ...sale,
    id: "revenue",
    label: { en: "Revenue", "zh-CN": "销售额" },
    description: {
      en: "Net sales before tax in the reporting currency. Returns count negative, cancelled orders not at all.",
      "zh-CN": "以报告货币计的税前净销售额；退货为负，已取消的订单不计。",
    },
    formula: { en: "Sum of the net amounts of order lines", "zh-CN": "订单行净额之和" },
    unit: "MONEY",
    additive: true,
    value: { kind: "sum", of: "revenue" },
  },
  {
    ...sale,
    id: "volume",
    label: { en: "Volume", "zh-CN": "销售量" },
    description: { en: "Units sold. Returns count negative.", "zh-CN": "售出数量；退货为负。" },
    formula: { en: "Sum of the quantities of order lines", "zh-CN": "订单行数量之和" },
    unit: "COUNT",
    additive: true,
    value: { kind: "sum", of: "volume" },
  },
  {
    ...sale,
    id: "orders",
    label: { en: "Orders", "zh-CN": "订单数" },
    description: {
      en: "Distinct orders with a positive net amount; a return is no order. An order that holds two products counts once for each of them when split by product.",
      "zh-CN": "净额为正的订单数；退货不算订单。按产品拆分时，含两种产品的订单在每种产品下各计一次。",
    },
    formula: { en: "Distinct orders whose net amount is above zero", "zh-CN": "净额大于零的不同订单数" },
    unit: "COUNT",
    additive: false,
    value: { kind: "sum", of: "orders" },
  },
  {
    ...sale,
    id: "customers",
    label: { en: "Customers", "zh-CN": "客户数" },
    description: {
      en: "Distinct buyers with at least one order of a positive net amount. Anonymous sales have no buyer.",
      "zh-CN": "至少有一笔净额为正订单的不同客户数；匿名销售不计客户。",
    },
    formula: { en: "Distinct customers of the orders", "zh-CN": "订单的不同客户数" },
    unit: "COUNT",
    additive: false,
    value: { kind: "sum", of: "customers" },
  },
  {
    ...sale,
    id: "averageOrderValue",
    label: { en: "Average order value", "zh-CN": "客单价" },
    description: {
      en: "What an order brings on average, returns deducted. Empty where there was no order.",
      "zh-CN": "平均每笔订单带来的净额（已扣退货）;没有订单时为空。",
    },
    formula: { en: "Revenue ÷ orders", "zh-CN": "销售额 ÷ 订单数" },
    unit: "MONEY",
    additive: false,
    value: { kind: "ratio", of: "revenue", by: ["orders"] },
  },
];
