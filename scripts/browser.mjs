// Finds a browser of the Chromium family for the tests that need one. They are never skipped for want of it.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** How to start it so that it asks nothing of the network by itself; as root it has no sandbox of its own. */
export const browserArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The path of a browser: the setting SALESGLASS_CHROMIUM, one in a usual place, or Debian's package. */
export function findBrowser() {
  const set = process.env.SALESGLASS_CHROMIUM;
  if (set) {
    if (existsSync(set)) return set;
    throw new Error(`SALESGLASS_CHROMIUM=${set} does not exist`);
  }
  return usualPlaces.find(existsSync) ?? installDebianPackage();
}

function installDebianPackage() {
  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (mayInstall) {
    console.error("Installing Debian's chromium for the tests in a browser …");
    const apt = (...words) => spawnSync("apt-get", ["-qq", "-y", ...words], { stdio: ["ignore", "ignore", "inherit"] });
    apt("update");
    apt("install", "--no-install-recommends", "chromium", "fonts-noto-cjk");
    if (existsSync("/usr/bin/chromium")) return "/usr/bin/chromium";
  }
  throw new Error("no browser found: install Chromium or Chrome, or name one with SALESGLASS_CHROMIUM=/path/to/it");
}
