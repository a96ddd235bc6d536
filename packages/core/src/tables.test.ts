import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { warehouseTables } from "./warehouse.ts";

it("only tables.ts names the warehouse's tables, so that nothing is read past the scope", () => {
  const names = Object.keys(warehouseTables).join("|");
  const named = new RegExp(
    `\\b(?:from|join)\\s+"?(?:${names})\\b(?!\\.)|(?:selectFrom|innerJoin|leftJoin)\\("(?:${names})\\b`,
  );
  const files = readdirSync(new URL(".", import.meta.url), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const naming = files.filter((file) =>
    named.test(withoutComments(readFileSync(new URL(file, import.meta.url), "utf8"))),
  );
  expect(files.length).toBeGreaterThan(10);
  expect(naming).toEqual(["tables.ts"]);
});

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*(import|export) .* from .*$|\/\/.*$/gm, "");
}
