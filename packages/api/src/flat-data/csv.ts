export type Cell = string | number | boolean | null | undefined;

/**
 * Rows as RFC 4180 has them, in UTF-8. What has no value is an empty cell, and an empty text is `""`.
 *
 * @example toCsv(["name", "revenue"], [["=1+1", 1e-7]]) // name,revenue␍␊'=1+1,0.0000001␍␊
 */
export function toCsv(columns: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const lines = [columns.map(quoted).join(",")];
  for (const row of rows) lines.push(row.map(cellText).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

export const byteOrderMark = "\uFEFF";

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return plainNumber(cell);
  if (typeof cell === "boolean") return String(cell);
  return quoted(startsFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell);
}

/** What spreadsheets would compute, also in the full width of East Asian keyboards. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;
const isNumber = /^[+-]?\d+(\.\d+)?$/;

function quoted(text: string): string {
  return text === "" || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A number without an exponent, which not every tool reads. */
export function plainNumber(number: number): string {
  const text = String(number);
  const parts = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!parts) return text;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = parts;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${"0".repeat(-power - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(power, "0")}`;
}
