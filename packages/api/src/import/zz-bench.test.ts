import { it } from "vitest";
import { testRecords } from "../testing/records.ts";
import { runDemo } from "../demo/demo.ts";
for (const { name, open } of testRecords()) {
  it(`demo ${name}`, async () => {
    for (const lines of [50_000, 1_000_000]) {
      const store = await open();
      const t = performance.now();
      let last = t; let label = "";
      const s = await runDemo({ store, lines, seed: 1, until: "2026-06-30", onProgress: (p) => { const n = performance.now(); if (n - last > 150) console.log(name, label, Math.round(n - last)); last = n; label = `${p.step} ${p.table ?? ""}`; } });
      console.log(name, lines, "total", Math.round(performance.now() - t), s.faults, s.rejectedFile, s.tables.map((x) => `${x.table}:${x.new}/${x.rejected}`).join(" "));
      // bare copy
      const dir = "/tmp/imp/bench.csv";
      const t0 = performance.now();
      await store.copyOut("select * from order_line", dir);
      console.log(name, "copy out", Math.round(performance.now() - t0));
      const { createReadStream, readFileSync, writeFileSync } = await import("node:fs");
      const text = readFileSync(dir); writeFileSync(dir, text.subarray(text.indexOf(10) + 1));
      await store.exec("create table bare (like order_line including all)");
      const t1 = performance.now();
      await store.copyIn("bare", ["order_id","line","customer_id","product_id","quantity","unit_price","discount","net_amount","cost"], createReadStream(dir));
      console.log(name, "bare copy with indexes, no keys", Math.round(performance.now() - t1));
      await store.exec("create table bare2 (like order_line)");
      const t2 = performance.now();
      await store.copyIn("bare2", ["order_id","line","customer_id","product_id","quantity","unit_price","discount","net_amount","cost"], createReadStream(dir));
      console.log(name, "bare copy plain", Math.round(performance.now() - t2));
      await store.close();
    }
  }, 300_000);
}
