import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Named {
  readonly name: string;
}
interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
}

const source = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");
const manifest = JSON.parse(source("../dist/custom-elements.json")) as { modules: { declarations?: Declaration[] }[] };
const elements = manifest.modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName));
const files = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" }).filter(
  (file) => file.endsWith(".ts") && !/^generated|^locales|^testing|\.test\.ts$/.test(file),
);
const found = (file: string, pattern: RegExp) => [...source(file).matchAll(pattern)].map(([, name]) => name!);

it("documents every custom property that the styles read, and reads every one that is documented", () => {
  const read = new Set(files.flatMap((file) => found(file, /var\((--sales-[\w-]+)/g)));
  const documented = new Set(elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)));
  const series = [2, 3, 4, 5, 6, 7, 8].map((number) => `--sales-series-${number}`);
  expect([...documented, ...series].sort()).toEqual([...read].sort());
});

it("documents every part that an element names in its own files", () => {
  const missing = elements.flatMap(({ tagName, cssParts = [] }) => {
    const own = files.filter((file) => file.startsWith(`elements/${tagName}/`));
    const named = new Set(own.flatMap((file) => found(file, /\bpart="([\w-]+)"/g)));
    return [...named].filter((part) => !cssParts.some(({ name }) => name === part)).map((part) => `${tagName} ${part}`);
  });
  expect(missing).toEqual([]);
});
