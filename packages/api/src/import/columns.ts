import type { ImportColumn, ImportTable, ImportTableName } from "./column-types.ts";

/**
 * The tables that an import may bring and their columns, in the order in which they are written. Checks, SQL and the
 * tables of docs/import.md are made from this one declaration.
 */
export const importColumns: readonly ImportTable[] = [
  {
    name: "company",
    noun: "company",
    record: "company",
    key: [],
    description: {
      en: "The company itself: at most one row. Without it the record's own settings hold.",
      "zh-CN": "公司本身，最多一行；没有时沿用现有设置。",
    },
    columns: [
      text("name", "Name of the company.", "公司名称。", { required: true }),
      text("currency", "ISO 4217 code of the reporting currency.", "报表货币的 ISO 4217 代码。", { fallback: "'USD'" }),
      text(
        "time_zone",
        "IANA name, such as Asia/Shanghai; decides to which day an order belongs.",
        "IANA 时区名，例如 Asia/Shanghai；决定订单属于哪一天。",
        {
          fallback: "'UTC'",
        },
      ),
      integer("fiscal_year_start", "Month in which the fiscal year starts.", "财年起始月份。", 1, 12, {
        fallback: "1",
      }),
      integer(
        "week_start",
        "First day of the week, 1 (Monday) to 7 (Sunday).",
        "一周的第一天，1（周一）到 7（周日）。",
        1,
        7,
        {
          fallback: "1",
        },
      ),
    ],
  },
  {
    name: "teams",
    noun: "team",
    record: "team",
    key: ["id"],
    description: { en: "Teams form a tree.", "zh-CN": "团队，构成一棵树。" },
    columns: [id(), name(), reference("parent", "teams", "The team above.", "上级团队。")],
  },
  {
    name: "reps",
    noun: "rep",
    record: "rep",
    key: ["id"],
    description: { en: "Sales people.", "zh-CN": "销售人员。" },
    columns: [
      id(),
      name(),
      text("email", "E-mail address.", "电子邮箱。"),
      reference("team", "teams", "The team today.", "当前所在团队。"),
      date("hired_on", "First day.", "入职日期。"),
      date("left_on", "Last day.", "离职日期。"),
    ],
  },
  {
    name: "products",
    noun: "product",
    record: "product",
    key: ["id"],
    description: { en: "What is sold.", "zh-CN": "产品。" },
    columns: [
      id(),
      name(),
      text("category", "Category.", "类别。"),
      amount("list_price", "Price before discounts.", "折扣前价格。", { minimum: 0 }),
      amount("unit_cost", "What one unit costs the company.", "单位成本。", { minimum: 0 }),
    ],
  },
  {
    name: "customers",
    noun: "customer",
    record: "customer",
    key: ["id"],
    description: { en: "Customers and prospects.", "zh-CN": "客户与潜在客户。" },
    columns: [
      id(),
      choice("kind", ["PERSON", "COMPANY"], "A person or a company.", "个人或公司。", { fallback: "'COMPANY'" }),
      name(),
      text("company_name", "Name of the company, where the customer is a person in one.", "公司名称。"),
      text("email", "E-mail address.", "电子邮箱。"),
      text("phone", "Telephone number.", "电话。"),
      text("industry", "Industry.", "行业。"),
      text("region", "Region.", "地区。"),
      text("country", "Country.", "国家。"),
      reference("owner", "reps", "The rep who owns the customer.", "负责该客户的销售人员。"),
      text("source", "Where the customer came from, such as referral or fair.", "客户来源，例如转介绍或展会。"),
      date("acquired_on", "Day of the first contact, as a prospect.", "首次接触日期（作为潜在客户）。"),
      reference("referred_by", "customers", "The customer who referred this one.", "推荐人（客户）。"),
      boolean(
        "anonymous",
        "Stands for sales with no known buyer: left out of every figure per customer, kept in every total.",
        "代表未知买家：不计入客户类指标，但计入总额。",
      ),
    ],
  },
  {
    name: "contacts",
    noun: "contact",
    record: "contact",
    key: ["id"],
    description: { en: "People at a company customer.", "zh-CN": "公司客户的联系人。" },
    columns: [
      id(),
      reference("customer", "customers", "Their company.", "所属客户。", { required: true }),
      name(),
      text("title", "Position.", "职位。"),
      text("email", "E-mail address.", "电子邮箱。"),
      text("phone", "Telephone number.", "电话。"),
      boolean("primary", "The first one to call.", "主要联系人。"),
    ],
  },
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
    name: "opportunities",
    noun: "opportunity",
    record: "opportunity",
    key: ["id"],
    description: { en: "Deals in the making, won and lost.", "zh-CN": "进行中、赢单与输单的商机。" },
    columns: [
      id(),
      text("name", "Name of the deal.", "商机名称。"),
      reference("customer", "customers", "The account; early deals may lack one.", "客户；早期商机可以没有。"),
      reference("rep", "reps", "Who works on it.", "负责的销售人员。"),
      reference("team", "teams", "Their team.", "所属团队。", {
        fallbackText: {
          en: "the rep's team, where the file has no such column",
          "zh-CN": "文件无此列时为销售人员的团队",
        },
      }),
      reference("product", "products", "What it is about.", "涉及的产品。"),
      text("stage", "The stage it is in, or was in when it closed.", "当前阶段，或关闭时所处的阶段。", {
        required: true,
      }),
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
      text("stage", "The stage.", "阶段。", { required: true }),
      date("entered_on", "Day on which it entered the stage.", "进入该阶段的日期。", { required: true }),
    ],
  },
  {
    name: "interactions",
    noun: "interaction",
    record: "interaction",
    key: ["id"],
    description: { en: "Contacts between reps and customers.", "zh-CN": "销售人员与客户的往来。" },
    columns: [
      id(),
      reference("customer", "customers", "With whom.", "客户。", { required: true }),
      reference("rep", "reps", "By whom.", "销售人员。"),
      choice("kind", ["CALL", "EMAIL", "MEETING", "CHAT", "VISIT"], "How.", "方式。", { required: true }),
      timestamp("at", "When; forms as for orders.ordered_at.", "时间；格式同 orders.ordered_at。", { required: true }),
      text("summary", "What was said.", "摘要。"),
    ],
  },
  {
    name: "needs",
    noun: "need",
    record: "need",
    key: ["id"],
    description: { en: "What customers may want next.", "zh-CN": "客户的潜在需求。" },
    columns: [
      id(),
      reference("customer", "customers", "Whose need.", "客户。", { required: true }),
      text("topic", "The need in a few words.", "主题。", { required: true }),
      reference("product", "products", "The product that would meet it.", "对应的产品。"),
      text("category", "Or the category.", "或对应的类别。"),
      text("statement", "What the customer said.", "原话。"),
      choice("source", ["COMMUNICATION", "MARKET_RESEARCH", "SURVEY"], "How it became known.", "来源。", {
        fallback: "'COMMUNICATION'",
      }),
      integer("strength", "1 (weak) to 5 (strong).", "1（弱）到 5（强）。", 1, 5, { fallback: "3" }),
      date("expected_on", "Day by which it is wanted.", "期望日期。"),
      choice("status", ["OPEN", "MET", "DROPPED"], "What became of it.", "状态。", { fallback: "'OPEN'" }),
      date("recorded_on", "Day on which it was written down.", "记录日期。", { required: true }),
    ],
  },
  {
    name: "survey_responses",
    noun: "response",
    record: "survey_response",
    key: ["id"],
    description: { en: "Answers to surveys.", "zh-CN": "满意度调查答复。" },
    columns: [
      id(),
      reference("customer", "customers", "Who answered.", "答复的客户。", { required: true }),
      reference("order", "orders", "The order that it is about.", "相关订单。"),
      choice("kind", ["NPS", "CSAT", "CES"], "Which survey.", "调查类型。", { required: true }),
      integer("score", "NPS 0–10, CSAT 1–5, CES 1–7.", "NPS 0–10，CSAT 1–5，CES 1–7。", 0, 10, { required: true }),
      text("comment", "In their own words.", "评语。"),
      date("responded_on", "Day of the answer.", "答复日期。", { required: true }),
    ],
  },
  {
    name: "service_cases",
    noun: "case",
    record: "service_case",
    key: ["id"],
    description: { en: "After-sale feedback.", "zh-CN": "售后反馈。" },
    columns: [
      id(),
      reference("customer", "customers", "Whose case.", "客户。", { required: true }),
      choice("kind", ["COMPLAINT", "RETURN", "QUESTION", "PRAISE"], "What kind.", "类型。", { required: true }),
      choice("severity", ["LOW", "MEDIUM", "HIGH"], "How bad.", "严重程度。", { fallback: "'MEDIUM'" }),
      text("subject", "What it is about.", "主题。"),
      date("opened_on", "Day on which it was opened.", "开启日期。", { required: true }),
      date("resolved_on", "Day on which it was resolved.", "解决日期。"),
    ],
  },
];

