import { readFile, writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { withColumnDocs } from "../testing/column-docs.ts";

it.each([
  ["en", "import.md"],
  ["zh-CN", "import.zh-CN.md"],
] as const)(
  "docs name every table and column that an import takes (%s; UPDATE_DOCS=1 writes them)",
  async (language, file) => {
    const path = new URL(`../../../../docs/${file}`, import.meta.url);
    const page = await readFile(path, "utf8");
    const current = withColumnDocs(page, language);
    if (process.env.UPDATE_DOCS) await writeFile(path, current);
    else expect(page).toBe(current);
  },
);
