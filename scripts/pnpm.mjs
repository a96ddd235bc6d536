// Runs the pinned pnpm: node scripts/pnpm.mjs install --frozen-lockfile
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const { packageManager } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const npx = process.platform === "win32" ? "npx.cmd" : "npx";
const { status } = spawnSync(npx, ["--yes", packageManager, ...process.argv.slice(2)], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
process.exitCode = status ?? 1;
