import { amount, choice, date, id, integer, name, reference, text, timestamp } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** What was sold, and what may be. */
export const salesColumns: readonly ImportTable[] = [
  {
    name: "orders",
    noun: "order",
    record: "sales_order",
    key: ["id"],
    description: {
      en: "Sales and returns; their amounts are in order_lines.",
      "zh-CN": "销售与退货；金额见 order_lines。",
    },
    columns: [
      id(),
      reference("customer", "customers", "Who bought.", "买方客户。", { required: true }),
      reference("rep", "reps", "Who sold.", "销售人员。"),
      reference("team", "teams", "The team at the time of the sale.", "成交时的团队。", {
        fallbackText: {
          en: "the rep's team, where the file has no such column",
          "zh-CN": "文件无此列时为销售人员的团队",
        },
      }),
      timestamp(
        "ordered_at",
        "Day, local time, or time with an offset (2024-03-01T09:30:00+08:00).",
        "日期、本地时间，或带时差的时间（2024-03-01T09:30:00+08:00）。",
        {
          required: true,
        },
      ),
      text("channel", "Sales channel, such as online.", "销售渠道，例如 online。"),
      text("region", "Sales region.", "销售区域。"),
      text("country", "Country of the sale, where it isn't the customer's.", "成交国家（与客户所在国家不同时填写）。"),
      text("currency", "The company's currency; another one is refused.", "公司的报表货币；其他货币会被拒绝。", {
        fallbackText: { en: "the company's", "zh-CN": "公司的货币" },
      }),
      choice(
        "status",
        ["COMPLETED", "OPEN", "CANCELLED"],
        "Cancelled orders count nowhere.",
        "已取消的订单不计入任何指标。",
        {
          fallback: "'COMPLETED'",
        },
      ),
      date("paid_on", "Day of payment.", "付款日期。"),
      reference(
        "return_of",
        "orders",
        "Of a return the order that came back: what was paid for it is taken back at its rate.",
        "退货对应的原订单：按原订单的提成比例追回已付提成。",
      ),
    ],
  },
  {
    name: "order_lines",
    noun: "line",
    record: "order_line",
    key: ["order", "line"],
    partOf: "order",
    description: {
      en: "One product of an order. A return is a line with negative quantity and amount. The lines given for an order replace all that it had.",
      "zh-CN": "订单中的一种产品。退货为负数量与负金额。给出的行会整体替换该订单原有的行。",
    },
    columns: [
      reference("order", "orders", "Its order.", "所属订单。", { required: true }),
      integer("line", "Number of the line within its order.", "订单内行号。", 0, 2_000_000_000, {
        fallbackText: {
          en: "1, 2, 3, … in the order of the file, where the file has no such column",
          "zh-CN": "文件无此列时按文件顺序编号 1、2、3、…",
        },
      }),
      reference("product", "products", "What was sold.", "产品。", { required: true }),
      amount("quantity", "Units; negative for a return.", "数量；退货为负。", { required: true }),
      amount("unit_price", "Price of one unit before discount, also for a return.", "折扣前单价（退货亦为正）。", {
        required: true,
        minimum: 0,
      }),
      amount("discount", "Amount taken off the whole line.", "整行折扣金额。", { fallback: "0" }),
      amount("net_amount", "Before tax, after discount; negative for a return.", "税前、折后净额；退货为负。", {
        fallbackText: { en: "quantity × unit_price − discount", "zh-CN": "quantity × unit_price − discount" },
      }),
      amount("cost", "Cost of the whole line.", "整行成本。"),
    ],
  },
  {
    name: "order_credits",
    noun: "credit",
    record: "order_credit",
    key: ["order", "rep"],
    partOf: "order",
    description: {
      en: "How an order's credit is split among reps; the shares of an order sum to exactly 1. The credits given for an order replace all that it had.",
      "zh-CN": "订单业绩在销售人员之间的分配；每个订单的份额之和必须恰为 1。给出的份额会整体替换原有的。",
    },
    columns: [
      reference("order", "orders", "The order.", "订单。", { required: true }),
      reference("rep", "reps", "Who shares in it.", "参与分配的销售人员。", { required: true }),
      {
        name: "share",
        type: "share",
        required: true,
        minimum: 0,
        maximum: 1,
        description: { en: "0 to 1, up to eight places.", "zh-CN": "0 到 1，最多八位小数。" },
      },
    ],
  },
  {
    name: "pipeline_stages",
    noun: "stage",
    record: "pipeline_stage",
    key: ["id"],
    description: {
      en: "The stages of the pipeline. Where there are any, opportunities and their history name stages by their `id`, and no others.",
      "zh-CN": "销售管道的阶段。一旦列出，商机及其历史只能使用这里的 `id`。",
    },
    columns: [
      id(),
      name(),
      text("name_zh", "Name in Chinese.", "中文名称。"),
      integer(
        "rank",
        "Its place; deals go from lower to higher. Each stage has a rank of its own.",
        "次序；商机由小到大推进，各阶段不得相同。",
        1,
        1000,
        { required: true },
      ),
      choice(
        "kind",
        ["OPEN", "WON", "LOST"],
        "What deals in it are; those that are won or lost may also stay in the stage in which they were before.",
        "处于该阶段的商机的状态；赢单或输单的商机也可停留在此前的阶段。",
        { fallback: "'OPEN'" },
      ),
      {
        name: "probability",
        type: "probability",
        minimum: 0,
        maximum: 1,
        description: {
          en: "Chance to win of open deals in it that have none of their own, 0 to 1.",
          "zh-CN": "该阶段中未填概率的商机的赢单概率，0 到 1。",
        },
      },
    ],
  },
  {
    name: "opportunities",
    noun: "opportunity",
    record: "opportunity",
    key: ["id"],
    description: { en: "Deals in the making, won and lost.", "zh-CN": "进行中、赢单与输单的商机。" },
    columns: [
      id(),
      text("name", "Name of the deal.", "商机名称。", { personal: true }),
      reference("customer", "customers", "The account; early deals may lack one.", "客户；早期商机可以没有。"),
      reference("rep", "reps", "Who works on it.", "负责的销售人员。"),
      reference("team", "teams", "Their team.", "所属团队。", {
        fallbackText: {
          en: "the rep's team, where the file has no such column",
          "zh-CN": "文件无此列时为销售人员的团队",
        },
      }),
      reference("product", "products", "What it is about.", "涉及的产品。"),
      text(
        "stage",
        "The stage it is in, or was in when it closed; where the company lists stages, the `id` of one.",
        "当前阶段，或关闭时所处的阶段；公司已列出阶段时填其 `id`。",
        { required: true },
      ),
      choice("status", ["OPEN", "WON", "LOST"], "Open, won or lost.", "进行中、赢单或输单。", { fallback: "'OPEN'" }),
      amount("amount", "Its value.", "金额。", { minimum: 0 }),
      {
        name: "probability",
        type: "probability",
        minimum: 0,
        maximum: 1,
        description: { en: "Chance to win, 0 to 1.", "zh-CN": "赢单概率，0 到 1。" },
      },
      date("created_on", "Day on which it began.", "创建日期。"),
      date("expected_close_on", "Day on which it should close.", "预计关闭日期。"),
      date("closed_on", "Day on which it was won or lost; needed then.", "赢单或输单日期；此时必填。"),
      text("loss_reason", "Why it was lost.", "输单原因。"),
      text("lost_to", "The competitor who won it, by name.", "赢得该商机的竞争对手名称。"),
      text("source", "How it came about, such as referral.", "商机来源，例如 referral。"),
    ],
  },
  {
    name: "opportunity_stages",
    noun: "stage",
    record: "opportunity_stage",
    key: ["opportunity", "stage", "entered_on"],
    partOf: "opportunity",
    description: {
      en: "The day on which an opportunity entered a stage, not after it closed. The stages given for an opportunity replace all that it had.",
      "zh-CN": "商机进入某阶段的日期，不得晚于关闭日期。给出的阶段会整体替换原有的。",
    },
    columns: [
      reference("opportunity", "opportunities", "The opportunity.", "商机。", { required: true }),
      text("stage", "The stage, named as opportunities do.", "阶段，写法与 opportunities 相同。", { required: true }),
      date("entered_on", "Day on which it entered the stage.", "进入该阶段的日期。", { required: true }),
    ],
  },
];
