import { factSources, type Locale, type OpenSource, type WarehouseTable, warehouseTables } from "@salesglass/core";

/** What rows each source has, and the day that they count on. */
const meanings: Readonly<Record<OpenSource, { table?: WarehouseTable } & Readonly<Record<Locale, [string, string]>>>> =
  {
    sale: { table: "sale", en: ["order lines", "the order's day"], "zh-CN": ["订单行", "订单日期"] },
    buyer: {
      en: ["customers with orders in the row of the answer, one each", "the order's day"],
      "zh-CN": ["在该答案行内有订单的客户，每位一行", "订单日期"],
    },
    deal: { table: "opportunity", en: ["opportunities", "closing day"], "zh-CN": ["商机", "关闭日"] },
    pipeline: {
      table: "opportunity",
      en: ["opportunities that are open at the row's end", "the row's last day"],
      "zh-CN": ["在该行期末未关闭的商机", "该行的最后一天"],
    },
    prospect: {
      table: "customer",
      en: ["customers other than anonymous ones", "the day they were acquired"],
      "zh-CN": ["非匿名客户", "获得日"],
    },
    response: {
      table: "survey_response",
      en: ["survey responses", "the day of the answer"],
      "zh-CN": ["问卷回答", "回答日"],
    },
    case: { table: "service_case", en: ["service cases", "the day they were opened"], "zh-CN": ["服务工单", "提出日"] },
    resolution: {
      table: "service_case",
      en: ["service cases", "the day they were resolved"],
      "zh-CN": ["服务工单", "解决日"],
    },
  };

const joined: readonly (readonly [string, WarehouseTable])[] = [
  ["buyer", "customer"],
  ["item", "product"],
  ["owner", "rep"],
];

const words = {
  en: { header: "| source | its rows `f` | counted by | columns |", joined: "| name | columns |" },
  "zh-CN": { header: "| 来源 | 行 `f` | 计入日期 | 列 |", joined: "| 名称 | 列 |" },
} as const;

/** A page of docs/company-config*.md with its tables of sources and columns brought up to date. */
export function withSourceDocs(page: string, locale: Locale): string {
  const sources = factSources.map((source) => {
    const { table, [locale]: meaning } = meanings[source];
    const columns = table ? columnsOf(table) : "`customer_id` integer, `orders` integer";
    return `| \`${source}\` | ${meaning[0]} | ${meaning[1]} | ${columns} |`;
  });
  const tables = joined.map(([name, table]) => `| \`${name}\` | ${columnsOf(table)} |`);
  return put(put(page, "sources", [words[locale].header, "|---|---|---|---|", ...sources]), "joined", [
    words[locale].joined,
    "|---|---|",
    ...tables,
  ]);
}

function put(page: string, mark: string, lines: readonly string[]): string {
  return page.replace(
    new RegExp(`(<!-- ${mark}[^\\n]*-->\\n)[\\s\\S]*?(<!-- /${mark} -->)`),
    (_all, begin, end) => `${begin}\n${lines.join("\n")}\n\n${end}`,
  );
}

function columnsOf(table: WarehouseTable): string {
  return Object.entries(warehouseTables[table])
    .map(([name, type]) => `\`${name}\` ${type}`)
    .join(", ");
}
