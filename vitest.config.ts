import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Most tests wait for databases, servers and browsers that run beside them: two at a time keep two cores busy.
    maxWorkers: 2,
    projects: ["packages/core", "packages/api", "packages/widgets", "packages/widgets/vitest.browser.config.ts"],
  },
});
