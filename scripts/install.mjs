// Installs the workspace with the pinned pnpm, unless what is installed is already what the lockfile says.
// Runs before `npm start`, `npm test`, `npm run build` and `npm run bench`, on a machine that has only Node and npm.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { packageManager, engines } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(`Node ${process.versions.node} is too old: Salesglass needs ${engines.node}`);
}

// pnpm leaves a copy of the lockfile that it installed from; the salesglass link is the last thing that it makes.
const installed = `${root}node_modules/.pnpm/lock.yaml`;
const upToDate =
  existsSync(installed) &&
  readFileSync(installed, "utf8") === readFileSync(`${root}pnpm-lock.yaml`, "utf8") &&
  existsSync(`${root}node_modules/.bin/${process.platform === "win32" ? "salesglass.cmd" : "salesglass"}`);

if (!upToDate) {
  console.error("Installing the packages (the first time takes a minute) …");
  const npx = process.platform === "win32" ? "npx.cmd" : "npx";
  const { status, error } = spawnSync(npx, ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (error) fail(`could not run npx: ${error.message}`);
  if (status !== 0) fail(`pnpm could not install the packages (exit code ${status}); its own message stands above`);
}

function fail(message) {
  console.error(`salesglass: ${message}`);
  process.exit(2);
}
