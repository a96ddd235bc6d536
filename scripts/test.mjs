// Runs everything that must hold: build, types, lint and format, unused code, package shape, tests on real
// databases and in a real browser. Goes on after a failure, so that one run shows all of them.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findBrowser } from "./browser.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "salesglass-test-"));
const report = join(scratch, "tests.json");

let browser;
try {
  browser = findBrowser();
} catch (error) {
  console.error(`salesglass: ${error.message}`);
  process.exit(2);
}

const checks = [
  ["build", "npm", "run", "--silent", "compile"],
  ["build of the examples", "npm", "run", "--silent", "examples"],
  ["types of the tests", "tsc", "-p", "tsconfig.test.json"],
  ["lint and format", "biome", "ci", "--error-on-warnings"],
  ["unused code", "knip"],
  ["package shape: core", "publint", "--strict", "--pack", "npm", "packages/core"],
  ["package shape: api", "publint", "--strict", "--pack", "npm", "packages/api"],
  ["package shape: widgets", "publint", "--strict", "--pack", "npm", "packages/widgets"],
];

const results = [];
for (const [name, ...command] of checks) {
  results.push({ name, ...(await run(name, command)) });
  if (name === "build" && results[0].failed) break; // nothing after it would mean anything
}

const counts = { passed: 0, failed: 0, skipped: 0 };
for (const { failed } of results) counts[failed ? "failed" : "passed"]++;

if (!results[0].failed) {
  const vitest = ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const tests = await run("tests", vitest, { SALESGLASS_CHROMIUM: browser });
  const tally = readReport();
  counts.passed += tally.passed;
  counts.skipped += tally.skipped;
  counts.failed += Math.max(tally.failed, tests.failed ? 1 : 0);
  results.push({ name: "tests", ...tests, failed: tests.failed || tally.failed > 0 });
}
rmSync(scratch, { recursive: true, force: true });

console.log("");
for (const { name, failed, seconds } of results) console.log(`${failed ? "✗" : "✓"} ${name} (${seconds} s)`);
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** Runs one check with its output shown; npm has put the workspace's commands on the path. */
function run(name, [command, ...args], environment = {}) {
  console.log(`\n▸ ${name}`);
  const start = Date.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...environment },
      shell: process.platform === "win32",
    });
    const done = (failed) => resolve({ failed, seconds: Math.round((Date.now() - start) / 1000) });
    child.on("error", (error) => {
      console.error(`${command}: ${error.message}`);
      done(true);
    });
    child.on("exit", (code) => done(code !== 0));
  });
}

/**
 * What the report says. The exit code alone is not enough: a package that a test loads may set its own. A file that
 * could not even start is a failure, and so is a run without a report.
 */
function readReport() {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const broken = testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && assertionResults.every((test) => test.status !== "failed"),
    ).length;
    return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests + numTodoTests };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}
