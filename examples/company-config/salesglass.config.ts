import { defineConfig, defineDimension, defineFact, defineMetric, divide, facts } from "@salesglass/core";

/** What came through the web shop, whatever else its channel is called: a sum of the order lines that pass the filter. */
const onlineRevenue = defineFact({
  id: "onlineRevenue",
  source: "sale",
  sql: "sum(f.net_amount) filter (where lower(f.channel) like 'online%')",
});

/** An order counts once, however many lines it has. */
const bigOrders = defineFact({
  id: "bigOrders",
  source: "sale",
  sql: "count(distinct f.order_id) filter (where f.order_net >= 100)",
});

export default defineConfig({
  metrics: [
    defineMetric({
      id: "onlineShare",
      label: { en: "Online share", "zh-CN": "线上占比" },
      description: { en: "Share of revenue that came online.", "zh-CN": "线上销售额占销售额的比例。" },
      formula: { en: "Online revenue ÷ revenue", "zh-CN": "线上销售额 ÷ 销售额" },
      unit: "RATIO",
      value: divide(onlineRevenue, facts.revenue),
    }),
    defineMetric({
      id: "bigTicketOrders",
      label: { en: "Big-ticket orders", "zh-CN": "大额订单数" },
      description: { en: "Orders of 100 and above, returns aside.", "zh-CN": "净额不低于 100 的订单数。" },
      formula: { en: "Distinct orders whose net amount is at least 100", "zh-CN": "净额不低于 100 的不同订单数" },
      unit: "COUNT",
      value: bigOrders,
    }),
    defineMetric({
      id: "discountPerUnit",
      label: { en: "Discount per unit", "zh-CN": "单件折扣" },
      description: { en: "What was taken off the list price of a unit.", "zh-CN": "每件商品平均让利金额。" },
      formula: { en: "Discounts ÷ volume", "zh-CN": "折扣 ÷ 销售量" },
      unit: "MONEY",
      better: "LOWER",
      value: divide(facts.discount, facts.volume),
    }),
  ],
  dimensions: [
    defineDimension({
      id: "priceBand",
      label: { en: "Price band", "zh-CN": "价格带" },
      description: { en: "By the list price of a unit: below 100, or more", "zh-CN": "按单价：100 以下或更高" },
      sql: { sale: "case when f.unit_price < 100 then 'BUDGET' else 'PREMIUM' end" },
      values: {
        BUDGET: { en: "Budget", "zh-CN": "经济" },
        PREMIUM: { en: "Premium", "zh-CN": "高端" },
      },
    }),
    defineDimension({
      id: "market",
      label: { en: "Market", "zh-CN": "市场" },
      description: { en: "At home or abroad, by the customer's country", "zh-CN": "按客户所在国家分为国内或国外" },
      sql: { customer: "case when buyer.country = 'CN' then 'home' when buyer.country <> 'CN' then 'abroad' end" },
    }),
  ],
  segments: {
    bins: 3,
    segments: [
      {
        id: "key-accounts",
        label: { en: "Key accounts", "zh-CN": "核心客户" },
        rules: [{ recency: [2, 3], monetary: [3, 3] }],
      },
      {
        id: "growing",
        label: { en: "Growing", "zh-CN": "成长客户" },
        rules: [{ recency: [2, 3], monetary: [1, 2] }],
      },
      {
        id: "win-back",
        label: { en: "Win back", "zh-CN": "待挽回客户" },
        rules: [{ recency: [1, 1], monetary: [2, 3] }],
      },
      {
        id: "occasional",
        label: { en: "Occasional", "zh-CN": "偶尔购买" },
        rules: [{ recency: [1, 1], monetary: [1, 1] }],
      },
    ],
  },
});
