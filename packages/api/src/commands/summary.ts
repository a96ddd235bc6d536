import type { ImportSummary } from "../import/import.ts";

const columns = ["read", "new", "changed", "unchanged", "rejected"] as const;

/** Prints what an import did: a table for people, or JSON for scripts. */
export function printSummary(summary: ImportSummary, options: { dryRun: boolean; json: boolean }): void {
  if (options.json) {
    console.log(JSON.stringify(summary));
    return;
  }
  console.log(summaryTable(summary));
  const rejected = summary.tables.reduce((sum, table) => sum + table.rejected, 0);
  if (rejected > 0) console.log(`${rejected} rows were rejected; each is in ${summary.rejectedFile} with its reason.`);
  for (const { table, key, column, value, reason } of summary.warnings) {
    console.log(`Worth a look: ${table} ${JSON.stringify(key)}: ${column} ${JSON.stringify(value)} ${reason}`);
  }
  const more = summary.warningCount - summary.warnings.length;
  if (more > 0) console.log(`… and ${more.toLocaleString("en")} more of the kind.`);
  if (options.dryRun) console.log("Dry run: nothing was changed.");
}

/** The summary as text, numbers right-aligned. */
export function summaryTable(summary: ImportSummary): string {
  const rows = [
    ["table", ...columns],
    ...summary.tables.map((table) => [table.table, ...columns.map((column) => table[column].toLocaleString("en"))]),
  ];
  const widths = rows[0]!.map((_, index) => Math.max(...rows.map((row) => row[index]!.length)));
  return rows
    .map((row) =>
      row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[index]!))).join("  "),
    )
    .join("\n");
}
