import { readFileSync } from "node:fs";
import { CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema, lexicographicSortSchema, printSchema } from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "./schema.ts";

const committed = readFileSync(new URL("../schema.graphql", import.meta.url), "utf8");

describe("schema.graphql", () => {
  it("breaks no caller of the committed schema", async () => {
    const changes = await diff(buildSchema(committed), schema);
    const breaking = changes.filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking);
    expect(breaking.map(({ message }) => message)).toEqual([]);
  });

  it("is what the code says (else: npm run schema in packages/api, and commit it)", () => {
    expect(committed).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`);
  });

  it("describes every type, field and argument", () => {
    const undescribed = Object.values(schema.getTypeMap()).flatMap((type) => {
      if (type.name.startsWith("__") || ["Boolean", "Float", "ID", "Int", "String"].includes(type.name)) return [];
      // Pothos's own count of a connection takes no description.
      if (/^(Customer\w+|Alert)Connection$/.test(type.name)) return [];
      const fields = "getFields" in type ? Object.values(type.getFields()) : [];
      return [type, ...fields]
        .filter(({ description }) => !description)
        .map((item) => (item === type ? type.name : `${type.name}.${item.name}`));
    });
    expect(undescribed).toEqual([]);
  });
});
