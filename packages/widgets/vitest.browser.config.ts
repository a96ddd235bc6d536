import { existsSync } from "node:fs";
import { playwright } from "@vitest/browser-playwright";
import { defineProject } from "vitest/config";

const places = [
  process.env.SALESGLASS_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];
const executablePath = places.find((place) => place !== undefined && existsSync(place));
if (!executablePath) {
  console.error("No Chromium found: install it (apt-get install chromium) or set SALESGLASS_CHROMIUM to its path.");
}

const quiet = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** The elements, in a real browser. */
export default defineProject({
  optimizeDeps: { include: ["lit", "@lit/context", "@lit/localize", "@lit/task", "chart.js", "axe-core"] },
  test: {
    name: "widgets-browser",
    include: ["src/**/*.browser.test.ts"],
    testTimeout: 20_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { ...(executablePath ? { executablePath } : {}), args: quiet } }),
      instances: [{ browser: "chromium" }],
      viewport: { width: 960, height: 800 },
    },
  },
});
