import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, openWarehouse } from "../packages/api/dist/bench.js";
import { medianOf, ms, perSecond, report, timed } from "./measure.mjs";

/** Copies the record, and measures nothing. */
export async function syncOnly({ store, folder }) {
  await mkdir(folder, { recursive: true });
  const warehouse = await openWarehouse({ store, folder, engine: "duckdb", pollMilliseconds: 60_000 });
  await warehouse.sync();
  return warehouse;
}

/** Measures the first sync and a sync of a thousand changed orders; answers the open warehouse. */
export async function syncing({ store, folder }) {
  const [{ lines }] = await store.query("select count(*)::integer as lines from warehouse.sale");
  let warehouse;
  const first = await timed(async () => {
    warehouse = await syncOnly({ store, folder });
  });

  const file = join(folder, "bare.csv");
  const duck = await openDuckDb(":memory:");
  const bare = await timed(async () => {
    await store.copyOut("select * from warehouse.sale", file);
    await duck.writer.run(`create table sale as select * from read_csv('${file}')`);
  });
  await duck.close();
  await rm(file);
  report(
    "first sync",
    perSecond(lines, first.milliseconds),
    `bare ${perSecond(lines, bare.milliseconds)}`,
    `${(bare.milliseconds / first.milliseconds).toFixed(2)} of it (aim ≥ 300,000 lines/s)`,
  );

  const changed = await medianOf(5, async (run) => {
    await store.query(`update sales_order set channel = 'run ${run}' where id % 400 = ${run} and id <= 400000`);
    await warehouse.sync();
  });
  report("1,000 changed orders: write and sync", ms(changed), "", "");
  const idle = await medianOf(20, () => warehouse.sync());
  report("a look when nothing changed", ms(idle), "", "");
  return warehouse;
}
