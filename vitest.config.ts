import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: ["packages/core", "packages/api", "packages/widgets", "packages/widgets/vitest.browser.config.ts"],
  },
});
