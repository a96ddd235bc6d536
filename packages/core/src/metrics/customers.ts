import type { MetricDefinition } from "./definition.ts";
import { facts } from "./facts.ts";
import { add, divide, formulaOf } from "./formula.ts";

/** Who bought, for the first time or again, and who of those that were won as prospects. */
export const customerMetrics: readonly MetricDefinition[] = [
  {
    id: "customers",
    label: { en: "Customers", "zh-CN": "客户数" },
    description: {
      en: "Distinct buyers with at least one order of a positive net amount. Anonymous sales have no buyer.",
      "zh-CN": "至少有一笔净额为正订单的不同客户数；匿名销售不计客户。",
    },
    formula: { en: "Distinct customers of the orders", "zh-CN": "订单的不同客户数" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.customers),
  },
  {
    id: "newCustomers",
    label: { en: "New customers", "zh-CN": "新客户数" },
    description: {
      en: "Buyers whose first purchase ever lies in the row's days.",
      "zh-CN": "首次购买发生在该行日期内的客户数。",
    },
    formula: {
      en: "Distinct customers whose first order with a positive net amount lies in the days",
      "zh-CN": "首笔净额为正的订单在期内的不同客户数",
    },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.newCustomers),
  },
  {
    id: "returningCustomers",
    label: { en: "Returning customers", "zh-CN": "回头客数" },
    description: {
      en: "Buyers who had bought before the row's days.",
      "zh-CN": "在该行日期之前已购买过的客户数。",
    },
    formula: { en: "Customers − new customers", "zh-CN": "客户数 − 新客户数" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.returningCustomers),
  },
  {
    id: "repeatRate",
    label: { en: "Repeat rate", "zh-CN": "复购率" },
    description: {
      en: "Of the customers who bought in the days, the share that bought at least twice. Empty where nobody bought.",
      "zh-CN": "期内购买的客户中，至少购买两次的比例；没有客户时为空。",
    },
    formula: { en: "Customers with two or more orders ÷ customers", "zh-CN": "有两笔及以上订单的客户数 ÷ 客户数" },
    unit: "RATIO",
    better: "HIGHER",
    value: divide(facts.repeatBuyers, facts.buyers),
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
    value: divide(facts.converted, facts.acquired),
  },
  {
    id: "acquiredCustomers",
    label: { en: "Acquired customers", "zh-CN": "新获客户数" },
    description: {
      en: "Customers acquired as prospects in the period, by the day of the first contact, whether or not they have bought. Anonymous ones are left out.",
      "zh-CN": "期内获得的潜在客户数，按首次接触的日期计，不论是否已购买；匿名客户不计。",
    },
    formula: { en: "Customers whose acquisition day lies in the days", "zh-CN": "获得日期在期内的客户数" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.acquired),
  },
  {
    id: "convertedCustomers",
    label: { en: "Converted customers", "zh-CN": "转化客户数" },
    description: {
      en: "Of the customers acquired as prospects in the period, those who have bought by the period's end (or by the as-of day).",
      "zh-CN": "期内获得的潜在客户中，到期末（或截至日）已购买的客户数。",
    },
    formula: { en: "Acquired customers with an order of a positive net amount", "zh-CN": "有净额为正订单的新获客户数" },
    unit: "COUNT",
    better: "HIGHER",
    value: formulaOf(facts.converted),
  },
  {
    id: "acquiredRevenue",
    label: { en: "Revenue of acquired customers", "zh-CN": "新获客户销售额" },
    description: {
      en: "What the customers acquired as prospects in the period have spent by the period's end (or by the as-of day), returns deducted.",
      "zh-CN": "期内获得的潜在客户到期末（或截至日）的净销售额，扣除退货。",
    },
    formula: { en: "Σ net line amount of the converted customers", "zh-CN": "转化客户的净销售额之和" },
    unit: "MONEY",
    better: "HIGHER",
    value: formulaOf(facts.acquiredRevenue),
  },
  {
    id: "revenuePerAcquired",
    label: { en: "Revenue per acquired customer", "zh-CN": "每位新获客户销售额" },
    description: {
      en: "What a customer acquired in the period has brought so far on average, those who have not bought included. Empty where nobody was acquired.",
      "zh-CN": "期内每位新获客户（含尚未购买者）迄今平均带来的销售额；没有新获客户时为空。",
    },
    formula: { en: "Revenue of acquired customers ÷ acquired customers", "zh-CN": "新获客户销售额 ÷ 新获客户数" },
    unit: "MONEY",
    better: "HIGHER",
    value: divide(facts.acquiredRevenue, facts.acquired),
  },
  {
    id: "returningRevenueShare",
    label: { en: "Returning customers' share of revenue", "zh-CN": "回头客销售额占比" },
    description: {
      en: "Share of the known customers' revenue that comes from those who had bought before the row's days. Anonymous sales are left out.",
      "zh-CN": "已知客户的销售额中，来自此前已购买过的客户的比例；匿名销售不计。",
    },
    formula: {
      en: "Revenue of returning customers ÷ revenue of new and returning customers",
      "zh-CN": "回头客销售额 ÷（新客户销售额 + 回头客销售额）",
    },
    unit: "RATIO",
    better: "HIGHER",
    value: divide(facts.returningRevenue, add(facts.newRevenue, facts.returningRevenue)),
  },
];
