import { playwright } from "@vitest/browser-playwright";
import { defineProject } from "vitest/config";
import type { BrowserCommand } from "vitest/node";
import { browserArguments, findBrowser } from "../../scripts/browser.mjs";

/** Lets a test see the page as who forces colours does, or as it is on paper. */
const emulate: BrowserCommand<[Emulated]> = ({ page }, media) => page.emulateMedia(media);

interface Emulated {
  readonly forcedColors?: "active" | "none";
  readonly media?: "screen" | "print";
}

declare module "vitest/browser" {
  interface BrowserCommands {
    emulate(media: Emulated): Promise<void>;
  }
}

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
      commands: { emulate },
      instances: [{ browser: "chromium" }],
      viewport: { width: 960, height: 800 },
    },
  },
});
