import { defineConfig } from "vite";
import { smallBuild } from "./scripts/small-build.mjs";
import { trustedDocuments } from "./scripts/trusted-documents.mjs";

/** The script for pages without a build: one entry, chunks beside it by relative URLs, nothing from anywhere else. */
export default defineConfig({
  base: "./",
  plugins: [...smallBuild, trustedDocuments(new URL("dist/trusted-documents.json", import.meta.url))],
  build: {
    outDir: "dist/browser",
    emptyOutDir: true,
    target: "es2022",
    sourcemap: true,
    // As a library: then each import stays a plain one, and none of the page's parts comes before another.
    lib: { entry: { widgets: "src/browser.ts" }, formats: ["es"] },
    rolldownOptions: {
      // Else Chart.js keeps every scale, since the classes of some read properties of others.
      treeshake: { propertyReadSideEffects: false },
      preserveEntrySignatures: "strict",
      output: {
        format: "es",
        // What a page shows together comes together: fewer requests, and it compresses better.
        codeSplitting: {
          groups: [{ name: "shared", minShareCount: 2 }],
        },
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name].[hash].js",
        assetFileNames: "chunks/[name].[hash][extname]",
      },
    },
  },
});
