import type { ImportColumn, Localized } from "../import/column-types.ts";
import { importColumns } from "../import/columns.ts";

/** A page with its tables of columns brought up to date. */
export function withColumnDocs(page: string, language: keyof Localized): string {
  return page.replace(
    /(<!-- columns:[^\n]*-->\n)[\s\S]*?(<!-- \/columns -->)/,
    (_all, begin, end) => `${begin}\n${columnDocs(language)}\n${end}`,
  );
}

/** The tables of docs/import*.md: every table and column that a file may have. */
function columnDocs(language: keyof Localized): string {
  const words = language === "en" ? english : chinese;
  return importColumns
    .map((table) => {
      const rows = table.columns.map(
        (column) =>
          `| \`${column.name}\` | ${typeText(column, words)} | ${fallbackText(column, words, language)} | ${column.description[language]} |`,
      );
      return [
        `### ${table.name}`,
        "",
        table.description[language],
        "",
        words.header,
        "|---|---|---|---|",
        ...rows,
        "",
      ].join("\n");
    })
    .join("\n");
}

type Words = typeof english;

function typeText(column: ImportColumn, words: Words): string {
  if (column.type === "choice") return column.values!.map((value) => `\`${value}\``).join(", ");
  if (column.type === "reference") return words.reference.replace("{}", column.references!);
  if (column.type === "integer") return `${words.types.integer}, ${column.minimum}–${column.maximum}`;
  const type = words.types[column.type as keyof Words["types"]];
  return column.past ? `${type}${words.past}` : type;
}

function fallbackText(column: ImportColumn, words: Words, language: keyof Localized): string {
  if (column.required) return words.required;
  if (column.fallbackText) return column.fallbackText[language];
  return column.fallback ? `\`${column.fallback.replaceAll("'", "")}\`` : "";
}

const english = {
  header: "| column | holds | default | meaning |",
  required: "**required**",
  reference: "`id` of {}",
  past: ", not in the future",
  types: {
    text: "text",
    integer: "whole number",
    amount: "amount, 4 places",
    share: "0–1, 8 places",
    probability: "0–1, 4 places",
    date: "YYYY-MM-DD",
    period: "2024-03, 2024-Q1, 2024, or its first day",
    timestamp: "date or time",
    boolean: "true, false",
  },
};

const chinese: Words = {
  header: "| 列 | 内容 | 默认值 | 含义 |",
  required: "**必填**",
  reference: "{} 的 `id`",
  past: "，不得在未来",
  types: {
    text: "文本",
    integer: "整数",
    amount: "金额，4 位小数",
    share: "0–1，8 位小数",
    probability: "0–1，4 位小数",
    date: "YYYY-MM-DD",
    period: "2024-03、2024-Q1、2024 或其第一天",
    timestamp: "日期或时间",
    boolean: "true、false",
  },
};
