// Speed at a million order lines (or BENCH_LINES), each figure beside a limit measured in the same run.
//   node bench/run.mjs                      everything
//   node bench/run.mjs answering serving    only these, with import and sync unmeasured; also valuing and paying, and
//                                           views: answering by the postgres engine too, which takes long at 10 million
import "./production.mjs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWarehouse } from "../packages/api/dist/bench.js";
import { answering } from "./answering.mjs";
import { writeDemoFiles } from "./files.mjs";
import { importing, importOnly } from "./importing.mjs";
import { paying } from "./paying.mjs";
import { startPostgres } from "./postgres.mjs";
import { serving } from "./serving.mjs";
import { syncing, syncOnly } from "./syncing.mjs";
import { valuing } from "./valuing.mjs";

const lines = Number(process.env.BENCH_LINES ?? 1_000_000);
const sections = ["answering", "views", "serving", "valuing", "paying"];
const chosen = process.argv.slice(2);
const unknown = chosen.find((section) => !sections.includes(section));
if (unknown !== undefined) {
  console.error(`${unknown}: there is no such section, expected ${sections.join(", ")}`);
  process.exit(2);
}
const isWanted = (section) => chosen.length === 0 || chosen.includes(section);
const scratch = await mkdtemp(join(tmpdir(), "salesglass-bench-"));
const postgres = await startPostgres();

try {
  const folder = join(scratch, "files");
  await mkdir(folder);
  console.log(`Salesglass at ${lines.toLocaleString("en")} order lines, Node ${process.versions.node}\n`);
  const files = await writeDemoFiles(folder, lines);

  const copy = join(scratch, "copy");
  let store;
  let warehouse;
  if (chosen.length === 0) {
    console.log(
      "import: files to record (limit: bare COPY of the same rows into tables with the same keys and indexes)",
    );
    store = await importing({ folder, files, scratch, url: postgres.url });
    console.log(
      "\nsync: record on PostgreSQL to warehouse (limit: COPY out of the view and DuckDB's CSV reader, nothing else)",
    );
    warehouse = await syncing({ store, folder: copy });
  } else {
    store = await importOnly({ folder, scratch, url: postgres.url });
    warehouse = await syncOnly({ store, folder: copy });
  }

  // What the record still has to do after an import is not to be measured with the answers.
  await store.exec("vacuum analyze");
  await store.exec("checkpoint");

  if (isWanted("answering") || isWanted("views")) {
    console.log("\nanswers: through HTTP, median, uncached (limit: the bare query in DuckDB)");
    const views = isWanted("views") ? await openWarehouse({ store, engine: "postgres" }) : undefined;
    await answering({ store, warehouse, views });
    await views?.close();
  }
  if (isWanted("serving")) {
    console.log("\nserving: the answer cache, dashboards, many viewers");
    await serving({ store, warehouse });
  }
  if (isWanted("valuing")) {
    console.log(
      "\nlifetime value: in the engine's own process (limit: counting each customer's purchases, nothing else)",
    );
    await valuing();
  }
  if (isWanted("paying")) {
    console.log("\nincentives: a month's statements (limit: what has to be added up, as bare SQL)");
    await paying();
  }

  console.log(
    `\nmemory of this process, with the record on PostgreSQL: ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB resident`,
  );
  await warehouse.close();
  await store.close();
} finally {
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
