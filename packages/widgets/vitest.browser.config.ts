import { playwright } from "@vitest/browser-playwright";
import { defineProject } from "vitest/config";
import { browserArguments, findBrowser } from "../../scripts/browser.mjs";

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
      provider: playwright({ launchOptions: { executablePath: findBrowser(), args: browserArguments } }),
      instances: [{ browser: "chromium" }],
      viewport: { width: 960, height: 800 },
    },
  },
});
