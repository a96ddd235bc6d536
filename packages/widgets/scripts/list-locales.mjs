// Writes src/generated/locales.ts from the files in src/locales, so that adding a language is adding one file.
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../src/", import.meta.url));
const locales = readdirSync(`${root}locales`)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"))
  .map((name) => name.slice(0, -".ts".length))
  .sort();

const text = `// Written by scripts/list-locales.mjs.
import type { LocaleModule } from "@lit/localize";

export const targetLocales = ${JSON.stringify(locales)};

export const localeLoaders: Record<string, () => Promise<LocaleModule>> = {
${locales.map((locale) => `  ${JSON.stringify(locale)}: () => import("../locales/${locale}.ts"),`).join("\n")}
};
`;

mkdirSync(`${root}generated`, { recursive: true });
writeFileSync(`${root}generated/locales.ts`, text);
