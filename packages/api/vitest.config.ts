import { defineProject } from "vitest/config";

export default defineProject({
  // One instance of graphql: the one that its users load from node_modules.
  resolve: { conditions: ["source", "node"], alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }] },
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    name: "api",
    environment: "node",
    // Files of one worker share the server's modules, which take seconds to load; what a test changes it puts back.
    isolate: false,
    include: ["src/**/*.test.ts"],
    globalSetup: ["src/testing/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
