import { it, inject } from "vitest";
import { bundleFixture, startChild } from "./child.ts";
import { createDatabase } from "./records.ts";
import { mkdtempSync } from "node:fs";
it("x", async () => {
  const f = await bundleFixture("measure");
  for (const url of [await createDatabase(), undefined]) {
    const c = startChild(f, mkdtempSync("/tmp/meas-"), ...(url ? [url] : []));
    c.process.stderr!.pipe(process.stderr);
    await new Promise((r) => c.process.once("close", r));
    console.log(c.lines.join("\n"));
  }
}, 300_000);
