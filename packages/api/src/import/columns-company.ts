import { amount, boolean, choice, date, id, integer, name, reference, text } from "./column-makers.ts";
import type { ImportTable } from "./column-types.ts";

/** The company, who sells, what, and to whom. */
export const companyColumns: readonly ImportTable[] = [
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
      choice(
        "fiscal_pattern",
        ["MONTHS", "4-4-5", "4-5-4", "5-4-4"],
        "Fiscal months as calendar months, or as weeks: 4-4-5 is a quarter whose months have 4, 4 and 5 weeks.",
        "财务月份的划分：按自然月，或按周；4-4-5 表示一个季度的三个月分别为 4、4、5 周。",
        { fallback: "'MONTHS'" },
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
      id({ personal: true }),
      choice("kind", ["PERSON", "COMPANY"], "A person or a company.", "个人或公司。", { fallback: "'COMPANY'" }),
      name({ personal: true }),
      text("company_name", "Name of the company, where the customer is a person in one.", "公司名称。", {
        personal: true,
      }),
      text("email", "E-mail address.", "电子邮箱。", { personal: true }),
      text("phone", "Telephone number.", "电话。", { personal: true }),
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
      id({ personal: true }),
      reference("customer", "customers", "Their company.", "所属客户。", { required: true }),
      name({ personal: true }),
      text("title", "Position.", "职位。", { personal: true }),
      text("email", "E-mail address.", "电子邮箱。", { personal: true }),
      text("phone", "Telephone number.", "电话。", { personal: true }),
      boolean("primary", "The first one to call.", "主要联系人。"),
    ],
  },
];
