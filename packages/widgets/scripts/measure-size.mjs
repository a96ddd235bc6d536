// Fails when the widgets have become too large to be put into somebody else's page.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { elementKinds } from "./element-kinds.mjs";
import { smallBuild } from "./small-build.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const kilobyte = 1000;

/** What a bundler adds around imports is not the card's. */
const plainImports = {
  name: "plain-imports",
  enforce: "pre",
  load: {
    filter: { id: /vite\/preload-helper/ },
    handler: () => "export const __vitePreload = (load) => load();",
  },
};

/** What one card costs a page: its entry with all that loads with it, but not what waits to be asked for. */
async function sizeOfEntry(entry) {
  const result = await build({
    root,
    configFile: false,
    plugins: [...smallBuild, plainImports],
    logLevel: "error",
    build: {
      write: false,
      target: "es2022",
      modulePreload: false,
      rolldownOptions: { input: `${root}/${entry}`, output: { format: "es" } },
    },
  });
  const chunks = new Map(result.output.map((file) => [file.fileName, file]));
  const wanted = new Set();
  const visit = (name) => {
    const chunk = chunks.get(name);
    if (!chunk || wanted.has(name)) return;
    wanted.add(name);
    chunk.imports?.forEach(visit);
  };
  for (const chunk of chunks.values()) if (chunk.isEntry) visit(chunk.fileName);
  return [...wanted].reduce((sum, name) => sum + gzipSync(chunks.get(name).code).length, 0);
}

/**
 * The whole script with every chunk and language, but for the elements that pages of other kinds show, and for the texts
 * of documents, which only a server of another version asks for.
 */
function sizeOfPage(kind) {
  const others = ["document-texts", ...Object.keys(elementKinds).filter((other) => other !== kind)];
  const folder = `${root}/dist/browser`;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".js") && !others.some((other) => name.startsWith(`chunks/${other}.`)))
    .reduce((sum, name) => sum + gzipSync(readFileSync(`${folder}/${name}`)).length, 0);
}

const measured = [
  ["<kpi-card> alone", await sizeOfEntry("src/elements/kpi-card/kpi-card.define.ts"), 20 * kilobyte],
  ...Object.keys(elementKinds).map((kind) => [
    `a page with every element of ${kind}`,
    sizeOfPage(kind),
    120 * kilobyte,
  ]),
];
for (const [name, size, limit] of measured) {
  const text = `${name}: ${(size / kilobyte).toFixed(1)} kB gzip, limit ${limit / kilobyte} kB`;
  if (size > limit) {
    console.error(`Too large: ${text}`);
    process.exitCode = 1;
  } else console.log(text);
}
