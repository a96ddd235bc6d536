import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const source = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.startsWith("generated"),
);
const code = files.map((name) => readFileSync(source + name, "utf8")).join("\n");

/** Ids of all messages, with how many values each has. */
const messages = new Map(
  [...code.matchAll(/\bmsg\(\s*(str)?([`"])([\s\S]*?)\2,\s*\{\s*id: "([^"]+)"/g)].map(([, , , text, id]) => [
    id!,
    text!,
  ]),
);
const locales = readdirSync(`${source}locales`).filter((name) => !name.endsWith(".test.ts"));

it("finds every message", () => {
  expect(messages.size).toBeGreaterThan(50);
  expect(code.match(/\bmsg\(/g)!.length).toBe(code.match(/\bid: "[a-z-]+"/g)!.length);
});

for (const file of locales) {
  it(`${file} has every message and no other, and leaves out no value`, async () => {
    const { templates } = (await import(/* @vite-ignore */ `./${file}`)) as { templates: Record<string, unknown> };
    expect(Object.keys(templates).sort()).toEqual([...messages.keys()].sort());
    for (const [id, template] of Object.entries(templates)) {
      const values = typeof template === "string" ? [] : (template as { values: number[] }).values;
      const wanted = messages.get(id)!.match(/\$\{/g)?.length ?? 0;
      expect([id, [...values].sort()]).toEqual([id, Array.from({ length: wanted }, (_, index) => index)]);
    }
  });
}
