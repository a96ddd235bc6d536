import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));
/** As deep below the package as `src/store`, so that the bundle finds the migrations. */
const output = fileURLToPath(new URL("../../node_modules/.fixtures", import.meta.url));

export type Child = {
  readonly process: ChildProcess;
  /** Awaits a line of its output that begins with `start`; answers the line. */
  line(start: string): Promise<string>;
  /** All lines until now. */
  readonly lines: readonly string[];
  kill(): Promise<void>;
};

/** Bundles `fixtures/<name>.ts` with what it imports, since Node 20 runs no TypeScript; answers the file. */
export async function bundleFixture(name: string): Promise<string> {
  await build({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source", "node"] },
    ssr: { resolve: { conditions: ["source", "node"] }, noExternal: ["@salesglass/core"] },
    build: {
      ssr: join(here, "fixtures", `${name}.ts`),
      outDir: output,
      emptyOutDir: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  });
  return join(output, `${name}.mjs`);
}

/** Runs a bundled fixture in a process of its own, which can be killed without ceremony. */
export function startChild(file: string, ...parameters: string[]): Child {
  const child = spawn(process.execPath, [file, ...parameters], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  let failure = "";
  const waiting: { start: string; resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    lines.push(line);
    for (const { start, resolve } of waiting) if (line.startsWith(start)) resolve(line);
  });
  child.stderr.on("data", (data) => {
    failure += String(data);
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  ended.then(() => {
    for (const { start, reject } of waiting) reject(new Error(`it ended before it said "${start}": ${failure}`));
  });
  return {
    process: child,
    lines,
    line(start) {
      const known = lines.find((line) => line.startsWith(start));
      if (known !== undefined) return Promise.resolve(known);
      return new Promise((resolve, reject) => waiting.push({ start, resolve, reject }));
    },
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
