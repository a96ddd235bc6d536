import { defineProject } from "vitest/config";

/** The pure functions, in Node; the elements are tested by vitest.browser.config.ts. */
export default defineProject({
  test: {
    name: "widgets",
    environment: "node",
    include: ["src/**/*.test.ts"],
    exclude: ["src/**/*.browser.test.ts"],
  },
});
