import { defineProject } from "vitest/config";

export default defineProject({
  resolve: { conditions: ["source", "node", "import", "module", "default"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "module", "default"] } },
  test: { name: "api", environment: "node", include: ["src/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 120_000 },
});
