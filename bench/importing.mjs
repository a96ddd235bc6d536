import { createReadStream } from "node:fs";
import { join } from "node:path";
import { migrate, openPglite, openPostgres, runImport } from "../packages/api/dist/bench.js";
import { perSecond, report, timed } from "./measure.mjs";

/** The last day of the files. */
const today = "2026-06-30";

/** What takes the time: the rest of the tables is small beside these. */
const recordTables = ["customer", "sales_order", "order_line"];

/** Imports the files into PostgreSQL, and measures nothing. */
export async function importOnly({ folder, scratch, url }) {
  const store = await openPostgres(url);
  await migrate(store);
  await importFiles(store, folder, scratch);
  return store;
}

function importFiles(store, folder, scratch) {
  return runImport({ store, folder, rejectedFile: join(scratch, "rejected.csv"), today, actor: "bench" });
}

/** Imports the files into PGlite and PostgreSQL; answers the store on PostgreSQL. */
export async function importing({ folder, files, scratch, url }) {
  const pglite = await openPglite(join(scratch, "pglite"));
  await measure("PGlite", pglite, folder, files, scratch);
  console.log(`  (resident with PGlite: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB)`);
  await pglite.close();
  const postgres = await openPostgres(url);
  await measure("PostgreSQL", postgres, folder, files, scratch);
  return postgres;
}

async function measure(name, store, folder, files, scratch) {
  await migrate(store);
  const rows = Object.values(files).reduce((sum, count) => sum + count, 0);
  const ours = await timed(() => importFiles(store, folder, scratch));
  const rejected = ours.result.tables.reduce((sum, table) => sum + table.rejected, 0);
  if (rejected > 0) throw new Error(`${rejected} rows of the demo company were rejected`);
  const again = await timed(() => importFiles(store, folder, scratch));

  let milliseconds = 0;
  let copied = 0;
  for (const table of recordTables) {
    const file = join(scratch, "bare.csv");
    await store.copyOut(`select * from ${table}`, file);
    await store.exec(`create table bare_${table} (like ${table} including all)`);
    const columns = await store.query(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = '${table}' order by ordinal_position`,
    );
    const csv = createReadStream(file, { start: await headerLength(file) });
    const bare = await timed(() =>
      store.copyIn(
        `bare_${table}`,
        columns.map((column) => column.name),
        csv,
      ),
    );
    milliseconds += bare.milliseconds;
    copied += bare.result;
    await store.exec(`drop table bare_${table}`);
  }
  const ratio = rows / ours.milliseconds / (copied / milliseconds);
  report(
    `${name}: first import of ${rows.toLocaleString("en")} rows`,
    perSecond(rows, ours.milliseconds),
    `COPY ${perSecond(copied, milliseconds)}`,
    `${ratio.toFixed(2)} of it (aim ≥ 0.33)`,
  );
  report(`${name}: the same again, unchanged`, perSecond(rows, again.milliseconds), "", "");
}

async function headerLength(file) {
  for await (const chunk of createReadStream(file, { end: 65_535 })) return chunk.indexOf(10) + 1;
  return 0;
}
