import { defineProject } from "vitest/config";

export default defineProject({
  resolve: { conditions: ["source", "node"] },
  ssr: { resolve: { conditions: ["source", "node"] } },
  test: {
    name: "api",
    environment: "node",
    include: ["src/**/*.test.ts"],
    globalSetup: ["src/testing/postgres-server.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
