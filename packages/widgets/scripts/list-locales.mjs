// Writes src/generated/locales.ts from the folders in src/locales, so that adding a language is adding one folder.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { elementKinds } from "./element-kinds.mjs";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const locales = readdirSync(`${root}locales`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const groups = ["common", ...Object.keys(elementKinds)];

const text = `// Written by scripts/list-locales.mjs.
import type { LocaleModule } from "@lit/localize";

/** The texts that all elements share, and those of the elements of each kind. */
export type WordGroup = ${groups.map((group) => JSON.stringify(group)).join(" | ")};

export const targetLocales = ${JSON.stringify(locales)};

export const localeLoaders: Record<string, Record<WordGroup, () => Promise<LocaleModule>>> = {
${locales.map((locale) => `  ${JSON.stringify(locale)}: {\n${groups.map((group) => `    ${group}: () => import("../locales/${locale}/${group}.ts"),\n`).join("")}  },`).join("\n")}
};
`;

mkdirSync(`${root}generated`, { recursive: true });
writeFileSync(`${root}generated/locales.ts`, text);
