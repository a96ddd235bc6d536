import { readFileSync } from "node:fs";
import { lexicographicSortSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { metricsReference, schemaReference } from "./reference.ts";
import { schema } from "./schema.ts";

const committed = (name: string) => readFileSync(new URL(`../../../docs/reference/${name}`, import.meta.url), "utf8");

describe("the reference is what the code says (else: npm run schema in packages/api, and commit it)", () => {
  it("of the metrics, in English and Chinese", () => {
    expect(committed("metrics.md")).toBe(metricsReference("en"));
    expect(committed("metrics.zh-CN.md")).toBe(metricsReference("zh-CN"));
  });

  it("of the schema", () => {
    expect(committed("schema.md")).toBe(schemaReference(lexicographicSortSchema(schema)));
  });
});
