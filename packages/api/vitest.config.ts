import { defineProject } from "vitest/config";

export default defineProject({
  // One instance of graphql: the one that its users load from node_modules.
  resolve: { conditions: ["source", "node"], alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    name: "api",
    environment: "node",
    include: ["src/**/*.test.ts"],
    globalSetup: ["src/testing/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