/** The declaration of a table. */
export function tableOf(name: ImportTableName): ImportTable {
  return importColumns.find((table) => table.name === name)!;
}

type More = Partial<Omit<ImportColumn, "name" | "type" | "description">>;

function text(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "text", description: { en, "zh-CN": zh }, ...more };
}

function id(): ImportColumn {
  return text("id", "The source system's own key.", "来源系统中的主键。", { required: true });
}

function name(): ImportColumn {
  return text("name", "Name.", "名称。", { required: true });
}

function integer(
  name: string,
  en: string,
  zh: string,
  minimum: number,
  maximum: number,
  more: More = {},
): ImportColumn {
  return { name, type: "integer", minimum, maximum, description: { en, "zh-CN": zh }, ...more };
}

function amount(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "amount", description: { en, "zh-CN": zh }, ...more };
}

function date(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "date", description: { en, "zh-CN": zh }, ...more };
}

function timestamp(name: string, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "timestamp", description: { en, "zh-CN": zh }, ...more };
}

function boolean(name: string, en: string, zh: string): ImportColumn {
  return { name, type: "boolean", fallback: "false", description: { en, "zh-CN": zh } };
}

function choice(name: string, values: readonly string[], en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "choice", values, description: { en, "zh-CN": zh }, ...more };
}

function reference(name: string, references: ImportTableName, en: string, zh: string, more: More = {}): ImportColumn {
  return { name, type: "reference", references, description: { en, "zh-CN": zh }, ...more };
}
