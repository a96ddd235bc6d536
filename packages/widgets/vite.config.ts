import { defineConfig } from "vite";
import { smallBuild } from "./scripts/small-build.mjs";

/** The script for pages without a build: one entry, chunks beside it by relative URLs, nothing from anywhere else. */
export default defineConfig({
  base: "./",
  plugins: smallBuild,
  build: {
    outDir: "dist/browser",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: true,
    modulePreload: false,
    rolldownOptions: {
      input: { widgets: "src/browser.ts" },
      // Else Chart.js keeps every scale, since the classes of some read properties of others.
      treeshake: { propertyReadSideEffects: false },
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        // What a page shows together comes together: fewer requests, and it compresses better.
        codeSplitting: {
          groups: [
            // But for what only the elements of one kind share: it comes with them.
            { name: "shared", minShareCount: 2, test: /^(?!.*src\/(disclosure|styles\/standing)\.)/ },
            { name: "sales", test: /elements\/(metric-|driver-|period-|filter-)/ },
            {
              name: "incentives",
              test: /elements\/(goal-|leader-|incentive-|payout-|hall-|career-)|src\/(disclosure|styles\/standing)\./,
            },
            { name: "customers", test: /elements\/(rfm-|cohort-|customer-|recovery-|satisfaction-|recommendation-)/ },
          ],
        },
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "chunks/[name]-[hash][extname]",
      },
    },
  },
});
