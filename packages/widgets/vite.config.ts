import { defineConfig } from "vite";
import { elementKinds, kindOfFile } from "./scripts/element-kinds.mjs";
import { smallBuild } from "./scripts/small-build.mjs";

/** The kind of page that a module is for. */
const kindOf = (id: string): string | undefined => kindOfFile(id.split("/packages/widgets/src/").at(-1)!);

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
            { name: "shared", minShareCount: 2, test: (id: string) => kindOf(id) === undefined },
            ...Object.keys(elementKinds).map((name) => ({ name, test: (id: string) => kindOf(id) === name })),
          ],
        },
        entryFileNames: "[name].js",
        chunkFileNames: "chunks/[name]-[hash].js",
        assetFileNames: "chunks/[name]-[hash][extname]",
      },
    },
  },
});
