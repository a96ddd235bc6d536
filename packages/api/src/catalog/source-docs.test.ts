import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { withSourceDocs } from "../testing/source-docs.ts";

const pages = { en: "company-config.md", "zh-CN": "company-config.zh-CN.md" } as const;

describe("the sources and columns of an own catalogue's SQL (else: UPDATE_DOCS=1, and commit docs/company-config*.md)", () => {
  it.each(["en", "zh-CN"] as const)("are what the warehouse has, in %s", (locale) => {
    const file = new URL(`../../../../docs/${pages[locale]}`, import.meta.url);
    const page = readFileSync(file, "utf8");
    if (process.env.UPDATE_DOCS) writeFileSync(file, withSourceDocs(page, locale));
    else expect(page).toBe(withSourceDocs(page, locale));
    expect(page).toContain("`order_net` decimal");
  });
});
