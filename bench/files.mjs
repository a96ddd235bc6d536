import { join } from "node:path";
import { demoCompany, openDuckDb } from "../packages/api/dist/bench.js";

/** Writes the demo company as CSV files with our own columns; answers the number of rows of each. */
export async function writeDemoFiles(folder, lines) {
  const { writer, close } = await openDuckDb(":memory:");
  const { prepare, tables } = demoCompany({ lines, seed: 1, until: "2026-06-30" });
  for (const statement of prepare) await writer.run(statement);
  const rows = {};
  for (const [table, select] of Object.entries(tables)) {
    const result = await writer.run(`copy (${select}) to '${join(folder, `${table}.csv`)}' (header)`);
    rows[table] = result.rowsChanged;
  }
  await close();
  return rows;
}
