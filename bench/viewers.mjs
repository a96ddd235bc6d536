// What fifty viewers take of one server over some minutes: memory at the start and at the end, and how long they wait.
//   node bench/viewers.mjs            five minutes; BENCH_MINUTES and BENCH_VIEWERS say otherwise
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { dashboard } from "./dashboard.mjs";
import { connect } from "./http.mjs";
import { ms, report } from "./measure.mjs";

const minutes = Number(process.env.BENCH_MINUTES ?? 5);
const viewers = Number(process.env.BENCH_VIEWERS ?? 50);
const bin = fileURLToPath(new URL("../packages/api/bin/salesglass.js", import.meta.url));
const folder = await mkdtemp(join(tmpdir(), "salesglass-viewers-"));

// The collector is called from without, so that what is measured is what is held.
const server = spawn(process.execPath, ["--expose-gc", "--import", collector(), bin, "serve", "--demo-if-empty"], {
  env: { PATH: process.env.PATH, SALESGLASS_DATA: folder, PORT: "0", SALESGLASS_METRICS_PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
try {
  const { port, figures } = await started();
  const client = connect(port);
  for (let warm = 0; warm < 20; warm++) await client.time(dashboard(`${2025 + (warm % 2)}-Q${1 + (warm % 4)}`));
  const before = await memory(figures);
  console.log(
    `${viewers} viewers for ${minutes} minutes, the demo company, an embedded record, Node ${process.versions.node}\n`,
  );

  const durations = [];
  let failed = 0;
  const held = [];
  const watch = setInterval(async () => held.push(await memory(figures)), 60_000);
  const until = performance.now() + minutes * 60_000;
  await Promise.all(
    Array.from({ length: viewers }, async (_, viewer) => {
      for (let look = 0; performance.now() < until; look++) {
        // Every tenth look is at days that nobody has looked at.
        const isNew = (look + viewer) % 10 === 0;
        const day = new Date(Date.UTC(2024, 0, 1 + ((look * viewers + viewer) % 900))).toISOString().slice(0, 10);
        const page = dashboard(isNew ? `${day}..2026-12-31` : `2026-Q${1 + (look % 3)}`);
        await client.time(page).then(
          ({ milliseconds }) => durations.push(milliseconds),
          () => failed++,
        );
        // Somebody reads what they have got.
        await pause(200 + Math.random() * 800);
      }
    }),
  );
  clearInterval(watch);
  await client.close();
  const after = await memory(figures);
  durations.sort((one, other) => one - other);
  const at = (share) => ms(durations[Math.floor(durations.length * share)] ?? 0);
  report("requests of twelve operations", durations.length.toLocaleString("en"), `${failed} failed`, "");
  report("how long: median, p95, p99, longest", at(0.5), `${at(0.95)}, ${at(0.99)}, ${at(0.999999)}`, "");
  report("heap after collection, start to end", `${mb(before.heap)}`, `${mb(after.heap)}`, "");
  report("resident, start to end", `${mb(before.resident)}`, `${mb(after.resident)}`, "");
  report("  after each minute, heap", held.map(({ heap }) => mb(heap)).join(", "), "", "");
  report("  after each minute, resident", held.map(({ resident }) => mb(resident)).join(", "), "", "");
  report("DuckDB's own, start to end", `${mb(before.engine)}`, `${mb(after.engine)}`, "");
} finally {
  server.kill("SIGTERM");
  await new Promise((resolve) => server.once("exit", resolve));
  await rm(folder, { recursive: true, force: true });
}

function collector() {
  return `data:text/javascript,process.on("SIGUSR2",()=>{globalThis.gc();globalThis.gc()})`;
}

async function started() {
  let output = "";
  for await (const text of server.stdout) {
    output += text;
    const [, port] = /GraphQL +http:\/\/localhost:(\d+)/.exec(output) ?? [];
    const [, figures] = /Metrics +(\S+)/.exec(output) ?? [];
    if (!output.includes("Stop it with")) continue;
    server.stdout.resume();
    return { port: Number(port), figures };
  }
  throw new Error(`the server did not start:\n${output}`);
}

async function memory(figures) {
  server.kill("SIGUSR2");
  await pause(3_000);
  const text = await (await fetch(figures)).text();
  const value = (name) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1]);
  return {
    heap: value("nodejs_heap_size_used_bytes"),
    resident: value("process_resident_memory_bytes"),
    engine: value("salesglass_duckdb_memory_bytes"),
  };
}

function mb(bytes) {
  return `${Math.round(bytes / 2 ** 20)} MB`;
}
