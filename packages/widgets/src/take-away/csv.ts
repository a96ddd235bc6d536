import type { TakeAwayCell, TakeAwayTable } from "./table.ts";

/** Without it Excel reads UTF-8 as the system's own encoding, and Chinese as noise. */
const byteOrderMark = "\uFEFF";

/** What makes a spreadsheet take text for a formula, also in full width. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A table as CSV by RFC 4180, in UTF-8 with a byte order mark.
 *
 * Text that a spreadsheet would run as a formula gets a leading apostrophe. Notes, where there are any, stand before
 * the headings as lines that begin with `#`.
 *
 * @example csvOf({ name: "", columns: ["Channel", "Revenue (EUR)"], rows: [["=cmd", -1.5]] })
 *   // "\uFEFFChannel,Revenue (EUR)\r\n'=cmd,-1.5\r\n"
 */
export function csvOf({ columns, rows, notes = [] }: TakeAwayTable): string {
  const comments = notes.map(([name, value]) => [`# ${name}: ${value}`]);
  return byteOrderMark + [...comments, columns, ...rows].map((cells) => `${cells.map(fieldOf).join(",")}\r\n`).join("");
}

function fieldOf(cell: TakeAwayCell): string {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : "";
  const text = startsFormula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
